"""A small city and its rosters, for the tests of the import."""

from datetime import UTC, date, datetime

from labor_office.core.workforce.actions import roster_imports as actions
from labor_office.core.workforce.models import Assignment
from tests.factories.users import UserFactory
from tests.factories.workforce import BargainingUnitFactory, ClassificationFactory, DepartmentFactory

JUNE, JULY = date(2026, 6, 1), date(2026, 7, 1)
NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
HEADER = "Employee number,Name,Email,Department,Class,Unit,Step,Annual salary,Hire date,Supervisor ID\n"
TRADES = ("10,Ana Ortiz,ana@rivermont.example,WTR,OP1,LT,3,\"$61,200.50\",6/15/2019,30\n"
          "20,Ben Cole,,WTR,OP1,LT,1,58000,2024-02-01,30\n")  # fmt: skip
CHIEFS = "30,Cy Dane,,FIR,SUP,,5,99000,1/2/01,\n"
ROSTER = HEADER + TRADES + CHIEFS


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


def build():
    """Two departments, two classifications, one unit."""
    unit = BargainingUnitFactory(code="LT", name="Labor and Trades")
    DepartmentFactory(code="WTR", name="Water Utilities")
    DepartmentFactory(code="FIR", name="Fire")
    ClassificationFactory(code="OP1", title="Operator I", unit=unit)
    ClassificationFactory(code="SUP", title="Supervisor")
    return unit
