"""New words put official readings in question; the same words carried over do not."""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from agreements.actions.publishing import keep_standing
from agreements.actions.questioning import question_by_date
from agreements.actions.side_letters.force import end_side_letter
from agreements.acts import TextChanged, tell_text_changed
from agreements.models.interpretations import Interpretation
from tests.agreements import texts
from tests.agreements.readings import AT, TODAY, held, published
from tests.factories.agreements import AgreementFactory, ArticleVersionFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
FROM_ON = date(2026, 7, 1)


def successor(article, text):
    """The next agreement's words of an article, told as its adoption tells them."""
    agreement = AgreementFactory(
        unit=article.unit, reference=f"AG-2026-{article.pk:04}", starts_on=FROM_ON, ends_on=date(2029, 6, 30)
    )
    ArticleVersionFactory(
        article=article, agreement=agreement, title="Order of call-outs", text=text, in_force=DateRange(FROM_ON, None)
    )
    who = {"by": UserFactory(), "at": AT}
    tell_text_changed(
        TextChanged(frozenset({article.pk}), article.unit_id, FROM_ON, agreement.pk, "Agreement 2026 to 2029", **who)
    )


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("Call-outs go to whoever lives nearest.",
         "Its words change from Wednesday, July 1, 2026: Agreement 2026 to 2029."),
        ("Overtime call-outs go to the\nmost senior employee on the list.", ""),
    ],
)  # fmt: skip
def test_only_other_words_question_a_reading(text, because):
    article = held()
    reading = published(article)
    successor(article, text)
    assert Interpretation.objects.get(pk=reading.pk).questioned_because == because


def is_questioned(reading):
    return Interpretation.objects.get(pk=reading.pk).questioned_at is not None


def test_an_ended_letter_questions_readings_of_its_words():
    agreement = texts.in_force()
    letter = texts.letter(agreement, texts.replaced(agreement, "14.3", "Trial words."), effective_on=date(2025, 7, 1))
    letter = texts.signed_and_in_force(letter)
    reading = published(texts.version_of(agreement, "14.3").article)
    end_side_letter(
        letter_id=letter.pk, last_day=date(2026, 6, 29), reason="Both agreed", by=letter.owner, at=AT, today=TODAY
    )
    assert is_questioned(reading)


def test_a_change_that_begins_later_than_its_letter_questions_readings():
    agreement = texts.in_force()
    reading = published(texts.version_of(agreement, "14.3").article)
    change = texts.replaced(agreement, "14.3", "Trial words.", effective_on=date(2026, 8, 1))
    texts.signed_and_in_force(texts.letter(agreement, change, effective_on=date(2026, 7, 1)))
    assert "August 1, 2026" in Interpretation.objects.get(pk=reading.pk).questioned_because


def test_a_successor_that_drops_a_section_questions_its_readings():
    agreement = texts.in_force()
    reading = published(texts.version_of(agreement, "14.3").article)
    texts.in_force(texts.article("14", "Overtime"), unit=agreement.unit, starts_on=FROM_ON, ends_on=date(2029, 6, 30))
    assert is_questioned(reading)


def trial(agreement, *, ends_on=date(2026, 6, 14)):
    """A letter that says other words of 14.3 from July 2025 until a day, signed before anything was read."""
    change = texts.replaced(agreement, "14.3", "Trial words.")
    return texts.signed_and_in_force(
        texts.letter(agreement, change, effective_on=date(2025, 7, 1), ends_on=ends_on), at=AT.replace(year=2025)
    )


def looked(today):
    """What the worker puts in question on a day."""
    return question_by_date(today=today, at=AT.replace(month=today.month, day=today.day))


def test_a_letter_that_runs_out_questions_the_reading_of_its_words_on_the_day():
    agreement = texts.in_force()
    trial(agreement)
    reading = published(texts.version_of(agreement, "14.3").article)
    assert looked(date(2026, 6, 14)) == []
    assert looked(date(2026, 6, 16)) == [reading]
    because = Interpretation.objects.get(pk=reading.pk).questioned_because
    assert because == "Its words are others since Monday, June 15, 2026: SL-2025-001 has run out."
    keep_standing(interpretation_id=reading.pk, because="It fits both.", by=UserFactory(), at=AT)
    assert looked(date(2026, 6, 17)) == []


def test_a_reading_questioned_when_the_end_was_announced_is_not_questioned_again_on_the_day():
    agreement = texts.in_force()
    reading = published(texts.version_of(agreement, "14.3").article)
    change = texts.replaced(agreement, "14.3", "Trial words.")
    texts.signed_and_in_force(
        texts.letter(agreement, change, effective_on=date(2026, 6, 5), ends_on=date(2026, 6, 14)), at=AT
    )
    assert is_questioned(reading)
    keep_standing(interpretation_id=reading.pk, because="It fits both.", by=UserFactory(), at=AT)
    assert looked(date(2026, 6, 5)) == []


@pytest.mark.parametrize(("effective_on", "is_marked"), [(date(2026, 6, 1), True), (date(2026, 6, 15), False)])
def test_a_reading_of_the_new_words_is_left_alone(effective_on, is_marked):
    agreement = texts.in_force()
    trial(agreement)
    reading = published(texts.version_of(agreement, "14.3").article, effective_on=effective_on)
    looked(date(2026, 6, 15))
    assert is_questioned(reading) is is_marked
