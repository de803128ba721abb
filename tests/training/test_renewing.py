"""Training that runs out comes round again, and what was done is never erased."""

from datetime import date

import pytest

from labor_office.core.users.permissions import Role
from tests.factories.users import UserFactory
from tests.training.city import AT, TODAY, a_rule, at_work, completed, duty_of, office_calendar
from training.actions.deriving import derive_duties
from training.actions.proof import void_completion
from training.models.duties import Duty
from training.models.proof import Completion
from training.rules.vocabulary import DutyState

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _calendar():
    office_calendar()


def turns(person):
    """Each turn as people would tell it."""
    rows = Duty.objects.filter(employee=person).order_by("turn")
    return [(row.turn, row.state, row.done_on, row.due_on, row.is_current) for row in rows]


def test_the_window_opens_before_it_runs_out_and_renewing_keeps_the_first():
    person, rule = at_work(), a_rule(repeat_months=24, window_days=90)
    completed(person, rule, date(2024, 9, 20))
    derive_duties(today=date(2026, 6, 15))
    assert [turn[1] for turn in turns(person)] == [DutyState.DONE]

    derive_duties(today=date(2026, 6, 22))
    first_due = turns(person)[0][3]
    assert turns(person) == [
        (1, DutyState.DONE, date(2024, 9, 20), first_due, False),
        (2, DutyState.OWED, None, date(2026, 9, 20), True),
    ]

    completed(person, rule, date(2026, 7, 1))
    derive_duties(today=date(2026, 7, 1))
    assert turns(person)[0] == (1, DutyState.DONE, date(2024, 9, 20), first_due, False)
    assert turns(person)[1] == (2, DutyState.DONE, date(2026, 7, 1), date(2026, 9, 20), True)
    assert Completion.objects.count() == 2


def test_taken_again_early_is_a_turn_of_its_own():
    person, rule = at_work(), a_rule(repeat_months=24)
    completed(person, rule, date(2025, 9, 1))
    derive_duties(today=TODAY)
    completed(person, rule, date(2026, 5, 1))
    derive_duties(today=TODAY)
    assert [(turn, done_on, now) for turn, _, done_on, _, now in turns(person)] == [
        (1, date(2025, 9, 1), False),
        (2, date(2026, 5, 1), True),
    ]
    assert derive_duties(today=TODAY).changed == 0


def test_what_ran_out_before_the_desk_knew_is_owed_since():
    person, rule = at_work(), a_rule(repeat_months=12, due_amount=10)
    completed(person, rule, date(2025, 3, 3))
    derive_duties(today=TODAY)
    duty = duty_of(person, rule)
    assert (duty.state, duty.due_on) == (DutyState.OWED, date(2026, 3, 3))


def test_the_shorter_of_course_and_rule_decides():
    person, rule = at_work(), a_rule(repeat_months=36)
    completed(person, rule, date(2026, 1, 5), months=12)
    derive_duties(today=TODAY)
    assert duty_of(person, rule).good_until == date(2027, 1, 5)


def test_proof_taken_back_opens_the_duty_again():
    person, rule = at_work(), a_rule()
    proof = completed(person, rule, date(2026, 6, 1))
    derive_duties(today=TODAY)
    assert duty_of(person, rule).state == DutyState.DONE

    void_completion(completion_id=proof.pk, because="Another Bell.", by=UserFactory(role=Role.TRAINER), at=AT)

    duty = duty_of(person, rule)
    assert (duty.state, duty.completion, duty.done_on) == (DutyState.OWED, None, None)
    proof.refresh_from_db()
    assert proof.voided_because == "Another Bell."
