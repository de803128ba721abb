"""The list as a CSV file, streamed by the database itself: flat memory, first byte at once."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date

from django.db import connection
from django.db.models import CharField, F, Func, QuerySet

from grievances.models import Grievance
from labor_office.core.matters.models.matter import Matter

HEADINGS = ("Number", "Issue", "Unit", "Department", "Grievants", "Articles", "Step", "Next due", "Owner", "Filed",
            "Closed", "Outcome", "Timeliness")  # fmt: skip


class PlainCell(Func):
    """Text that a spreadsheet will not run: what begins like a formula gets an apostrophe before it."""

    template = r"REGEXP_REPLACE(%(expressions)s, '^(\s*[=+@|\t\r-])', '''\1')"
    output_field = CharField()


def csv_lines(matters: QuerySet[Matter], *, stamp: str) -> Iterator[bytes]:
    """The stamp, the headings, then a line a grievance, as the database sends them."""
    yield _line([stamp])
    yield _line(list(HEADINGS))
    sql, params = _rows(matters).query.sql_with_params()
    with connection.cursor() as cursor:
        copied = cursor.cursor.copy(f"COPY ({sql}) TO STDOUT WITH (FORMAT csv)", params)
        with copied as copy:
            for block in copy:
                yield bytes(block)


def _rows(matters: QuerySet[Matter]) -> QuerySet[Grievance, tuple[object, ...]]:
    found = Grievance.objects.filter(pk__in=matters.order_by().values("pk")).order_by("opened_on", "pk")
    return found.values_list(
        "reference", PlainCell(F("title")), PlainCell(F("unit__name")), PlainCell(F("department__name")),
        PlainCell(F("grievant_names")), PlainCell(F("cited")), "step", "next_due_on", PlainCell(F("owner__name")),
        "opened_on", "closed_on", "outcome", "timeliness",
    )  # fmt: skip


def file_name(today: date) -> str:
    """``grievances-2026-06-15.csv``; no confidential word."""
    return f"grievances-{today:%Y-%m-%d}.csv"


def _line(cells: list[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue().encode()
