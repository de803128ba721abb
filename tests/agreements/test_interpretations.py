"""From a question to an official reading, and what happens to it when the ground moves."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from agreements.actions import interpretations, publishing
from agreements.models.interpretations import ConstruedSection, Interpretation
from agreements.queries.interpretations import standing_on
from agreements.queries.noted import readings_beside
from agreements.rules.interpretations import Audience, ReadingState, Verdict
from labor_office.core.documents.actions import drafting, issuing, printing
from labor_office.core.documents.letters import LetterNotIssued
from labor_office.core.documents.models import PdfJob
from labor_office.core.notices.models import Notice
from labor_office.core.users.permissions import Role
from tests.agreements.readings import AT, TODAY, at_counsel, cleared, drafted, held, published, superseded, withdrawn
from tests.core.documents.validator import assert_accessible_pdf
from tests.factories.agreements import ArticleFactory, ArticleVersionFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import DepartmentContactFactory, DepartmentFactory

pytestmark = pytest.mark.django_db


def told(template):
    """Who was promised what, by template."""
    return sorted(Notice.objects.filter(template=template).values_list("recipient__name", flat=True))


def verbs(reading):
    return list(reading.events.order_by("pk").values_list("verb", flat=True))


def test_a_draft_takes_the_next_number_and_the_words_in_force_on_its_day():
    article = held()
    draft = drafted(article)
    section = draft.sections.get()
    assert (draft.reference, draft.state, verbs(draft)) == ("INT-2026-001", "DRAFT", ["interpretation.drafted"])
    assert (section.article, section.version) == (article, article.versions.get())


def test_writing_moves_the_section_to_the_words_of_the_new_day():
    draft = drafted(held())
    changes = {"effective_on": date(2020, 1, 1)}
    interpretations.write_interpretation(
        interpretation_id=draft.pk, by=draft.owner, at=AT, today=TODAY, title="Storms", **changes
    )
    section = ConstruedSection.objects.get(interpretation=draft)
    assert section.version is None
    assert Interpretation.objects.get(pk=draft.pk).title == "Storms"


GAPS = (
    ({"question": " "}, ("Write the question.",)),
    ({"answer": "", "reasoning": ""}, ("Write the short answer.", "Write the reasoning.")),
    ({"effective_on": None}, ("Enter the day from which it applies.",)),
    ({"articles": ()}, ("Name the article or section it construes.",)),
)


def test_counsel_is_sent_nothing_with_a_gap():
    article, by = held(), UserFactory(role=Role.SPECIALIST)
    for lacking, words in GAPS:
        draft = drafted(article, by=by, **lacking)
        with pytest.raises(interpretations.HasGaps) as why:
            interpretations.send_to_counsel(interpretation_id=draft.pk, by=draft.owner, at=AT)
        assert why.value.words == words
        assert Interpretation.objects.get(pk=draft.pk).state == ReadingState.DRAFT


def test_counsel_is_asked_by_mail_and_the_writer_hears_the_verdict():
    UserFactory(role=Role.ATTORNEY, name="Samuel Brandt")
    UserFactory(role=Role.CHIEF, name="Rosa")
    draft = at_counsel(by=UserFactory(name="Dana"))
    assert told("for_counsel") == ["Samuel Brandt"]
    given = {"verdict": Verdict.SENT_BACK, "words": "Say when an emergency ends."}
    by = UserFactory(role=Role.ATTORNEY)
    back = interpretations.answer_as_counsel(interpretation_id=draft.pk, by=by, at=AT, **given)
    assert (back.state, told("for_counsel")) == ("DRAFT", ["Dana", "Samuel Brandt"])
    assert back.reviews.get().words == "Say when an emergency ends."
    assert "emergency ends" not in " ".join(back.events.values_list("summary", flat=True))


def test_who_sent_it_to_counsel_does_not_review_it():
    chief = UserFactory(role=Role.CHIEF)
    draft = at_counsel(by=chief)
    with pytest.raises(interpretations.OwnDraft):
        interpretations.answer_as_counsel(
            interpretation_id=draft.pk, verdict=Verdict.APPROVED, words="", by=chief, at=AT
        )


def test_what_counsel_approved_goes_back_to_counsel_once_it_is_changed():
    draft = cleared()
    interpretations.write_interpretation(interpretation_id=draft.pk, by=draft.owner, at=AT, today=TODAY, answer="No.")
    with pytest.raises(interpretations.NotNow, match="It is a draft"):
        publishing.publish_interpretation(interpretation_id=draft.pk, by=draft.owner, at=AT, today=TODAY)


def test_publication_reaches_whom_it_binds_and_prints_the_memo():
    water, fire = DepartmentFactory(name="Water"), DepartmentFactory(name="Fire")
    for department, name in ((water, "Mateo"), (fire, "Joan")):
        DepartmentContactFactory(department=department, user=UserFactory(role=Role.LIAISON, name=name))
    UserFactory(role=Role.TRAINER, name="Grace")
    reading = published(audience=Audience.DEPARTMENTS, departments=[water], by=UserFactory(name="Dana"))
    assert told("reading_published") == ["Dana", "Grace", "Mateo"]
    assert sorted(reading.recipients.values_list("user__name", flat=True)) == ["Dana", "Grace", "Mateo"]
    assert reading.letter.facts["paper"]["reference"] == reading.reference
    notice = Notice.objects.get(recipient__name="Mateo")
    # The liaison knows the reading and not its matter; the office knows both.
    assert notice.matter is None
    assert Notice.objects.filter(recipient__name="Dana", matter=reading).exists()
    assert "Keep the crew" not in notice.subject


@pytest.mark.parametrize(("audience", "names"), [(Audience.OFFICE, []), (Audience.EVERYONE, ["Joan"])])
def test_the_audience_decides_who_outside_is_told(audience, names):
    DepartmentContactFactory(user=UserFactory(role=Role.LIAISON, name="Joan"))
    published(audience=audience, by=UserFactory(name="Dana"))
    assert told("reading_published") == ["Dana", *names]


def test_the_database_refuses_to_change_what_was_published_and_half_a_story():
    reading, unpublished = published(), cleared()
    fixed = "published_words_never_change"
    for row, change, name in (
        (reading, {"answer": "No."}, fixed),
        (reading, {"question": "?"}, fixed),
        (reading, {"effective_on": date(2020, 1, 1)}, fixed),
        (reading, {"state": "DRAFT"}, fixed),
        (unpublished, {"state": "PUBLISHED"}, "interpretation_published_by_someone"),
        (reading, {"state": "WITHDRAWN"}, "interpretation_withdrawn_says_why"),
        (reading, {"questioned_because": "x"}, "interpretation_in_question_says_why"),
    ):
        with pytest.raises(DatabaseError, match=name), transaction.atomic():
            Interpretation.objects.filter(pk=row.pk).update(**change)


def test_a_correction_is_a_new_one_that_takes_the_old_ones_place():
    liaison = UserFactory(role=Role.LIAISON, name="Joan")
    DepartmentContactFactory(user=liaison)
    old = published(by=UserFactory(name="Dana"))
    new = publishing.replace_interpretation(interpretation_id=old.pk, by=old.owner, at=AT, today=TODAY)
    assert (new.supersedes, new.answer, new.state) == (old, old.answer, "DRAFT")
    again = publishing.replace_interpretation(interpretation_id=old.pk, by=old.owner, at=AT, today=TODAY)
    assert again == new
    interpretations.send_to_counsel(interpretation_id=new.pk, by=old.owner, at=AT)
    counsel = UserFactory(role=Role.ATTORNEY)
    given = {"verdict": Verdict.APPROVED, "words": "", "by": counsel, "at": AT}
    interpretations.answer_as_counsel(interpretation_id=new.pk, **given)
    publishing.publish_interpretation(interpretation_id=new.pk, by=old.published_by, at=AT, today=TODAY)
    old = Interpretation.objects.get(pk=old.pk)
    assert (old.state, old.closed_on) == ("SUPERSEDED", TODAY)
    # Joan is told of the new one, which names the old one: no second mail says that the old one has gone.
    assert told("reading_published").count("Joan") == 2
    assert told("reading_in_question") == []


def test_new_text_puts_readings_of_the_section_and_of_its_article_in_question_once():
    section = held("14.3")
    whole = ArticleFactory(unit=section.unit, number="14")
    ArticleVersionFactory(article=whole, agreement=section.versions.get().agreement, title="Overtime")
    section.versions.update(parent=whole)
    other = held("14.3")
    readings = [published(section), published(whole)]
    published(other)
    chief = UserFactory(role=Role.CHIEF, name="Rosa")
    Notice.objects.all().delete()
    given = {"articles": [section], "because": "SL-2026-004 changed section 14.3.", "by": chief, "at": AT}
    assert publishing.mark_for_review(**given) == readings
    assert publishing.mark_for_review(**given) == []
    marked = Interpretation.objects.exclude(questioned_at=None)
    assert sorted(marked.values_list("questioned_because", flat=True)) == ["SL-2026-004 changed section 14.3."] * 2
    assert Notice.objects.filter(template="reading_in_question", recipient=readings[0].owner).count() == 2


def test_the_chief_hears_of_it_when_the_system_marks_a_reading():
    section = held()
    reading = published(section)
    Notice.objects.all().delete()
    publishing.mark_for_review(articles=[section], because="An award came.", by=None, at=AT)
    assert reading.published_by.name in told("reading_in_question")


def test_a_reading_in_question_may_stand_after_all():
    section = held()
    reading = published(section)
    with pytest.raises(interpretations.NotNow, match="Nothing has put it in question"):
        publishing.keep_standing(interpretation_id=reading.pk, because="Same.", by=reading.published_by, at=AT)
    publishing.mark_for_review(articles=[section], because="New words.", by=None, at=AT)
    kept = publishing.keep_standing(
        interpretation_id=reading.pk, because="The words differ only in numbering.", by=reading.published_by, at=AT
    )
    assert (kept.is_in_question, kept.state) == (False, "PUBLISHED")
    assert verbs(kept)[-2:] == ["interpretation.questioned", "interpretation.kept"]


@pytest.mark.parametrize("make", [superseded, withdrawn])
def test_what_is_over_is_put_in_question_no_more(make):
    section = held()
    over = make(section)
    publishing.mark_for_review(articles=[section], because="New words.", by=None, at=AT)
    assert Interpretation.objects.get(pk=over.pk).questioned_at is None


def test_withdrawing_tells_whoever_was_told():
    DepartmentContactFactory(user=UserFactory(role=Role.LIAISON, name="Joan"))
    withdrawn()
    assert "Joan" in told("reading_in_question")


def test_giving_a_draft_up_keeps_its_number_and_tells_nobody():
    draft = drafted()
    given = {"reason": "Asked and answered.", "by": draft.owner, "at": AT, "today": TODAY}
    interpretations.discard_draft(interpretation_id=draft.pk, **given)
    with pytest.raises(interpretations.NotNow, match="given up"):
        interpretations.send_to_counsel(interpretation_id=draft.pk, by=draft.owner, at=AT)
    assert (drafted().reference, Notice.objects.count()) == ("INT-2026-002", 0)


def test_no_other_page_sends_a_memo_out():
    reading = published()
    correction = drafting.correct_letter(letter_id=reading.letter.pk, by=reading.owner, at=AT)
    given = {"revision": correction.revision, "dated_on": TODAY, "delivery": "", "by": reading.owner, "at": AT}
    with pytest.raises(LetterNotIssued):
        issuing.send_out(letter_id=correction.pk, **given)


def test_the_memo_is_a_tagged_pdf_kept_with_its_hash():
    reading = published()
    job = PdfJob.objects.get(maker="letter", subject_id=reading.letter.pk)
    document = printing.print_job(job_id=job.pk, now=AT)
    with document.file.open("rb") as file:
        kept = file.read()
    assert document.file_name == "INT-2026-001-interpretation-2026-06-01.pdf"
    assert len(document.sha256) == 64
    assert_accessible_pdf(kept)


def test_a_replacement_that_was_given_up_leaves_the_way_free_for_another():
    old = published()
    given = {"by": old.published_by, "at": AT, "today": TODAY}
    first = publishing.replace_interpretation(interpretation_id=old.pk, **given)
    interpretations.discard_draft(interpretation_id=first.pk, reason="Not needed", **given)
    second = publishing.replace_interpretation(interpretation_id=old.pk, **given)
    assert (second.supersedes, second.pk == first.pk) == (old, False)


def test_the_old_reading_holds_until_the_day_of_its_replacement(client, settings):
    old, day = published(), date(2026, 7, 11)
    articles = [one.article for one in old.sections.all()]
    new = published(*articles, supersedes=old, effective_on=day)
    chief = new.published_by
    for on, expected in ((day - timedelta(days=1), old), (day, new)):
        assert standing_on(chief, articles, on=on).get() == expected
        assert [note.reference for note in readings_beside(chief, [articles[0].pk], on)] == [expected.reference]
    (note,) = readings_beside(chief, [articles[0].pk], TODAY)
    assert note.chip == "Replaced from Jul 11, 2026"
    client.force_login(chief)
    settings.CLOCK_OFFSET = AT - timezone.now()
    assert "Still in use" in client.get(old.get_absolute_url()).content.decode()
