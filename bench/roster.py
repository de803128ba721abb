"""A payroll file of 20,000 people: received, checked with its report, applied; against a straight COPY.

The COPY alone, into two tables with the roster's indexes and its rule that nobody has two places on a day, takes
longer than the goal, which was taken on one table: what the check and the history add is told by the ratio.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date

from django.db import connection

from bench.city import NOW
from bench.measure import Result, rate, seconds, told, undone
from labor_office.core.users.models import User
from labor_office.core.workforce.actions.roster_imports import apply_roster, map_columns, receive_roster
from labor_office.core.workforce.models import Assignment, RosterImport

PEOPLE = 20_000
GOAL, TIMES_COPY = 0.25, 2.8
HEADER = ("Employee number", "Name", "Department", "Classification", "Pay step", "Annual pay", "Hire date")


def roster() -> Iterator[Result]:
    """Seconds to check, to apply, and to check the same file again with nothing to change; undone."""
    data = _file().encode()
    chief = User.objects.get(role="CHIEF")
    with undone():
        checked, imported = _checked(data, chief, date(2026, 6, 1))
        applied = seconds(lambda: apply_roster(import_id=imported.pk, by=chief, at=NOW))
        assert Assignment.objects.count() == PEOPLE
        again, _ = _checked(data, chief, date(2026, 6, 8))
        copied = _copy(data)
    whole = checked + applied
    yield told(
        f"roster of {PEOPLE:,}, checked and loaded",
        f"{whole:.2f} s (check {checked:.2f}, apply {applied:.2f}) = {rate(PEOPLE, whole)}; unchanged {again:.2f} s",
        anchor=f"COPY into two tables {copied:.2f} s", ratio=whole / copied, goal=f"{GOAL} s; {TIMES_COPY}x",
        is_met=whole <= GOAL,
    )  # fmt: skip


def load(by: User, as_of: date) -> None:
    """The people of the file, on the roster."""
    _, imported = _checked(_file().encode(), by, as_of)
    apply_roster(import_id=imported.pk, by=by, at=NOW)


def _checked(data: bytes, by: User, as_of: date) -> tuple[float, RosterImport]:
    found: list[RosterImport] = []

    def run() -> None:
        received = receive_roster(data=data, file_name="roster.csv", as_of=as_of, covers_all=True, by=by, at=NOW)
        found.append(map_columns(import_id=received.pk, columns=received.mapping))

    return seconds(run), found[0]


def _file() -> str:
    text = io.StringIO()
    out = csv.writer(text)
    out.writerow(HEADER)
    for n in range(PEOPLE):
        pay = f"{40_000 + n % 900 * 50}.00"
        out.writerow((f"{n + 10_000}", f"Member {n}", f"D{n % 12:02}", f"C{n % 60:03}", f"{n % 9}", pay, "2015-03-01"))
    return text.getvalue()


def _copy(data: bytes) -> float:
    """The same bytes into a bare table, and from it two rows a person as the roster keeps them, unchecked."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE b_in (number text, name text, d text, c text, s text, p numeric, h date)")
        cursor.execute("CREATE TEMP TABLE b_employee (LIKE workforce_employee INCLUDING INDEXES INCLUDING IDENTITY)")
        cursor.execute(
            "CREATE TEMP TABLE b_assignment (LIKE workforce_assignment INCLUDING INDEXES INCLUDING IDENTITY)"
        )

        def run() -> None:
            with cursor.cursor.copy("COPY b_in FROM STDIN (FORMAT csv, HEADER)") as copy:
                copy.write(data)
            cursor.execute(
                "INSERT INTO b_employee (number, name, email, hired_on) SELECT number, name, '', h FROM b_in;"
                "INSERT INTO b_assignment (employee_id, department_id, classification_id, pay_step, annual_pay,"
                " supervisor_number, starts_on) SELECT e.id, 1, 1, i.s, i.p, '', '2026-06-01' FROM b_in i"
                " JOIN b_employee e USING (number)"
            )

        return seconds(run)
