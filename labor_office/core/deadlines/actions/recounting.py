"""Count again what hangs on a calendar that has a new version.

Most deadlines hang on nothing but their start, their amount and the calendar: one
statement counts those, all together, with the arithmetic of ``rules.counting`` and the
trace of ``rules.trace`` (a test holds the two together). The rest are derived matter by
matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q

from labor_office.core.deadlines.actions.derivation import Cause, keep_next_dues, rederive
from labor_office.core.deadlines.models.calendars import CalendarVersion
from labor_office.core.deadlines.models.clocks import Clock
from labor_office.core.deadlines.models.deadlines import Deadline, DeadlineState
from labor_office.core.deadlines.queries.readings import work_calendar
from labor_office.core.deadlines.queries.situations import situations
from labor_office.core.matters.models.matter import Matter

BATCH = 500
# What an open day cannot move: an act done, a duty ended.
_SETTLED = (DeadlineState.MET, DeadlineState.ENDED, DeadlineState.LAPSED)

_COUNT_PLAIN = """
WITH hit AS MATERIALIZED (
    SELECT d.id, d.matter_id, d.from_on, d.due_on AS was_due_on, d.trace, l.amount, l.roll = 'forward' AS is_rolled,
           l.count_unit IN ('business_days', 'school_days') AS counts_open,
           (d.trace ->> 'counted_on')::date AS bare
    FROM deadlines_deadline d
    JOIN deadlines_timelimit l ON l.id = d.limit_id
    JOIN matters_matter m ON m.id = d.matter_id
    WHERE d.state = 'OPEN' AND d.is_plain AND m.closed_on IS NULL
      AND d.calendar_version_id = ANY(%(earlier)s) AND d.from_on <= %(last)s AND d.due_on >= %(first)s
), bare AS (
    SELECT hit.*, CASE WHEN counts_open THEN target.day ELSE hit.bare END AS counted_on
    FROM hit
    LEFT JOIN deadlines_calendarday began ON began.version_id = %(version)s AND began.day = hit.from_on
    LEFT JOIN deadlines_calendarday target ON hit.counts_open AND target.version_id = %(version)s
         AND target.is_open AND target.rank = began.rank + hit.amount
), counted AS (
    SELECT bare.*, CASE WHEN is_rolled THEN landed.day ELSE counted_on END AS now_due_on
    FROM bare
    LEFT JOIN deadlines_calendarday ends ON ends.version_id = %(version)s AND ends.day = counted_on
    LEFT JOIN deadlines_calendarday landed ON is_rolled AND landed.version_id = %(version)s
         AND landed.is_open AND landed.rank = ends.rank + CASE WHEN ends.is_open THEN 0 ELSE 1 END
), shut AS MATERIALIZED (
    SELECT day, jsonb_build_array(day::text, coalesce(nullif(label, ''), 'closed'), NOT is_closure) AS told
    FROM deadlines_calendarday
    WHERE version_id = %(version)s AND NOT is_open AND extract(isodow FROM day) < 6
), proven AS (
    SELECT counted.*, (trace - 'rolled' - 'closed')
        || jsonb_build_object('calendar', %(calendar)s::text, 'counted_on', counted_on::text,
                              'due_on', now_due_on::text)
        || CASE WHEN now_due_on <> counted_on THEN jsonb_build_object('rolled', jsonb_build_object(
               'from_on', counted_on::text, 'to_on', now_due_on::text)) ELSE '{}' END
        || CASE WHEN on_the_way IS NULL THEN '{}' ELSE jsonb_build_object('closed', on_the_way) END AS now_trace
    FROM counted
    LEFT JOIN LATERAL (
        SELECT jsonb_agg(told ORDER BY day) AS on_the_way FROM shut WHERE day BETWEEN from_on AND now_due_on
    ) AS way ON true
    WHERE now_due_on >= %(today)s
)
SELECT id, matter_id, was_due_on, now_due_on, trace AS was_trace, now_trace FROM proven
"""
_COUNT = f"CREATE TEMP TABLE recounted ON COMMIT DROP AS {_COUNT_PLAIN}"
# Else Postgres takes the table for twelve times as long as it is, and reads every deadline there is to write a few.
_WEIGH = "ANALYZE recounted (id, matter_id)"
_WRITE = """
UPDATE deadlines_deadline d
SET due_on = now_due_on, counted_due_on = now_due_on, trace = now_trace, calendar_version_id = %(version)s,
    computed_at = %(at)s,
    checked_by_id = CASE WHEN now_due_on = was_due_on THEN d.checked_by_id END,
    checked_at = CASE WHEN now_due_on = was_due_on THEN d.checked_at END
FROM recounted WHERE d.id = recounted.id
"""
_KEEP_FORMER = """
INSERT INTO deadlines_deadlinemove (deadline_id, was_due_on, now_due_on, cause, batch, former_trace,
                                    moved_by_id, moved_at)
SELECT id, was_due_on, now_due_on, %(cause)s, %(batch)s, was_trace, %(by)s, %(at)s
FROM recounted WHERE now_due_on <> was_due_on
"""
# The matters in which a date moved, and those in which one came nearer.
_MOVED = """
SELECT array_agg(DISTINCT matter_id) FILTER (WHERE now_due_on <> was_due_on),
       array_agg(DISTINCT matter_id) FILTER (WHERE now_due_on < was_due_on), count(*)
FROM recounted
"""
# Foreign keys are checked statement by statement here. Left for the commit, Postgres walks all that wait
# each time the history of one row is written: four times the work at 8,000 dates, and quadratic beyond.
_CHECK_NOW, _CHECK_AT_COMMIT = "SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL DEFERRED"
# A date that came nearer must be looked at sooner.
_LOOK_SOONER = """
UPDATE deadlines_clock SET next_look_on = sooner.due_on
FROM (SELECT matter_id, min(due_on) AS due_on FROM deadlines_deadline
      WHERE matter_id = ANY(%s) AND state = 'OPEN' AND due_on > %s GROUP BY matter_id) AS sooner
WHERE deadlines_clock.matter_id = sooner.matter_id
  AND (next_look_on IS NULL OR next_look_on > sooner.due_on)
"""


@dataclass(frozen=True, slots=True)
class Recount:
    """How many deadlines one statement counted, and how many matters were derived one by one."""

    plain_count: int
    matter_count: int


def recount(version: CalendarVersion, *, first: date, last: date, cause: Cause) -> Recount:
    """Bring every unfinished deadline of the calendar to its new ``version``.

    ``first`` to ``last`` are the days that changed. Closed matters and finished deadlines
    stay; so do those that end before or start after. Running it again changes nothing.
    """
    with connection.cursor() as cursor:
        cursor.execute(_CHECK_NOW)
        moved, nearer, plain_count = _count_plain(version, first, last, cause)
        if moved:
            keep_next_dues(moved)
        if nearer:
            cursor.execute(_LOOK_SOONER, [nearer, cause.today])
        cursor.execute(_CHECK_AT_COMMIT)
    others = _others(version, first, last)
    for begin in range(0, len(others), BATCH):
        ids = others[begin : begin + BATCH]
        list(Matter.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))
        for now in situations(ids, calendar_version_id=version.pk):
            rederive(now, cause)
    return Recount(plain_count, len(others))


def _count_plain(version: CalendarVersion, first: date, last: date, cause: Cause) -> tuple[list[int], list[int], int]:
    """The matters in which a date moved, those in which one came nearer, and how many deadlines were counted again."""
    earlier = version.calendar.versions.exclude(pk=version.pk).values_list("pk", flat=True)
    parameters: dict[str, Any] = {
        "earlier": list(earlier),
        "version": version.pk,
        "calendar": work_calendar(version.pk).identity,
        "first": first,
        "last": last,
        "today": cause.today,
        "cause": cause.text[:200],
        "batch": cause.batch,
        "by": cause.by.pk if cause.by else None,
        "at": cause.at,
    }
    with connection.cursor() as cursor:
        for statement in (_COUNT, _WEIGH, _WRITE, _KEEP_FORMER):
            cursor.execute(statement, parameters)
        cursor.execute(_MOVED)
        moved, nearer, count = cursor.fetchone()
        cursor.execute("DROP TABLE recounted")
    return moved or [], nearer or [], count


def _others(version: CalendarVersion, first: date, last: date) -> list[int]:
    """Matters with an unfinished deadline that only a derivation can count.

    Also those whose plain deadline found no day: past the calendar, or past already.
    """
    left_over = Q(is_plain=True, state=DeadlineState.OPEN, from_on__lte=last, due_on__gte=first)
    hangs_together = Q(is_plain=False) & (Q(due_on=None) | Q(due_on__gte=first))
    rows = (
        Deadline.objects.filter(left_over | hangs_together, satisfied_on=None, matter__closed_on=None)
        .exclude(state__in=_SETTLED)
        .exclude(calendar_version=version)
        .filter(matter__in=Clock.objects.filter(calendar=version.calendar_id).values("pk"))
    )
    return sorted(set(rows.values_list("matter_id", flat=True)))
