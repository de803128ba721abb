"""A letter that extends the term: both sides sign it, and the agreement's own last day moves."""

from datetime import date

import pytest

from agreements.actions.side_letters import force
from agreements.actions.side_letters.drafting import draft_side_letter
from agreements.actions.terms import count_term
from agreements.models.text import Agreement
from agreements.queries.counting import dues_of
from agreements.rules.vocabulary import LetterForm
from tests.agreements.counted import AT, TODAY, rules_in_use
from tests.agreements.texts import in_force, signed_and_in_force
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
UNTIL = date(2026, 12, 31)


def extension(agreement, *, ends_on=UNTIL):
    """A drafted extension from the day after the term."""
    by = UserFactory()
    return draft_side_letter(
        agreement_id=agreement.pk, by=by, at=AT, today=TODAY, title="Extension while we bargain",
        form=LetterForm.EXTENSION, effective_on=date(2026, 6, 20), ends_on=ends_on, changes=(),
    )  # fmt: skip


def last_day(agreement):
    return Agreement.objects.get(pk=agreement.pk).ends_on


def windows(agreement):
    return {due.deadline.code: due.deadline.due_on for due in dues_of(agreement.pk, today=TODAY)}


def test_an_extension_moves_the_last_day_of_the_term_and_its_windows():
    rules_in_use("agreement")
    agreement = in_force()
    count_term(agreement_id=agreement.pk, by=UserFactory(), at=AT, today=TODAY)
    before = windows(agreement)
    letter = signed_and_in_force(extension(agreement), at=AT)
    assert last_day(agreement) == UNTIL
    after = windows(agreement)
    assert (before["EXPIRY"], after["EXPIRY"]) == (date(2026, 6, 30), UNTIL)
    assert after["NOTICE"] > before["NOTICE"]
    moved = agreement.events.get(verb="agreement.term_moved")
    assert moved.summary.startswith("The term ends Thu, Dec 31, 2026, not Tue, Jun 30, 2026")
    assert letter.reference in moved.summary


def test_an_extension_that_ends_early_takes_the_term_back_but_never_before_its_own_end():
    agreement = in_force()
    letter = signed_and_in_force(extension(agreement), at=AT)
    end = {"letter_id": letter.pk, "reason": "Both agreed", "by": letter.owner, "at": AT, "today": TODAY}
    force.end_side_letter(last_day=date(2026, 9, 30), **end)
    assert last_day(agreement) == date(2026, 9, 30)
    force.end_side_letter(last_day=date(2026, 6, 22), **end)
    assert last_day(agreement) == date(2026, 6, 30)


def test_an_extension_says_a_later_day():
    agreement = in_force()
    for ends_on, words in (
        (None, "Say until which day the term is extended"),
        (date(2026, 6, 30), "already. Choose a later last day."),
    ):
        with pytest.raises(force.OutsideTheTerm, match=words):
            signed_and_in_force(extension(agreement, ends_on=ends_on), at=AT)
        assert last_day(agreement) == date(2026, 6, 30)


def test_no_extension_reaches_into_the_successor():
    agreement = in_force()
    in_force(unit=agreement.unit, starts_on=date(2026, 10, 1), ends_on=date(2029, 6, 30))
    with pytest.raises(force.OutsideTheTerm, match="The successor begins on"):
        signed_and_in_force(extension(Agreement.objects.get(pk=agreement.pk)), at=AT)
