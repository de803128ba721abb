"""A storm closes the City for a day: every open deadline across it counted again, former dates kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import connection

from bench.city import NOW, TODAY
from bench.measure import Result, ms, rate, rows_changed, seconds, sweep_up, told, undone
from labor_office.core.deadlines.actions.calendars import Closing, add_closed_day, make_version
from labor_office.core.deadlines.actions.derivation import Cause
from labor_office.core.deadlines.actions.recounting import recount
from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.deadlines.models.deadlines import Deadline, DeadlineMove
from labor_office.core.users.models import User

DAY = date(2026, 6, 16)
GOAL = 1.25
_BARE = """
    UPDATE deadlines_deadline d SET due_on = due_on + 1, counted_due_on = due_on + 1, calendar_version_id = %s,
        trace = trace || jsonb_build_object('due_on', (due_on + 1)::text), computed_at = %s
    WHERE state = 'OPEN' AND is_plain AND from_on <= %s AND due_on >= %s
"""


def closures() -> Iterator[Result]:
    """Seconds for the whole act, its one statement, and an UPDATE of the same rows that only shifts a day; undone."""
    chief, calendar = User.objects.get(role="CHIEF"), Calendar.objects.get(is_office=True)
    sweep_up()
    with undone():
        whole = seconds(
            lambda: add_closed_day(
                calendar_id=calendar.pk, closing=Closing(DAY, "Storm", "CLOSURE"), reason="", by=chief, at=NOW,
                today=TODAY,
            )
        )  # fmt: skip
        moved = DeadlineMove.objects.filter(batch__startswith="calendar-").count()
        calendar.refresh_from_db()
        version = calendar.current
        assert version is not None
        cause = Cause("again", chief, NOW, TODAY, "again")
        again = seconds(lambda: recount(version, first=DAY, last=DAY, cause=cause))
        changed = Deadline.objects.filter(moves__batch="again").count()
    sweep_up()
    bare, count = _bare(calendar, history=True)
    sweep_up()
    free, _ = _bare(calendar, history=False)
    yield told(
        f"closed day, {moved:,} dates move",
        f"{whole:.2f} s = {rate(moved, whole)}; again {ms(again)}, moves {changed}",
        anchor=f"bare UPDATE with row history of {count:,}: {bare:.2f} s", ratio=whole / bare, goal=f"{GOAL}x",
        is_met=whole / bare <= GOAL and changed == 0,
    )  # fmt: skip
    yield told(
        "row history of that UPDATE", f"{bare:.2f} s", anchor=f"without triggers {free:.2f} s", ratio=bare / free
    )


def _bare(calendar: Calendar, *, history: bool) -> tuple[float, int]:
    found = 0
    with undone(), connection.cursor() as cursor:
        version = make_version(calendar, reason="bare", by=None, at=NOW)
        # As the act has it: references are checked, which at the commit would not be seen here.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        if not history:
            cursor.execute("SET LOCAL session_replication_role = replica")

        def run() -> None:
            nonlocal found
            found = rows_changed(_BARE, [version.pk, NOW, DAY, DAY])

        return seconds(run), found
