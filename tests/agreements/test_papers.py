"""Agreements on paper: the words of the day, one PDF for one text, tagged, labelled and bookmarked."""

import io
from datetime import date, timedelta

import pikepdf
import pytest

from agreements.actions.drafting import hold_agreement
from agreements.actions.papers import ask_for_conformed, ask_for_memorandum, set_draft
from agreements.models.papers import TextPaper
from agreements.queries.editions import NoTextThatDay, conformed
from agreements.rules.editions import Edition
from labor_office.core.documents.actions.printing import print_job
from labor_office.core.documents.models import Document, PdfJob
from labor_office.core.users.permissions import Role
from tests.agreements.texts import AT, OVERTIME, OWN, article, in_force, letter, replaced, section, signed_and_in_force
from tests.core.documents.validator import assert_accessible_pdf
from tests.factories.users import UserFactory
from tests.factories.workforce import BargainingUnitFactory

pytestmark = pytest.mark.django_db
TRIAL = "Call-outs go by a monthly sign-up sheet."
DAY = date(2025, 8, 1)


@pytest.fixture
def chief():
    """Who asks."""
    return UserFactory(role=Role.CHIEF, name="Rosa Castellanos", title="Chief")


@pytest.fixture
def agreement(chief):
    """An agreement whose 14.3 says something else from July to September 2025."""
    made = in_force(*OVERTIME, section("30.1", "Rates", "Step 1     20.15\nStep 2     21.40"), by=chief)
    sheet = replaced(made, "14.3", TRIAL)
    signed_and_in_force(letter(made, sheet, effective_on=date(2025, 7, 1), ends_on=date(2025, 9, 30), by=chief))
    return made


def asked(agreement, chief, *, as_of=DAY, at=AT):
    return ask_for_conformed(agreement_id=agreement.pk, as_of=as_of, by=chief, at=at, today=as_of)


def printed(paper):
    """The PDF, set by the worker's own action."""
    job = PdfJob.objects.get(maker="agreement_text", subject_id=paper.pk)
    return print_job(job_id=job.pk, now=AT)


def test_a_conformed_copy_says_the_words_of_the_day(agreement, chief):
    then = conformed(agreement, as_of=DAY, user=chief)
    clause = next(one for one in then.clauses if one.number == "14.3")
    assert [line.text for line in clause.lines] == [TRIAL]
    assert clause.note == "As changed by SL-2025-001, Call-out trial, through September 30, 2025."
    later = conformed(agreement, as_of=date(2025, 10, 1), user=chief)
    assert [line.text for one in later.clauses if one.number == "14.3" for line in one.lines] == [OWN]
    with pytest.raises(NoTextThatDay, match="June 1, 2023"):
        conformed(agreement, as_of=date(2023, 6, 1), user=chief)


def test_the_pdf_is_tagged_bookmarked_and_labelled(agreement, chief):
    document = printed(asked(agreement, chief))
    with document.file.open() as held:
        content = held.read()
    with pikepdf.open(io.BytesIO(content)) as paper:
        assert paper.Root.MarkInfo.Marked
        assert [str(one["/S"]) for one in list(paper.Root.PageLabels.Nums)[1::2]] == ["/r", "/D"]
        with paper.open_outline() as outline:
            titles = [item.title for item in outline.root]
        assert "Article 14. Overtime and call-outs" in titles
        assert b"pdfuaid" in paper.Root.Metadata.read_bytes()
    assert_accessible_pdf(content)


def test_the_same_text_is_set_once_and_another_day_again(agreement, chief):
    first = asked(agreement, chief)
    printed(first)
    assert asked(agreement, chief, at=AT + timedelta(days=1)).pk == first.pk
    assert asked(agreement, chief, as_of=DAY + timedelta(days=1)).pk != first.pk
    assert (Document.objects.count(), TextPaper.objects.count()) == (1, 2)


def test_a_memorandum_of_a_draft_is_clean_or_for_signature(chief):
    draft = hold_agreement(
        unit=BargainingUnitFactory(), term_name="2026 to 2029", starts_on=date(2026, 7, 1), ends_on=date(2029, 6, 30),
        by=chief, at=AT, opened_on=AT.date(), clauses=OVERTIME,
    )  # fmt: skip
    asked_for = {"draft_id": draft.pk, "by": chief, "at": AT, "today": AT.date()}
    clean = ask_for_memorandum(edition=Edition.CLEAN, **asked_for)
    to_sign = ask_for_memorandum(edition=Edition.SIGNATURE, **asked_for)
    kinds = [printed(paper).kind for paper in (clean, to_sign)]
    assert kinds == [Document.Kind.OTHER, Document.Kind.AGREEMENT]
    assert [len(paper.facts["paper"]["signatories"]) for paper in (clean, to_sign)] == [0, 4]


def test_everyone_who_reads_agreements_reads_and_prints_them(client, agreement, chief):
    kept = asked(agreement, chief)
    printed(kept)
    for day, role in enumerate((Role.CHIEF, Role.LIAISON, Role.DECISION_MAKER), start=2):
        client.force_login(UserFactory(role=role))
        as_of = f"2025-08-{day:02}"
        page = client.get(f"/agreements/{agreement.reference}/conformed/?as_of={as_of}")
        assert (page.status_code, TRIAL in page.content.decode()) == (200, True), role
        sent = client.post(f"/agreements/{agreement.reference}/papers/conformed/", {"as_of": as_of}, follow=True)
        assert "Waiting for the printer" in sent.content.decode(), role
        paper = TextPaper.objects.latest("pk")
        assert client.get(f"/agreements/papers/{paper.reference}/file.pdf").status_code == 404, role
        assert client.get(f"/agreements/papers/{kept.reference}/file.pdf")["Content-Type"] == "application/pdf", role


def test_a_draft_is_printed_by_those_who_work_on_it(client, chief):
    draft = hold_agreement(
        unit=BargainingUnitFactory(), term_name="2026 to 2029", starts_on=date(2026, 7, 1), ends_on=date(2029, 6, 30),
        by=chief, at=AT, opened_on=AT.date(), clauses=OVERTIME,
    )  # fmt: skip
    for person, status in ((chief, 302), (UserFactory(role=Role.CHIEF), 404), (UserFactory(role=Role.LIAISON), 404)):
        client.force_login(person)
        sent = client.post(f"/agreements/{draft.agreement.reference}/papers/signature/")
        assert sent.status_code == status, person


def test_a_draft_is_set_article_by_article_and_an_edit_sets_one_anew(client, chief):
    draft = hold_agreement(
        unit=BargainingUnitFactory(), term_name="2026 to 2029", starts_on=date(2026, 7, 1), ends_on=date(2029, 6, 30),
        by=chief, at=AT, opened_on=AT.date(),
        clauses=[*OVERTIME, *(article(str(number), "Other", "x") for number in (15, 16, 17))],
    )  # fmt: skip
    client.force_login(chief)
    address = f"/agreements/{draft.agreement.reference}/draft/"
    assert "0 of 4 articles are set" in client.get(address).content.decode()
    assert set_draft(draft_id=draft.pk, at=AT) == 4
    clause = draft.clauses.get(number="16")
    clause.text = "Edited."
    clause.save(update_fields=["text"])
    answer = client.get(address)
    with pikepdf.open(io.BytesIO(b"".join(answer.streaming_content) if answer.streaming else answer.content)) as pages:
        assert len(pages.pages) == 4
        with pages.open_outline() as outline:
            assert [item.title for item in outline.root][2] == "Article 16. Other"
    assert set_draft(draft_id=draft.pk, at=AT) == 0
