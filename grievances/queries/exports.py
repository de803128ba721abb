"""The list as a CSV file, streamed by the database itself: flat memory, first byte at once."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date

from django.db import connection
from django.db.models import QuerySet

from labor_office.core.matters.models.matter import Matter

HEADINGS = ("Number", "Issue", "Unit", "Department", "Grievants", "Articles", "Step", "Next due", "Owner", "Filed",
            "Closed", "Outcome", "Timeliness")  # fmt: skip
# The database sends a line at a time; the browser is sent as much as fits its window.
BLOCK = 64 * 1024


def _plain(column: str) -> str:
    """Text that a spreadsheet will not run: what begins like a formula gets an apostrophe before it.

    What begins with a plain letter or digit, nearly everything, is let through unread.
    """
    first = f'{column} COLLATE "C"'
    return (
        f"CASE WHEN {first} >= 'A' AND {first} < '|' OR {first} >= '0' AND {first} < ':' THEN {column}"
        rf" ELSE regexp_replace({column}, '^(\s*[=+@|\t\r-])', '''\1') END"
    )


# The matters are sorted and joined once; an ORM query over the grievances would look each up a second time.
# OFFSET 0 lets Postgres choose their walk by itself: the walls look so dear to it that it would not mind
# reaching for the grievances one by one. Names are few, so those are made plain once and not on every line.
_ROWS = f"""
COPY (
    WITH unit AS MATERIALIZED (SELECT id, {_plain("name")} AS name FROM workforce_bargainingunit),
    department AS MATERIALIZED (SELECT id, {_plain("name")} AS name FROM workforce_department),
    person AS MATERIALIZED (SELECT id, {_plain("name")} AS name FROM users_user)
    SELECT m.reference, {_plain("m.title")}, unit.name, department.name, {_plain("g.grievant_names")},
           {_plain("g.cited")}, g.step, m.next_due_on, person.name, m.opened_on, m.closed_on, g.outcome,
           g.timeliness
    FROM ({{matters}} OFFSET 0) AS m JOIN grievances_grievance g ON g.matter_id = m.id
    LEFT JOIN unit ON unit.id = m.unit_id
    LEFT JOIN department ON department.id = m.department_id
    LEFT JOIN person ON person.id = m.owner_id
    ORDER BY m.opened_on, m.id
) TO STDOUT WITH (FORMAT csv)
"""  # noqa: S608 -- constants only
_OF_MATTER = (
    "id",
    "reference",
    "title",
    "unit_id",
    "department_id",
    "owner_id",
    "next_due_on",
    "opened_on",
    "closed_on",
)


def csv_lines(matters: QuerySet[Matter], *, stamp: str) -> Iterator[bytes]:
    """The stamp, the headings, then a line a grievance, as the database sends them."""
    yield _line([stamp])
    yield _line(list(HEADINGS))
    sql, params = matters.order_by().values(*_OF_MATTER).query.sql_with_params()
    with connection.cursor() as cursor, cursor.cursor.copy(_ROWS.format(matters=sql), params) as copy:
        held = bytearray()
        for line in copy:
            held += line
            if len(held) >= BLOCK:
                yield bytes(held)
                held.clear()
        yield bytes(held)


def file_name(today: date) -> str:
    """``grievances-2026-06-15.csv``; no confidential word."""
    return f"grievances-{today:%Y-%m-%d}.csv"


def _line(cells: list[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue().encode()
