"""Rosters one after another, taken back, and refused."""

from datetime import date, timedelta

import pytest

from labor_office.core.workforce.actions import roster_imports as actions
from labor_office.core.workforce.models import Assignment, Employee, RosterImport
from labor_office.core.workforce.roster_files import UnreadableRoster
from tests.core.workforce.city import (
    HEADER,
    JULY,
    JUNE,
    NOW,
    ROSTER,
    TRADES,
    apply,
    build,
    counts,
    receive,
    standing,
)
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return build()


def test_someone_who_returns_is_the_same_person(city):
    apply(ROSTER)
    apply(HEADER + TRADES, JULY)

    roster = apply(ROSTER, date(2026, 8, 1))

    assert counts(roster) == {"back": 1, "same": 2, "rows": 3, "good": 3}
    cy = Employee.objects.get(number="30")
    assert cy.left_on is None
    assert [(a.starts_on, a.ends_on) for a in cy.assignments.order_by("starts_on")] == [
        (JUNE, date(2026, 6, 30)), (date(2026, 8, 1), None),
    ]  # fmt: skip


def test_taking_back_restores_every_row(city):
    apply(ROSTER)
    tables = Assignment, Employee
    before = [list(table.objects.order_by("pk").values()) for table in tables]
    changed = HEADER + TRADES.replace("LT,3", "LT,4").splitlines(keepends=True)[0] + "40,Di Eng,,FIR,OP1,LT,1,1,,\n"
    roster = apply(changed, JULY, at=NOW + timedelta(days=1))

    actions.revert_roster(import_id=roster.pk, reason="Wrong file", by=UserFactory(), at=NOW + timedelta(days=31))

    assert [list(table.objects.order_by("pk").values()) for table in tables] == before
    assert RosterImport.objects.get(pk=roster.pk).state == "REVERTED"


def test_taking_back_a_second_roster_of_the_same_day_restores_the_first(city):
    apply(ROSTER)
    before = [list(table.objects.order_by("pk").values()) for table in (Assignment, Employee)]
    roster = apply(HEADER + TRADES.replace("LT,3", "LT,4"), JUNE, at=NOW + timedelta(hours=1))
    assert [row[4] for row in standing(JUNE)] == ["4", "1"]

    actions.revert_roster(import_id=roster.pk, reason="Wrong file", by=UserFactory(), at=NOW + timedelta(hours=2))

    assert [list(table.objects.order_by("pk").values()) for table in (Assignment, Employee)] == before


def test_taking_back_is_refused_after_thirty_days_and_under_a_later_roster(city):
    first = apply(ROSTER)
    later = apply(HEADER + TRADES, JULY, at=NOW + timedelta(days=1))

    with pytest.raises(actions.ImportRefused, match="roster of July 1, 2026 was applied after it"):
        actions.revert_roster(import_id=first.pk, reason="x", by=UserFactory(), at=NOW + timedelta(days=2))
    with pytest.raises(actions.ImportRefused, match="more than 30 days ago"):
        actions.revert_roster(import_id=later.pk, reason="x", by=UserFactory(), at=NOW + timedelta(days=32))


def test_rosters_are_loaded_in_the_order_of_their_dates(city):
    apply(ROSTER, JULY)

    with pytest.raises(actions.ImportRefused, match="A roster of July 1, 2026 has been applied"):
        receive(ROSTER, JUNE)


def test_applied_roster_cannot_be_applied_again(city):
    roster = apply(ROSTER)

    with pytest.raises(actions.ImportRefused, match="already been applied"):
        actions.apply_roster(import_id=roster.pk, by=UserFactory(), at=NOW)


def test_unreadable_file_is_not_kept(city):
    with pytest.raises(UnreadableRoster):
        receive(b"%PDF-1.7 roster")

    assert not RosterImport.objects.exists()


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"number": "Employee number", "department": "Department"}, "Choose the column for classification."),
        ({"number": "Name", "name": "Name", "department": "Department", "classification": "Class"}, "chosen twice"),
    ],
)
def test_columns_must_make_a_roster(city, columns, words):
    roster = receive(ROSTER)

    with pytest.raises(actions.ImportRefused, match=words):
        actions.map_columns(import_id=roster.pk, columns=columns)
