"""Rosters taken back, in order, and refused."""

from datetime import UTC, date, datetime, timedelta

import pytest

from labor_office.core.workforce.actions import roster_imports as actions
from labor_office.core.workforce.models import Assignment, Employee, RosterImport
from labor_office.core.workforce.roster_files import UnreadableRoster
from tests.factories.users import UserFactory
from tests.factories.workforce import BargainingUnitFactory, ClassificationFactory, DepartmentFactory

pytestmark = pytest.mark.django_db
JUNE, JULY = date(2026, 6, 1), date(2026, 7, 1)
NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
HEADER = "Employee number,Name,Email,Department,Class,Unit,Step,Annual salary,Hire date,Supervisor ID\n"
TRADES = ("10,Ana Ortiz,ana@rivermont.example,WTR,OP1,LT,3,\"$61,200.50\",6/15/2019,30\n"
          "20,Ben Cole,,WTR,OP1,LT,1,58000,2024-02-01,30\n")  # fmt: skip
CHIEFS = "30,Cy Dane,,FIR,SUP,,5,99000,1/2/01,\n"
ROSTER = HEADER + TRADES + CHIEFS


@pytest.fixture
def city():
    """Two departments, two classifications, one unit."""
    unit = BargainingUnitFactory(code="LT", name="Labor and Trades")
    DepartmentFactory(code="WTR", name="Water Utilities")
    DepartmentFactory(code="FIR", name="Fire")
    ClassificationFactory(code="OP1", title="Operator I", unit=unit)
    ClassificationFactory(code="SUP", title="Supervisor")
    return unit


def receive(text, as_of=JUNE, **kwargs):
    data = text if isinstance(text, bytes) else text.encode()
    roster = actions.receive_roster(
        data=data,
        file_name="roster.csv",
        as_of=as_of,
        covers_all=kwargs.get("covers_all", True),
        by=UserFactory(),
        at=NOW,
    )
    return actions.map_columns(import_id=roster.pk, columns=roster.mapping)


def apply(text, as_of=JUNE, at=NOW, **choices):
    roster = receive(text, as_of, covers_all=choices.pop("covers_all", True))
    if choices:
        roster = actions.decide(import_id=roster.pk, choices=choices)
    return actions.apply_roster(import_id=roster.pk, by=UserFactory(), at=at)


def standing(day):
    """The roster on a day, as plain rows."""
    rows = Assignment.objects.on(day).order_by("employee__number")
    return [
        (a.employee.number, a.department.code, a.classification.code, a.unit and a.unit.code, a.pay_step, a.annual_pay)
        for a in rows.select_related("employee", "department", "classification", "unit")
    ]


def counts(roster):
    return {kind: count for kind, count in roster.report["counts"].items() if count}


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
