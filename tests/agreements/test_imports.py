"""An agreement's file on its way into a draft: opened, read by a worker, mended, handed over."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agreements.actions.imports import handing, mending, opening, reading
from agreements.importing.refusals import NoTextLayer, WrongFileType
from agreements.models.drafts import Draft, DraftClause
from agreements.models.imports import AgreementImport, ImportDoubt
from agreements.models.text import Agreement, ArticleVersion
from agreements.rules.vocabulary import ClauseLevel, ImportStage, Match
from labor_office.core.documents.models import Document
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.permissions import Role
from tests.agreements.importing.files_made import scan
from tests.factories.agreements import AgreementFactory, ArticleFactory, ArticleVersionFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import BargainingUnitFactory

pytestmark = pytest.mark.django_db

AT, TODAY = datetime(2026, 6, 1, 15, tzinfo=UTC), date(2026, 6, 1)
PROSE = "The parties agree that every employee of the unit shall be told of the change in writing before it begins.\n"
TEXT = f"""AGREEMENT BETWEEN THE CITY AND THE UNION

CONTENTS
ARTICLE 1 - RECOGNITION .......... 1
ARTICLE 2 - LEAVE ................ 2
ARTICLE 3 - OVERTIME ............. 3
ARTICLE 4 - TERM ................. 4

PREAMBLE

{PROSE}{PROSE}
ARTICLE 1 - RECOGNITION

{PROSE}{PROSE}
ARTICLE 2 - LEAVE

Section 1. Vacation. {PROSE}{PROSE}
Section 2. Sick leave. The City answers within ten (15) days. {PROSE}
ARTICLE 3 - OVERTIME

{PROSE}{PROSE}{PROSE}
ARTICLE 4 - TERM

{PROSE}{PROSE}
APPENDIX A
SALARY SCHEDULE

{PROSE}"""


@pytest.fixture
def unit():
    return BargainingUnitFactory()


@pytest.fixture
def specialist():
    return UserFactory(role=Role.SPECIALIST)


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def opened(unit, by, *, text=TEXT, name="agreement.txt"):
    return opening.open_import(
        data=text if isinstance(text, bytes) else text.encode(), name=name, unit=unit, term_name="2026 to 2029",
        starts_on=date(2026, 7, 1), ends_on=date(2029, 6, 30), by=by, at=AT, today=TODAY,
    )  # fmt: skip


def read(unit, by, **given):
    imported = opened(unit, by, **given)
    reading.read_import(import_id=imported.pk, at=AT)
    imported.refresh_from_db()
    return imported


def outline(imported):
    return [(each.level, each.number, each.title) for each in DraftClause.objects.filter(draft=imported.draft_id)]


def clause(imported, number):
    return DraftClause.objects.get(draft=imported.draft_id, number=number)


def test_a_file_becomes_a_draft_that_only_its_people_know_of(unit, specialist):
    imported = read(unit, specialist)

    assert (imported.stage, imported.percent) == (ImportStage.REVIEW, 100)
    assert outline(imported) == [
        ("PREAMBLE", "", "Preamble"), ("ARTICLE", "1", "RECOGNITION"), ("ARTICLE", "2", "LEAVE"),
        ("SECTION", "2.1", "Vacation"), ("SECTION", "2.2", "Sick leave"), ("ARTICLE", "3", "OVERTIME"),
        ("ARTICLE", "4", "TERM"), ("APPENDIX", "Appendix A", "SALARY SCHEDULE"),
    ]  # fmt: skip
    assert clause(imported, "1").text == " ".join([PROSE.strip()] * 2)
    assert clause(imported, "2.1").text.startswith("The parties agree")
    assert [(doubt.code, doubt.clause.number) for doubt in ImportDoubt.objects.filter(imported=imported)] == [
        ("WORD_AND_FIGURE", "2.2")
    ]
    assert [why for *_, why in imported.left_out] == ["Cover", "Contents list"]
    assert not ArticleVersion.objects.exists()
    assert not Agreement.objects.visible_to(UserFactory(role=Role.LIAISON)).exists()


@pytest.mark.parametrize(
    ("data", "refusal"), [(scan(3), NoTextLayer), (b"<!DOCTYPE html><html><body>ARTICLE 1", WrongFileType)]
)
def test_a_file_that_cannot_be_read_leaves_nothing_behind(unit, specialist, data, refusal, tmp_path):
    with pytest.raises(refusal):
        opened(unit, specialist, text=data, name="contract.pdf")

    counts = [model.objects.count() for model in (AgreementImport, Draft, Agreement, Document, Matter)]
    assert (counts, list(tmp_path.rglob("*.*"))) == ([0] * 5, [])


def test_a_file_that_breaks_the_reader_is_refused_the_third_time(unit, specialist, monkeypatch):
    imported = opened(unit, specialist)
    monkeypatch.delattr(reading, "read_outline")
    stages = []
    for at in (times := [AT + number * reading.LEASE * 2 for number in range(3)]):
        with pytest.raises(NameError):
            reading.read_import(import_id=imported.pk, at=at)
        imported.refresh_from_db()
        stages.append(imported.stage)
    assert (stages[1], stages[2]) == (ImportStage.OUTLINING, ImportStage.REFUSED)
    assert "Save it anew" in imported.refusal
    assert not reading.waiting(now=times[-1] + 2 * reading.LEASE).exists()


def test_a_file_that_kills_its_workers_is_refused_too(unit, specialist):
    imported = opened(unit, specialist)
    AgreementImport.objects.filter(pk=imported.pk).update(attempts=3, taken_at=AT, stage=ImportStage.READING)
    assert reading.read_import(import_id=imported.pk, at=AT + 2 * reading.LEASE) is None
    assert AgreementImport.objects.get(pk=imported.pk).stage == ImportStage.REFUSED


def test_reading_twice_is_reading_once(unit, specialist):
    imported = read(unit, specialist)
    before = list(DraftClause.objects.values_list("pk", flat=True))

    assert reading.read_import(import_id=imported.pk, at=AT) is None
    assert list(DraftClause.objects.values_list("pk", flat=True)) == before


def test_an_import_whose_worker_died_is_taken_again(unit, specialist):
    imported = opened(unit, specialist)
    AgreementImport.objects.filter(pk=imported.pk).update(stage=ImportStage.MATCHING, taken_at=AT)

    assert reading.read_import(import_id=imported.pk, at=AT + reading.LEASE / 2) is None
    late = AT + reading.LEASE * 2
    assert list(reading.waiting(now=late)) == [imported]
    assert reading.read_import(import_id=imported.pk, at=late).stage == ImportStage.REVIEW


def test_articles_are_matched_to_the_former_agreement(unit, specialist):
    former = AgreementFactory(unit=unit)
    old = {}
    for position, (number, title) in enumerate((("1", "Recognition"), ("2", "Overtime"), ("3", "Uniforms")), 1):
        old[number] = ArticleFactory(unit=unit, number=number)
        ArticleVersionFactory(article=old[number], agreement=former, title=title, position=position)

    imported = read(unit, specialist)

    assert imported.draft.agreement.predecessor == former
    found = {each.number: (each.article, each.match) for each in DraftClause.objects.filter(draft=imported.draft_id)}
    assert found["1"] == (old["1"], Match.SURE)
    assert found["3"] == (old["2"], Match.UNSURE)
    assert found["4"] == (None, Match.NEW)

    mending.confirm_match(
        import_id=imported.pk, clause_id=clause(imported, "3").pk, article_id=old["2"].pk, by=specialist, at=AT
    )
    assert clause(imported, "3").match == Match.CONFIRMED
    with pytest.raises(mending.CannotMend, match="continues that article already"):
        mending.confirm_match(
            import_id=imported.pk, clause_id=clause(imported, "4").pk, article_id=old["2"].pk, by=specialist, at=AT
        )


def test_splitting_and_joining_lose_no_word(unit, specialist):
    imported = read(unit, specialist)
    whole = clause(imported, "3").text
    line = clause(imported, "3").source_line + 4

    made = mending.begin_clause(import_id=imported.pk, line=line, level=ClauseLevel.SECTION, by=specialist, at=AT)
    assert [each[1] for each in outline(imported)] == ["", "1", "2", "2.1", "2.2", "3", "", "4", "Appendix A"]
    assert f"{clause(imported, '3').text} {made.text}".count("told of the change") == 3

    mending.join_with_previous(
        import_id=imported.pk, clause_id=made.pk, what=mending.NoHeading.TEXT, by=specialist, at=AT
    )
    assert clause(imported, "3").text == whole


def test_a_running_head_is_dropped_and_its_text_goes_on_above(unit, specialist):
    imported = read(unit, specialist)
    fourth = clause(imported, "4")

    before = mending.join_with_previous(
        import_id=imported.pk, clause_id=fourth.pk, what=mending.NoHeading.RUNNING_HEAD, by=specialist, at=AT
    )

    assert (before.number, before.text.count("told of the change"), "TERM" in before.text) == ("3", 5, False)


def test_what_was_left_out_can_be_taken_in(unit, specialist):
    imported = read(unit, specialist)

    made = mending.begin_clause(import_id=imported.pk, line=1, level=ClauseLevel.ARTICLE, by=specialist, at=AT)

    imported.refresh_from_db()
    assert (made.position, made.title, [why for *_, why in imported.left_out]) == (
        1, "AGREEMENT BETWEEN THE CITY AND THE UNION", ["Contents list"],
    )  # fmt: skip
    with pytest.raises(mending.CannotMend):
        mending.begin_clause(import_id=imported.pk, line=2, level=ClauseLevel.ARTICLE, by=specialist, at=AT)


def test_handing_over_waits_for_every_doubt_and_publishing_for_that(unit, specialist):
    imported = read(unit, specialist)
    with pytest.raises(handing.StillDoubtful, match="1 place still needs a look"):
        handing.hand_over(import_id=imported.pk, by=specialist, at=AT)
    with pytest.raises(mending.NotUnderReview):
        handing.publish_imported(import_id=imported.pk, by=specialist, at=AT, today=TODAY)

    section = clause(imported, "2.2")
    mending.settle_doubts(import_id=imported.pk, clause_id=section.pk, by=specialist, at=AT)
    handing.hand_over(import_id=imported.pk, by=specialist, at=AT)
    with pytest.raises(mending.NotUnderReview):
        mending.settle_doubts(import_id=imported.pk, clause_id=section.pk, by=specialist, at=AT)
    assert not ArticleVersion.objects.exists()

    agreement = handing.publish_imported(import_id=imported.pk, by=specialist, at=AT, today=TODAY)
    assert (agreement.is_draft, ArticleVersion.objects.filter(agreement=agreement).count()) == (False, 8)
    assert Agreement.objects.visible_to(UserFactory(role=Role.LIAISON)).exists()


@pytest.mark.parametrize(("role", "status"), [(Role.SPECIALIST, 404), (Role.LIAISON, 403), (Role.ATTORNEY, 403)])
def test_others_do_not_find_it(client, unit, specialist, role, status):
    imported = read(unit, specialist)
    client.force_login(UserFactory(role=role))
    here = reverse("agreements:import", args=[imported.draft.agreement.reference])

    assert client.get(here).status_code == status
    assert client.post(f"{here}hand-over/").status_code == status


def test_the_form_says_what_is_wrong_with_the_file_and_keeps_nothing(client, unit, specialist):
    client.force_login(specialist)
    given = {"unit": unit.pk, "term_name": "2026 to 2029", "starts_on": "7/1/2026", "ends_on": "6/30/2029"}
    page = "<!DOCTYPE html><html><body>ARTICLE 1"
    answer = client.post(
        reverse("agreements:new_import"), given | {"file": SimpleUploadedFile("a.docx", page.encode())}
    )

    assert (answer.status_code, AgreementImport.objects.count()) == (422, 0)
    assert "a.docx is a web page or holds one" in answer.content.decode()


@pytest.mark.parametrize("count", [3, 40])
def test_the_review_asks_the_same_number_of_queries_whatever_the_length(
    client, unit, specialist, count, django_assert_max_num_queries
):
    text = "".join(f"ARTICLE {n} - RIGHTS {n}\n\n{PROSE}{PROSE}\n" for n in range(1, count + 1))
    imported = read(unit, specialist, text=text)
    client.force_login(specialist)

    with django_assert_max_num_queries(16):
        answer = client.get(reverse("agreements:import", args=[imported.draft.agreement.reference]))

    assert answer.status_code == 200
    assert f"RIGHTS {count}" in answer.content.decode()


def test_every_button_of_the_review_does_what_it_says(client, unit, specialist):
    imported = read(unit, specialist)
    client.force_login(specialist)
    here = reverse("agreements:import", args=[imported.draft.agreement.reference])
    section = clause(imported, "2.2")

    assert "10 in words" in client.get(here).content.decode() or "ten (15)" in client.get(here).content.decode()
    client.post(f"{here}{section.pk}/looks-right/")
    client.post(f"{here}{section.pk}/name/", {"level": "SECTION", "number": "2.3", "title": "Sickness"})
    client.post(f"{here}split/", {"line": clause(imported, "3").source_line + 3, "as_level": "SECTION"})
    client.post(f"{here}{clause(imported, '4').pk}/join/", {"what": "TEXT"})
    client.post(f"{here}{clause(imported, '1').pk}/continues/", {"article": ""})
    answer = client.post(f"{here}hand-over/", follow=True)

    assert "Looked through and handed over" in answer.content.decode()
    assert [each[1:] for each in outline(imported)][-5:-1] == [
        ("2.1", "Vacation"), ("2.3", "Sickness"), ("3", "OVERTIME"), ("", PROSE.strip()[:200]),
    ]  # fmt: skip
