"""Side letters: the right words on every day, ids that stay, and refusals where nobody said which words hold."""

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from agreements.actions.ranges import derive_text
from agreements.actions.side_letters.drafting import (
    Asked,
    ChangeNotPossible,
    LetterSettled,
    ask_change,
    revise_side_letter,
)
from agreements.actions.side_letters.force import (
    AmbiguousOverlap,
    NotSigned,
    NumberTaken,
    OutsideTheTerm,
    end_side_letter,
    give_up_side_letter,
    put_side_letter_in_force,
)
from agreements.acts import when_text_changes
from agreements.models.side_letters import SideLetter
from agreements.models.text import ArticleVersion, Paragraph
from agreements.queries.overlaps import effects, overlaps
from agreements.queries.side_letters import agreements_to_change
from agreements.rules.vocabulary import ChangeEffect, LetterForm
from tests.agreements.texts import AT, OWN, in_force, letter, replaced, said, signed_and_in_force, version_of
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
TRIAL, TEXT = "Call-outs go by a monthly sign-up sheet.", "Call-outs go by a text message to all on the list."
BEGAN, CUT, LAST = date(2025, 7, 1), date(2026, 2, 1), date(2026, 3, 31)


@pytest.fixture
def agreement():
    """An agreement with 14.3 in its own words."""
    return in_force()


def two_letters(agreement):
    """One letter on 14.3 until mid 2026, and a second that ends it before and itself ends in March."""
    first = signed_and_in_force(
        letter(agreement, replaced(agreement, "14.3", TRIAL), effective_on=BEGAN, ends_on=date(2026, 6, 30))
    )
    second = letter(agreement, replaced(agreement, "14.3", TEXT), effective_on=CUT, ends_on=LAST, ends_letter=first)
    return first, signed_and_in_force(second, at=AT + timedelta(days=1))


def test_of_two_letters_the_second_ends_the_first_ids_stay_where_words_stay_and_deriving_again_changes_nothing(
    agreement,
):
    own = version_of(agreement, "14.3")
    first, _ = two_letters(agreement)
    days = (BEGAN - timedelta(days=1), BEGAN, CUT - timedelta(days=1), CUT, LAST, LAST + timedelta(days=1))
    assert [said(agreement.unit, "14.3", day) for day in days] == [OWN, TRIAL, TRIAL, TEXT, TEXT, OWN]
    assert ArticleVersion.objects.in_force(date(2025, 6, 1)).get(article=own.article) == own
    trial = ArticleVersion.objects.get(change__letter=first)
    assert trial.in_force == DateRange(BEGAN, CUT)
    assert Paragraph.objects.get(version=trial).in_force == trial.in_force
    later = ArticleVersion.objects.in_force(date(2026, 6, 1)).get(article=own.article)
    assert (later.text, later.change_id, later.source) == (OWN, None, own.source)
    assert Paragraph.objects.get(version=later).anchor == "14.3"

    before = list(ArticleVersion.objects.order_by("pk").values())
    assert derive_text(agreement, list(agreement.versions.values_list("article_id", flat=True).distinct())) == []
    assert list(ArticleVersion.objects.order_by("pk").values()) == before


def test_ended_early_gives_the_agreements_own_words_back(agreement):
    only = signed_and_in_force(letter(agreement, replaced(agreement, "14.3", TRIAL), effective_on=BEGAN))
    end_side_letter(
        letter_id=only.pk, last_day=date(2025, 9, 30), reason="Both sides agreed", by=only.owner, at=AT,
        today=date(2025, 9, 20),
    )  # fmt: skip
    assert [said(agreement.unit, "14.3", date(2025, month, 30)) for month in (9, 10)] == [TRIAL, OWN]


def test_ended_and_added_text(agreement):
    parent = version_of(agreement, "14").article
    gone = Asked(effect=ChangeEffect.END, article=version_of(agreement, "14.1").article)
    new = Asked(effect=ChangeEffect.ADD, number="14.5", title="Meals", text="A meal is given.", parent=parent)
    signed_and_in_force(letter(agreement, gone, new, effective_on=BEGAN, ends_on=LAST))
    days = (BEGAN - timedelta(days=1), BEGAN, LAST + timedelta(days=1))
    assert [said(agreement.unit, "14.1", day) is None for day in days] == [False, True, False]
    assert [said(agreement.unit, "14.5", day) for day in days] == [None, "A meal is given.", None]
    added = ArticleVersion.objects.get(number="14.5")
    assert (added.parent, added.position, added.level) == (parent, 3, "SECTION")


def test_a_successor_ends_letters_too(agreement):
    signed_and_in_force(letter(agreement, replaced(agreement, "14.3", TRIAL), effective_on=BEGAN))
    later = letter(agreement, replaced(agreement, "14.1", "Double."), effective_on=date(2026, 9, 1))
    signed_and_in_force(later)
    in_force(unit=agreement.unit, starts_on=date(2026, 7, 1), ends_on=date(2029, 6, 30))
    assert ArticleVersion.objects.get(change__letter=later).in_force.isempty
    assert said(agreement.unit, "14.3", date(2026, 6, 30)) == TRIAL
    assert said(agreement.unit, "14.3", date(2026, 7, 1)) == OWN


def test_an_overlap_is_shown_with_both_texts_before_it_is_saved(agreement):
    signed_and_in_force(letter(agreement, replaced(agreement, "14.3", TRIAL), effective_on=BEGAN))
    second = letter(agreement, replaced(agreement, "14.3", TEXT), effective_on=CUT, ends_on=LAST)
    (met,) = overlaps(second)
    assert (met.number, met.own_text, met.other_text, met.is_ambiguous) == ("14.3", TEXT, TRIAL, False)
    (done,) = effects(second)
    assert (done.text_before, done.text_after) == (TRIAL, TEXT)
    signed_and_in_force(second, at=AT + timedelta(days=1))
    assert said(agreement.unit, "14.3", LAST + timedelta(days=1)) == TRIAL


def test_where_nobody_said_which_words_hold_it_is_refused(agreement):
    signed_and_in_force(letter(agreement, replaced(agreement, "14.3", TRIAL), effective_on=BEGAN))
    for effective_on in (BEGAN, BEGAN - timedelta(days=40)):
        second = letter(agreement, replaced(agreement, "14.3", TEXT), effective_on=effective_on)
        with pytest.raises(AmbiguousOverlap, match="Say that this letter puts an end to SL-2025-"):
            signed_and_in_force(second)
        assert said(agreement.unit, "14.3", BEGAN) == TRIAL, effective_on


def test_a_letter_needs_both_signatures_the_agreements_days_and_a_free_number(agreement):
    added = Asked(effect=ChangeEffect.ADD, number="14.1", text="New.")
    with pytest.raises(NumberTaken, match=r"14\.1"):
        signed_and_in_force(letter(agreement, added, effective_on=BEGAN))
    drafted = letter(agreement, replaced(agreement, "14.3", TRIAL), effective_on=BEGAN)
    with pytest.raises(NotSigned, match="the City and the union"):
        put_side_letter_in_force(letter_id=drafted.pk, by=drafted.owner, at=AT, today=AT.date())
    with pytest.raises(OutsideTheTerm, match="begins on Jul 1, 2023"):
        signed_and_in_force(letter(agreement, effective_on=date(2023, 6, 1)))
    assert not ArticleVersion.objects.filter(text=TRIAL).exists()


def test_what_is_settled_stays_and_a_revision_wants_new_signatures(agreement):
    settled = signed_and_in_force(letter(agreement, effective_on=BEGAN))
    given_up = letter(agreement, effective_on=BEGAN)
    give_up_side_letter(letter_id=given_up.pk, reason="No agreement", by=given_up.owner, at=AT, today=AT.date())
    terms = {"title": "Other", "form": LetterForm.AMENDMENT, "effective_on": BEGAN, "by": settled.owner, "at": AT}
    for one in (settled, given_up):
        with pytest.raises(LetterSettled):
            revise_side_letter(letter_id=one.pk, **terms)
    drafted = letter(agreement, effective_on=BEGAN)
    SideLetter.objects.filter(pk=drafted.pk).update(signed_by_city="Rosa", signed_by_city_on=BEGAN)
    assert revise_side_letter(letter_id=drafted.pk, **terms).signed_by_city_on is None


REFUSED = (
    (Asked(effect=ChangeEffect.ADD, text="x"), "number"),
    (Asked(effect=ChangeEffect.REPLACE, text="x"), "which section"),
    (Asked(effect=ChangeEffect.ADD, number="9"), "new words"),
    (Asked(effect=ChangeEffect.ADD, number="9", text="x", effective_on=date(2025, 1, 1)), "only on days"),
)


def test_a_change_that_cannot_be_is_refused_with_the_mend(agreement):
    for asked, words in REFUSED:
        with pytest.raises(ChangeNotPossible, match=words):
            letter(agreement, asked, effective_on=BEGAN)
        assert not SideLetter.objects.exists(), words


def test_whoever_leans_on_words_is_told_when_they_change(agreement):
    told = []
    when_text_changes("test", told.append)
    try:
        two_letters(agreement)
    finally:
        when_text_changes("test", lambda changed: None)
    expected = {version_of(agreement, "14.1").article_id}
    days = [BEGAN, date(2026, 7, 1), CUT, LAST + timedelta(days=1)]
    assert [(one.from_on, one.article_ids & expected) for one in told] == [(day, frozenset()) for day in days]
    assert all(len(one.article_ids) == 1 for one in told)


def test_only_those_who_work_on_a_draft_know_of_it(agreement):
    drafted, stranger = letter(agreement, effective_on=BEGAN), UserFactory()
    assert not SideLetter.objects.visible_to(stranger).exists()
    signed_and_in_force(drafted)
    assert SideLetter.objects.visible_to(stranger).get() == drafted


def terms_of(letter, **days):
    """A draft's terms said again, on other days."""
    return {"letter_id": letter.pk, "title": "t", "form": LetterForm.SIDE_LETTER, "by": letter.owner, "at": AT} | days


def test_changes_on_the_letters_days_follow_it_and_others_keep_theirs(agreement):
    whole = replaced(agreement, "14.3", TRIAL)
    part = replaced(agreement, "14.1", "Double.", effective_on=date(2025, 8, 1), ends_on=date(2025, 8, 31))
    drafted = letter(agreement, whole, part, effective_on=BEGAN, ends_on=date(2025, 9, 30))
    terms = terms_of(drafted, effective_on=date(2025, 7, 15))
    revise_side_letter(**terms, ends_on=date(2025, 12, 31))
    days = list(drafted.changes.order_by("pk").values_list("effective_on", "ends_on"))
    assert days == [(date(2025, 7, 15), date(2025, 12, 31)), (date(2025, 8, 1), date(2025, 8, 31))]
    signed_and_in_force(SideLetter.objects.get(pk=drafted.pk))
    texts = [said(agreement.unit, "14.3", day) for day in (BEGAN, date(2025, 11, 1), date(2026, 1, 1))]
    assert texts == [OWN, TRIAL, OWN]


def test_a_letter_never_leaves_a_change_with_days_of_its_own_behind(agreement):
    part = replaced(agreement, "14.1", "Double.", effective_on=date(2025, 8, 1), ends_on=date(2025, 8, 31))
    drafted = letter(agreement, part, effective_on=BEGAN, ends_on=date(2025, 9, 30))
    with pytest.raises(ChangeNotPossible, match=r"14\.1 has days of its own"):
        revise_side_letter(**terms_of(drafted, effective_on=BEGAN), ends_on=date(2025, 8, 15))


def test_an_end_only_shortens(agreement):
    only = signed_and_in_force(
        letter(agreement, replaced(agreement, "14.3", TRIAL), effective_on=BEGAN, ends_on=date(2025, 9, 30))
    )
    asked = {"letter_id": only.pk, "reason": "x", "by": only.owner, "at": AT}
    for last_day in (date(2025, 9, 30), date(2026, 3, 31)):
        with pytest.raises(OutsideTheTerm, match="ends with Sep 30, 2025 already"):
            end_side_letter(**asked, last_day=last_day, today=date(2025, 8, 1))
    end_side_letter(**asked, last_day=date(2025, 8, 15), today=date(2025, 9, 1))
    with pytest.raises(LetterSettled, match="has ended already"):
        end_side_letter(**asked, last_day=date(2025, 8, 1), today=date(2025, 9, 1))


def test_two_added_texts_never_bear_one_number(agreement):
    def added(text, **days):
        return Asked(effect=ChangeEffect.ADD, number="14.5", text=text, **days)

    with pytest.raises(ChangeNotPossible, match=r"14\.5 twice"):
        letter(agreement, added("A"), added("B"), effective_on=BEGAN)
    drafted = letter(agreement, added("A"), effective_on=BEGAN)
    with pytest.raises(ChangeNotPossible, match=r"14\.5 twice"):
        ask_change(letter_id=drafted.pk, asked=added("B"), by=drafted.owner, at=AT)
    one = drafted.changes.get()
    one.pk = None
    one.save()
    with pytest.raises(NumberTaken, match=r"14\.5 twice"):
        signed_and_in_force(drafted)


def test_an_agreement_may_be_changed_until_its_successor_begins(agreement):
    in_force(unit=agreement.unit, starts_on=date(2026, 7, 1), ends_on=date(2029, 6, 30))
    reader = UserFactory()
    found = [agreement in agreements_to_change(reader, today=date(2026, month, 30)) for month in (6, 7)]
    assert found == [True, False]
