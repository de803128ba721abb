"""The list as a CSV file: streamed by the page against the bare COPY of the same rows."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

from django.db import connection

from bench.measure import Result, rate, stopwatch, told
from grievances.queries.exports import csv_lines
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.models import User

GOAL = 400_000
_BARE = """
    COPY (SELECT m.reference, m.title, u.name, d.name, g.grievant_names, g.step, m.next_due_on, o.name, m.opened_on,
                 m.closed_on, g.outcome, g.timeliness
          FROM matters_matter m JOIN grievances_grievance g ON g.matter_id = m.id
          JOIN workforce_bargainingunit u ON u.id = m.unit_id LEFT JOIN workforce_department d ON d.id = m.department_id
          LEFT JOIN users_user o ON o.id = m.owner_id) TO STDOUT WITH (FORMAT csv)
"""


def exports() -> Iterator[Result]:
    """Rows a second, time to the first byte, and memory held while it streams."""
    chief = User.objects.get(role="CHIEF")
    matters = Matter.objects.visible_to(chief).filter(kind="grievance")
    count = matters.count()
    first, whole, _ = _drain(csv_lines(matters, stamp="bench"))
    _, bare, _ = _drain(_copied())
    tracemalloc.start()
    _drain(csv_lines(matters, stamp="bench"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    yield told(
        f"export of {count:,} as CSV",
        f"{rate(count, whole)}, first byte {first * 1000:.0f} ms, {peak / 2**20:.1f} MB",
        anchor=f"bare COPY without articles {rate(count, bare)}",
        ratio=whole / bare, goal=f"{GOAL:,} rows/s", is_met=count / whole >= GOAL,
    )  # fmt: skip


def _drain(blocks: Iterator[bytes]) -> tuple[float, float, int]:
    """Seconds to the third block (the first of the database's own), seconds in all, bytes."""
    spent, first, size = stopwatch(), 0.0, 0
    for number, block in enumerate(blocks):
        size += len(block)
        if number == 2:
            first = spent()
    return first, spent(), size


def _copied() -> Iterator[bytes]:
    with connection.cursor() as cursor, cursor.cursor.copy(_BARE) as copy:
        for block in copy:
            yield bytes(block)
