"""A roster file's way: received, mapped, checked, decided, applied."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from labor_office.core.workforce.actions import roster_imports as actions
from labor_office.core.workforce.models import Assignment, Department, Employee
from labor_office.core.workforce.rules.changes import what_blocks
from tests.core.workforce.city import (
    CHIEFS,
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
from tests.factories.workforce import DepartmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return build()


def test_first_roster_is_read_whole(city):
    roster = receive(ROSTER)

    assert roster.mapping == {
        "number": "Employee number", "name": "Name", "email": "Email", "department": "Department",
        "classification": "Class", "unit": "Unit", "pay_step": "Step", "annual_pay": "Annual salary",
        "hired_on": "Hire date", "supervisor_number": "Supervisor ID",
    }  # fmt: skip
    assert counts(roster) == {"new": 3, "rows": 3, "good": 3}
    assert what_blocks(roster.report, roster.choices) == []
    assert not Employee.objects.exists()  # a check writes nothing


def test_applied_roster_stands_from_its_day_on(city):
    apply(ROSTER)

    assert standing(JUNE - timedelta(days=1)) == []
    assert standing(JUNE) == [
        ("10", "WTR", "OP1", "LT", "3", Decimal("61200.50")),
        ("20", "WTR", "OP1", "LT", "1", Decimal("58000.00")),
        ("30", "FIR", "SUP", None, "5", Decimal("99000.00")),
    ]
    ana, _, cy = Employee.objects.order_by("number")
    assert (ana.name, ana.email, ana.hired_on) == ("Ana Ortiz", "ana@rivermont.example", date(2019, 6, 15))
    assert cy.hired_on == date(2001, 1, 2)


def test_later_roster_closes_and_opens_and_keeps_what_stood(city):
    apply(ROSTER)
    later = (
        HEADER
        + TRADES.replace("LT,3", ",4").splitlines(keepends=True)[0]
        + "40,Di Eng,,FIR,OP1,LT,1,50000,6/30/2026,\n"
    )

    roster = apply(later + CHIEFS.replace("Cy Dane", "Cyrus Dane"), JULY)

    assert counts(roster) == {"new": 1, "moved": 1, "changed": 1, "gone": 1, "rows": 3, "good": 3}
    assert [row[:5] for row in standing(JULY)] == [
        ("10", "WTR", "OP1", None, "4"), ("30", "FIR", "SUP", None, "5"), ("40", "FIR", "OP1", "LT", "1"),
    ]  # fmt: skip
    assert [row[:5] for row in standing(JULY - timedelta(days=1))] == [
        ("10", "WTR", "OP1", "LT", "3"), ("20", "WTR", "OP1", "LT", "1"), ("30", "FIR", "SUP", None, "5"),
    ]  # fmt: skip
    assert Employee.objects.get(number="20").left_on == date(2026, 6, 30)
    assert Employee.objects.get(number="30").name == "Cyrus Dane"
    assert Assignment.objects.filter(employee__number="30").count() == 1  # a name is no change of post


@pytest.mark.parametrize("as_of", [JUNE, JULY])
def test_same_file_again_changes_nothing(city, as_of):
    apply(ROSTER)
    before = list(Assignment.objects.order_by("pk").values()), list(Employee.objects.order_by("pk").values())

    roster = apply(ROSTER, as_of)

    assert counts(roster) == {"same": 3, "rows": 3, "good": 3}
    assert before == (list(Assignment.objects.order_by("pk").values()), list(Employee.objects.order_by("pk").values()))
    assert not roster.befores.exists()


def test_three_bad_rows_in_ten_thousand_are_named_and_nothing_is_stored(city):
    lines = [f"{n},Person {n},,WTR,OP1,LT,1,50000,2020-01-01,\n" for n in range(1, 10_001)]
    lines[16] = "17,Person 17,,WTR,OP1,LT,1,fifty,2020-01-01,\n"
    lines[4_999] = "5000,Person 5000,,WTR,OP1,LT,1,50000,2020-02-30,\n"
    lines[9_999] = ",Person 10000,,WTR,OP1,LT,1,50000,2020-01-01,\n"
    roster = receive(HEADER + "".join(lines))

    assert [(p["line"], p["column"], p["value"]) for p in roster.report["problems"]] == [
        (18, "Annual salary", "fifty"), (5001, "Hire date", "2020-02-30"), (10_001, "Employee number", ""),
    ]  # fmt: skip
    assert counts(roster) == {"new": 9_997, "rows": 10_000, "rejected": 3, "good": 9_997}
    with pytest.raises(actions.ImportRefused, match="3 rows cannot be read"):
        actions.apply_roster(import_id=roster.pk, by=UserFactory(), at=NOW)
    assert not Employee.objects.exists()
    assert not Assignment.objects.exists()


def test_bad_rows_may_be_left_out_with_a_reason_and_nobody_on_them_is_gone(city):
    apply(ROSTER)
    later = HEADER + TRADES + "30,Cy Dane,,FIR,SUP,,5,lots,1/2/01,\n"

    roster = apply(later, JULY, skip_reason="Payroll mends it in July")

    assert counts(roster) == {"same": 2, "rows": 3, "rejected": 1, "good": 2}
    assert len(standing(JULY)) == 3


def test_doubled_numbers_are_all_named(city):
    roster = receive(ROSTER + TRADES)

    assert [(p["line"], p["value"]) for p in roster.report["problems"]] == [(2, "10"), (3, "20"), (5, "10"), (6, "20")]
    assert roster.report["problems"][0]["what"] == "The employee number stands on more than one line."


def test_unknown_codes_are_listed_once_with_what_they_look_like(city):
    DepartmentFactory(code="1", name="Parks")
    cells = "{n},P,,{d},OP1,LT,1,1,,\n"
    odd = ["01", " 1 ", "01", "Water Utilites", "ZOO"]
    text = HEADER + "".join(cells.format(n=n, d=d) for n, d in enumerate(odd, start=1))

    roster = receive(text)

    listed = [(c["raw"], c["rows"], c["line"], c["looks_like"], c["nearest"]) for c in roster.report["codes"]]
    assert listed == [
        ("01", 2, 2, "1 Parks", ""),
        (" 1 ", 1, 3, "1 Parks", "1 Parks"),
        ("Water Utilites", 1, 5, "", "WTR Water Utilities"),
        ("ZOO", 1, 6, "", ""),
    ]
    assert counts(roster) == {"rows": 5, "waiting": 5}
    assert "4 codes are not on the City's lists" in what_blocks(roster.report, roster.choices)[0]


def test_spellings_nobody_knows_that_look_alike_point_at_each_other(city):
    text = HEADER + "".join(f"{n},P,,{d},OP1,LT,1,1,,\n" for n, d in enumerate(["7", "07"], start=1))

    assert [(c["raw"], c["alike"]) for c in receive(text).report["codes"]] == [("7", ["07"]), ("07", ["7"])]


def test_decided_codes_are_used_and_remembered(city):
    text = HEADER + "1,P,,01,OP1,LT,1,1,,\n2,Q,,ZOO,OP1,LT,1,1,,\n3,R,,XX,OP1,LT,1,1,,\n"
    DepartmentFactory(code="1", name="Parks")

    apply(text, codes={"department": {"01": "same:1", "ZOO": "add", "XX": "skip"}})

    assert [row[:2] for row in standing(JUNE)] == [("1", "1"), ("2", "ZOO")]
    assert Department.objects.get(code="ZOO").name == "ZOO"
    again = receive(text, JULY)
    assert counts(again) == {"same": 2, "rows": 3, "left_out": 1, "good": 2}
    assert what_blocks(again.report, again.choices) == []


def test_added_departments_take_their_names_from_the_file(city):
    text = "Employee ID,Department,Department Name,Job Code\n1,ABS,Alcohol Beverage Services,OP1\n"

    apply(text, codes={"department": {"ABS": "add"}})

    added = Department.objects.get(code="ABS")
    assert (added.name, added.slug) == ("Alcohol Beverage Services", "alcohol-beverage-services")


def test_large_swing_must_be_confirmed(city):
    many = "".join(f"{n},P{n},,WTR,OP1,LT,1,50000,,\n" for n in range(100, 200))
    apply(HEADER + many)
    fewer = HEADER + "".join(many.splitlines(keepends=True)[:88])

    roster = receive(fewer, JULY)

    assert [swing["words"] for swing in roster.report["swings"]] == ["Water Utilities down 12%, from 100 to 88"]
    with pytest.raises(actions.ImportRefused, match="headcount jumps"):
        actions.apply_roster(import_id=roster.pk, by=UserFactory(), at=NOW)
    actions.decide(import_id=roster.pk, choices={"has_checked_swings": True})
    actions.apply_roster(import_id=roster.pk, by=UserFactory(), at=NOW)
    assert len(standing(JULY)) == 88


def test_part_of_the_city_lets_nobody_go(city):
    apply(ROSTER)

    roster = apply(HEADER + TRADES, JULY, covers_all=False)

    assert counts(roster) == {"same": 2, "rows": 2, "good": 2}
    assert len(standing(JULY)) == 3


@pytest.mark.parametrize(("choice", "numbers"), [("same", ["0010", "0020", "0030"]), ("different", ["10", "20", "30"])])
def test_numbers_that_lost_their_zeros_are_asked_about(city, choice, numbers):
    padded = ROSTER.replace("\n10,", "\n0010,").replace("\n20,", "\n0020,").replace("\n30,", "\n0030,")
    apply(padded)

    roster = receive(ROSTER, JULY)
    assert roster.report["number_twin_count"] == 3
    assert [(t["line"], t["number"], t["roster"]) for t in roster.report["number_twins"]] == [
        (2, "10", "0010"), (3, "20", "0020"), (4, "30", "0030"),
    ]  # fmt: skip
    with pytest.raises(actions.ImportRefused, match="3 employee numbers look like"):
        actions.apply_roster(import_id=roster.pk, by=UserFactory(), at=NOW)
    actions.decide(import_id=roster.pk, choices={"numbers": choice})
    actions.apply_roster(import_id=roster.pk, by=UserFactory(), at=NOW)
    assert [row[0] for row in standing(JULY)] == numbers


def test_columns_left_out_keep_what_the_roster_says(city):
    apply(ROSTER)

    roster = apply("Employee number,Department,Class\n10,WTR,OP1\n20,WTR,OP1\n30,FIR,SUP\n", JULY)

    assert counts(roster) == {"same": 3, "rows": 3, "good": 3}
    assert Employee.objects.get(number="10").name == "Ana Ortiz"
