"""A roster file beside the roster: COPY into temporary tables, read there, compared there.

Three temporary tables live until the transaction ends: ``roster_in`` holds the cells as
text, ``roster_row`` what they mean and what is wrong with them, ``roster_plan`` one row for
each person with what would change. Checking and applying run exactly this, so what the
review page shows is what happens.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

from django.db import connection

from labor_office.core.workforce.roster_files import Row
from labor_office.core.workforce.rules.codes import CodeField
from labor_office.core.workforce.rules.columns import RosterField
from labor_office.core.workforce.rules.values import read_day, read_pay

# Field, spelling, key in the City's list (below zero while only proposed), its unit, the decision.
CodeRow = tuple[str, str, int | None, int | None, str]

_FIELDS = tuple(RosterField)
_CREATE_IN = f"""
    CREATE TEMP TABLE roster_in (
        line int, is_ragged bool, {", ".join(f"{field} text" for field in _FIELDS)}
    ) ON COMMIT DROP
"""
_COPY = f"COPY roster_in FROM STDIN (FORMAT csv, FORCE_NOT_NULL ({', '.join(_FIELDS)}))"
_DROP = "DROP TABLE IF EXISTS roster_in, roster_code, roster_day, roster_pay, roster_row, roster_plan, roster_gone"
_DISTINCT = {
    field: f"SELECT {field}, count(*), min(line), coalesce(max({name}), '') FROM roster_in"  # noqa: S608 -- two enums
    f" WHERE btrim({field}) <> '' GROUP BY 1 ORDER BY 3"
    for field, name in (
        (CodeField.DEPARTMENT, "btrim(department_name)"),
        (CodeField.CLASSIFICATION, "btrim(classification_title)"),
        (CodeField.UNIT, "NULL"),
    )
}
_CREATE_VALUES = """
    CREATE TEMP TABLE roster_code (field text, raw text, ref bigint, unit_ref bigint, verb text) ON COMMIT DROP;
    CREATE TEMP TABLE roster_day (raw text, day date) ON COMMIT DROP;
    CREATE TEMP TABLE roster_pay (raw text, amount numeric) ON COMMIT DROP;
"""
# A number as plain as most are; the few others are read one by one.
_PLAIN_PAY = r"^\d{1,10}(\.\d{1,2})?$"
# What no employee number is: the way Excel shows a long number it has taken for a quantity.
_SCIENTIFIC = r"^\d(\.\d+)?[eE]\+?\d+$"
# Hours or a part of full time, as plain as they are written.
_PLAIN_NUMBER = r"^\d{1,3}(\.\d{1,4})?$"
_ODD_PAY = "SELECT DISTINCT annual_pay FROM roster_in WHERE annual_pay <> '' AND annual_pay !~ %s"
_CREATE_ROW = """
    CREATE TEMP TABLE roster_row ON COMMIT DROP AS
    SELECT i.line, e.id AS employee_id, btrim(i.number) AS number, lower(btrim(i.email)) AS email,
        CASE WHEN btrim(i.name) <> '' THEN btrim(i.name)
            ELSE btrim(btrim(i.first_name) || ' ' || btrim(i.last_name)) END AS name,
        dep.ref AS department_id, cls.ref AS classification_id,
        CASE WHEN %(has_unit)s THEN uni.ref ELSE cls.unit_ref END AS unit_id,
        btrim(i.pay_step) AS pay_step, btrim(i.supervisor_number) AS supervisor_number,
        CASE WHEN i.annual_pay ~ %(plain_pay)s THEN i.annual_pay::numeric(12, 2) ELSE pay.amount END AS annual_pay,
        CASE WHEN btrim(i.fte) ~ %(plain_number)s THEN btrim(i.fte)::numeric(7, 4) END AS fte,
        CASE WHEN btrim(i.weekly_hours) ~ %(plain_number)s THEN btrim(i.weekly_hours)::numeric(7, 2) END
            AS weekly_hours,
        hired.day AS hired_on,
        (dep.verb = '' OR cls.verb = '' OR uni.verb = '') IS TRUE AS is_waiting,
        (dep.verb = 'skip' OR cls.verb = 'skip' OR uni.verb = 'skip') IS TRUE AS is_left_out,
        array_remove(ARRAY[
            CASE WHEN i.is_ragged THEN 'ragged' END,
            CASE WHEN btrim(i.number) = '' THEN 'number_missing' WHEN length(btrim(i.number)) > 20 THEN 'number_long'
                WHEN btrim(i.number) ~ %(scientific)s THEN 'number_scientific' END,
            CASE WHEN btrim(i.department) = '' THEN 'department_missing' END,
            CASE WHEN btrim(i.classification) = '' THEN 'classification_missing' END,
            CASE WHEN length(i.name) > 120 OR length(i.first_name) + length(i.last_name) > 119 THEN 'name_long' END,
            CASE WHEN length(btrim(i.pay_step)) > 20 THEN 'pay_step_long' END,
            CASE WHEN length(btrim(i.supervisor_number)) > 20 THEN 'supervisor_long' END,
            CASE WHEN btrim(i.email) <> '' AND (length(btrim(i.email)) > 254
                OR btrim(i.email) !~ '^[^@[:space:]]+@[^@[:space:]]+$') THEN 'email_unread' END,
            CASE WHEN btrim(i.annual_pay) <> '' AND i.annual_pay !~ %(plain_pay)s AND pay.amount IS NULL
                THEN 'annual_pay_unread' END,
            CASE WHEN btrim(i.fte) = '' THEN NULL WHEN btrim(i.fte) !~ %(plain_number)s THEN 'fte_unread'
                WHEN btrim(i.fte)::numeric NOT BETWEEN 0.0001 AND 2 THEN 'fte_unread' END,
            CASE WHEN btrim(i.weekly_hours) = '' THEN NULL
                WHEN btrim(i.weekly_hours) !~ %(plain_number)s THEN 'weekly_hours_unread'
                WHEN btrim(i.weekly_hours)::numeric NOT BETWEEN 1 AND 168 THEN 'weekly_hours_unread' END,
            CASE WHEN btrim(i.hired_on) <> '' AND hired.day IS NULL THEN 'hired_on_unread' END
        ], NULL) AS faults
    FROM roster_in i
    LEFT JOIN workforce_employee e ON e.number = btrim(i.number)
    LEFT JOIN roster_code dep ON dep.field = 'department' AND dep.raw = i.department
    LEFT JOIN roster_code cls ON cls.field = 'classification' AND cls.raw = i.classification
    LEFT JOIN roster_code uni ON uni.field = 'unit' AND uni.raw = i.unit
    LEFT JOIN roster_day hired ON hired.raw = i.hired_on
    LEFT JOIN roster_pay pay ON pay.raw = i.annual_pay
"""
_MARK_DOUBLES = """
    UPDATE roster_row SET faults = faults || 'number_twice'::text
    WHERE NOT 'number_twice' = ANY (faults) AND number IN (
        SELECT number FROM roster_row WHERE number <> '' GROUP BY number HAVING count(*) > 1)
"""
# The numbers without their leading zeros: Excel drops them, and a person would seem gone and another new.
_USE_ROSTER_NUMBERS = """
    UPDATE roster_row r SET number = e.number, employee_id = e.id FROM workforce_employee e
    WHERE r.employee_id IS NULL AND ltrim(e.number, '0') = ltrim(r.number, '0')
        AND NOT EXISTS (SELECT FROM roster_row other WHERE other.employee_id = e.id)
"""
# A column the file does not have leaves what the roster already says.
_CREATE_PLAN = """
    CREATE TEMP TABLE roster_plan ON COMMIT DROP AS
    SELECT p.*, CASE WHEN employee_id IS NULL THEN 'new' WHEN assignment_id IS NULL THEN 'back'
            WHEN unit_id IS DISTINCT FROM old_unit_id THEN 'moved'
            WHEN is_post_changed OR is_person_changed THEN 'changed' ELSE 'same' END AS kind
    FROM (
        SELECT q.*,
            (q.department_id, q.classification_id, q.unit_id, q.pay_step, q.annual_pay, q.fte, q.weekly_hours,
                q.supervisor_number)
                IS DISTINCT FROM
            (a.department_id, a.classification_id, a.unit_id, a.pay_step, a.annual_pay, a.fte, a.weekly_hours,
                a.supervisor_number)
                AS is_post_changed,
            (q.name, q.email, q.hired_on, NULL::date) IS DISTINCT FROM (e.name, e.email, e.hired_on, e.left_on)
                AS is_person_changed
        FROM (
            SELECT r.line, r.number, r.department_id, r.classification_id, r.unit_id,
                r.employee_id, a.id AS assignment_id, a.unit_id AS old_unit_id, a.starts_on AS old_starts_on,
                CASE WHEN %(has_name)s AND r.name <> '' THEN r.name ELSE coalesce(e.name, r.number) END AS name,
                CASE WHEN %(has_email)s THEN r.email ELSE coalesce(e.email, '') END AS email,
                CASE WHEN %(has_hired_on)s THEN r.hired_on ELSE e.hired_on END AS hired_on,
                CASE WHEN %(has_pay_step)s THEN r.pay_step ELSE coalesce(a.pay_step, '') END AS pay_step,
                CASE WHEN %(has_annual_pay)s THEN r.annual_pay ELSE a.annual_pay END AS annual_pay,
                CASE WHEN %(has_fte)s THEN r.fte ELSE a.fte END AS fte,
                CASE WHEN %(has_weekly_hours)s THEN r.weekly_hours ELSE a.weekly_hours END AS weekly_hours,
                CASE WHEN %(has_supervisor)s THEN r.supervisor_number ELSE coalesce(a.supervisor_number, '') END
                    AS supervisor_number
            FROM roster_row r
            LEFT JOIN workforce_employee e ON e.id = r.employee_id
            LEFT JOIN workforce_assignment a ON a.employee_id = r.employee_id AND a.ends_on IS NULL
            WHERE r.faults = '{}' AND NOT r.is_left_out AND NOT r.is_waiting
        ) q
        LEFT JOIN workforce_employee e ON e.id = q.employee_id
        LEFT JOIN workforce_assignment a ON a.id = q.assignment_id
    ) p
"""
# Everyone at work whose number the file does not hold at all, not even on a row that cannot be read.
GONE = """
    FROM workforce_assignment a JOIN workforce_employee e ON e.id = a.employee_id
    WHERE a.ends_on IS NULL AND NOT EXISTS (SELECT FROM roster_row r WHERE r.employee_id = a.employee_id)
"""


def copy_cells(rows: Iterable[Row], *, header: Sequence[str], columns: Mapping[str, str]) -> None:
    """Put the cells of the mapped columns into ``roster_in``, as text, with their line numbers."""
    text = io.StringIO()
    csv.writer(text).writerows(_picked(rows, header=header, columns=columns))
    with connection.cursor() as cursor:
        cursor.execute(_DROP)
        cursor.execute(_CREATE_IN)
        with cursor.copy(_COPY) as copy:
            copy.write(text.getvalue())
        cursor.execute("ANALYZE roster_in (line, number, department, classification, unit)")


def distinct_codes(field: CodeField) -> list[tuple[str, int, int, str]]:
    """Each spelling in the column of ``field``: how many rows hold it, the first line, the name beside it."""
    with connection.cursor() as cursor:
        cursor.execute(_DISTINCT[field])
        found: list[tuple[str, int, int, str]] = cursor.fetchall()
        return found


def read_rows(codes: Iterable[CodeRow], *, columns: Mapping[str, str], latest: date) -> None:
    """Fill ``roster_row``: what each cell means, and what is wrong with it.

    ``codes`` are all spellings with what they stand for; a date after ``latest`` is a slip.
    """
    with connection.cursor() as cursor:
        cursor.execute(_CREATE_VALUES)
        _copy("roster_code", codes)
        cursor.execute("SELECT DISTINCT hired_on FROM roster_in WHERE hired_on <> ''")
        days = ((raw, read_day(raw, latest=latest)) for (raw,) in cursor.fetchall())
        _copy("roster_day", [row for row in days if row[1]])
        cursor.execute(_ODD_PAY, [_PLAIN_PAY])
        amounts = ((raw, read_pay(raw)) for (raw,) in cursor.fetchall())
        _copy("roster_pay", [row for row in amounts if row[1] is not None])
        meant: dict[str, str | bool] = {
            "plain_pay": _PLAIN_PAY,
            "plain_number": _PLAIN_NUMBER,
            "scientific": _SCIENTIFIC,
            "has_unit": bool(columns.get(RosterField.UNIT)),
        }
        cursor.execute(_CREATE_ROW, meant)
        cursor.execute("ANALYZE roster_row (line, employee_id, number)")
        cursor.execute(_MARK_DOUBLES)


def _copy(table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def use_roster_numbers() -> None:
    """Read numbers that differ from one on the roster only by leading zeros as that one."""
    with connection.cursor() as cursor:
        cursor.execute(_USE_ROSTER_NUMBERS)
        cursor.execute(_MARK_DOUBLES)


def compare(*, columns: Mapping[str, str]) -> None:
    """Fill ``roster_plan``: one row for each person who can be loaded, with what would change."""
    has_name = any(columns.get(f) for f in (RosterField.NAME, RosterField.LAST_NAME, RosterField.FIRST_NAME))
    with connection.cursor() as cursor:
        cursor.execute(
            _CREATE_PLAN,
            {
                "has_name": has_name,
                "has_email": bool(columns.get(RosterField.EMAIL)),
                "has_hired_on": bool(columns.get(RosterField.HIRED_ON)),
                "has_pay_step": bool(columns.get(RosterField.PAY_STEP)),
                "has_annual_pay": bool(columns.get(RosterField.ANNUAL_PAY)),
                "has_fte": bool(columns.get(RosterField.FTE)),
                "has_weekly_hours": bool(columns.get(RosterField.WEEKLY_HOURS)),
                "has_supervisor": bool(columns.get(RosterField.SUPERVISOR)),
            },
        )


def _picked(rows: Iterable[Row], *, header: Sequence[str], columns: Mapping[str, str]) -> Iterator[list[Any]]:
    """Line, whether it has cells beyond the last heading, and the cells in the order of ``roster_in``."""
    width = len(header)
    blank = width  # the cell past the end, always empty: where fields without a column are read from
    places = [header.index(columns[field]) if columns.get(field) else blank for field in _FIELDS]
    pick = itemgetter(*places)
    padding = [""] * (width + 1)
    for line, cells in rows:
        is_ragged = len(cells) > width and any(cells[width:])
        yield [line, is_ragged, *pick(cells[:width] + padding[len(cells[:width]) :])]
