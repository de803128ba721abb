"""A letter that runs out is watched by the clock, by the office's own rule for such papers."""

from datetime import date, timedelta

import pytest

from agreements.actions.side_letters.force import end_side_letter
from labor_office.core.deadlines.actions.adopting import adopt_procedure
from labor_office.core.deadlines.actions.calendars import make_calendar
from labor_office.core.deadlines.actions.procedure_loading import load_procedures
from labor_office.core.deadlines.actions.procedures import publish_version
from labor_office.core.deadlines.models.procedures import Procedure, TimeLimit
from labor_office.core.users.permissions import Role
from labor_office.desk.demo.opening import PROCEDURES
from tests.agreements.texts import AT, in_force, letter, signed_and_in_force
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
BEGAN, CUT = date(2025, 7, 1), date(2026, 2, 1)


def watched():
    """An office with a rule for papers that run out: 60 and 30 days before their last day."""
    chief = UserFactory(role=Role.CHIEF)
    wanted = frozenset({"side-letter-expiry"})
    (loaded,) = load_procedures(text=PROCEDURES.read_text(), by=chief, at=AT, is_draft=True, only=wanted)
    procedure = Procedure.objects.get(slug="side-letter-expiry")
    made = make_calendar(
        name="City", slug="city", first_on=date(2023, 1, 1), published_through=date(2027, 12, 31), closed=[], by=chief,
        at=AT,
    )  # fmt: skip
    adopt_procedure(procedure_id=procedure.pk, title="Expiry", unit=None, matter_kind="side_letter", calendar=made)
    TimeLimit.objects.filter(version=loaded.version_id).update(is_verified=True)
    publish_version(version_id=loaded.version_id, effective_from=date(2021, 5, 1), by=chief, at=AT)


def test_the_clock_watches_a_letter_that_runs_out():
    watched()
    agreement = in_force()
    first = signed_and_in_force(letter(agreement, effective_on=BEGAN, ends_on=date(2026, 6, 30)))
    assert due_of(first) == [("REVIEW", date(2026, 5, 1)), ("TELL-UNION", date(2026, 5, 31))]
    end_side_letter(
        letter_id=first.pk, last_day=date(2026, 4, 30), reason="Both agreed", by=first.owner, at=AT, today=AT.date()
    )
    assert due_of(first) == [("REVIEW", date(2026, 3, 1)), ("TELL-UNION", date(2026, 3, 31))]
    signed_and_in_force(letter(agreement, effective_on=CUT, ends_letter=first), at=AT + timedelta(days=1))
    assert due_of(first) == []


def due_of(letter):
    """The open deadlines of a letter."""
    return list(letter.deadlines.filter(state="OPEN").order_by("due_on").values_list("code", "due_on"))


def test_a_successor_ends_the_watch_over_letters_that_would_outlive_it():
    watched()
    agreement = in_force()
    short = signed_and_in_force(letter(agreement, effective_on=BEGAN, ends_on=date(2026, 5, 31)))
    long = signed_and_in_force(letter(agreement, effective_on=BEGAN, ends_on=date(2026, 9, 30)))
    in_force(unit=agreement.unit, starts_on=date(2026, 7, 1), ends_on=date(2029, 6, 30))
    assert [len(due_of(one)) for one in (short, long)] == [2, 0]
