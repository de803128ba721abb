"""Derive a matter's deadlines again and write only what changed: what every act on a clock ends with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import connection
from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from labor_office.core.deadlines.actions.telling import tell_of_batch
from labor_office.core.deadlines.models.clocks import Clock
from labor_office.core.deadlines.models.deadlines import OWED_BY_CITY, Deadline, DeadlineMove, DeadlineState
from labor_office.core.deadlines.queries.changes import changes, values
from labor_office.core.deadlines.queries.situations import Situation, situation_of
from labor_office.core.deadlines.rules import words
from labor_office.core.deadlines.rules.docket import Docket, Entry
from labor_office.core.deadlines.rules.moves import Move
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.models import User

_HELD_CALENDAR = "SELECT current_id FROM deadlines_calendar WHERE id = %s FOR SHARE"
_WRITTEN = [
    "state", "from_on", "due_on", "counted_due_on", "window_start_on", "satisfied_on", "is_extended",
    "days_left_when_stopped", "missing", "lapsed_reason", "is_lapsed_by_clock", "is_plain", "trace",
    "calendar_version", "checked_by", "checked_at", "computed_at",
]  # fmt: skip
OWED_STATES = (DeadlineState.OPEN, DeadlineState.MISSED)


class NoCalendar(Exception):
    """The calendar has no published days, so nothing can be counted by it."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Why dates are derived again: the words and key kept with every date that moves, who and when."""

    text: str
    by: User | None
    at: datetime
    today: date
    batch: str = ""
    is_correction: bool = False


def hold_calendar(calendar_id: int) -> int:
    """The version of the calendar that counts now, held until the transaction ends.

    A new version waits for those who count by this one, so that no date is derived from a
    calendar that was just replaced. Raises NoCalendar.
    """
    with connection.cursor() as cursor:
        cursor.execute(_HELD_CALENDAR, [calendar_id])
        version_id: int | None = cursor.fetchone()[0]
    if version_id is None:
        message = "This calendar has no published days yet. Publish a year of it first."
        raise NoCalendar(message)
    return version_id


def held_situation(matter_id: int) -> Situation:
    """The matter and its facts, the matter locked, its calendar held. Raises ``Clock.DoesNotExist``."""
    matter = Matter.objects.select_for_update(no_key=True).get(pk=matter_id)
    clock = Clock.objects.select_related("calendar").get(pk=matter_id)
    clock.matter = matter
    return situation_of(clock, calendar_version_id=hold_calendar(clock.calendar_id))


def rederive(now: Situation, cause: Cause) -> list[Move]:
    """Bring the stored deadlines of ``now`` to what its facts give, and say what changed.

    ``now`` holds the new facts and the rows as stored, its matter locked. Former dates and
    their reasoning are kept as moves; the matter's next date and the clock's next look
    follow. Nothing is written where nothing changed. What a person's act moved is told to the
    matter's owner; whoever gives a batch tells of the whole batch.
    """
    found = now.docket(cause.today)
    tells = cause.by is not None and not cause.batch
    if tells:
        cause = replace(cause, batch=f"act-{now.clock.pk}-{cause.at:%Y%m%d%H%M%S%f}")
    moves = write(now, found, cause)
    if tells and any(move.is_moved for move in moves):
        tell_of_batch(cause.batch, cause=cause.text, by=cause.by, at=cause.at)
    if now.clock.next_look_on != found.next_look_on:
        now.clock.next_look_on = found.next_look_on
        now.clock.save(update_fields=["next_look_on"])
    return moves


def write(now: Situation, found: Docket, cause: Cause) -> list[Move]:
    """Write ``found`` over the stored deadlines of ``now``: at most four statements."""
    difference = changes(now, found, is_correction=cause.is_correction)
    moves = difference.moves()
    begun = [_begin(now, change.entry, cause) for change in difference.changed if change.row is None]
    former = [_move(change.row, change.entry.due_on, cause) for change in difference.changed if change.row]
    former += [_move(row, None, cause) for row, _ in difference.ended]
    rows = [_alter(change.row, change.entry, now, cause) for change in difference.changed if change.row]
    rows += [_end(row, why, cause) for row, why in difference.ended]
    Deadline.objects.bulk_create(begun)
    Deadline.objects.bulk_update(rows, _WRITTEN)
    DeadlineMove.objects.bulk_create([move for move in former if move is not None])
    if begun or rows:
        keep_next_due(now.clock.pk)
    return moves


def beginnings(now: Situation, found: Docket, cause: Cause) -> list[Deadline]:
    """The deadlines of a matter that had none so far, as rows, not yet saved."""
    return [_begin(now, change.entry, cause) for change in changes(now, found, is_correction=False).changed]


def keep_next_due(matter_id: int) -> None:
    """Set the matter's next date to the earliest that the City still owes, or to none."""
    keep_next_dues([matter_id])


def keep_next_dues(matter_ids: Sequence[int]) -> None:
    """The same for many matters, in one statement. A row that is right already is not written: many indexes hold it."""
    owed, kept = (Coalesce(one, Value(date.max)) for one in (Subquery(_FIRST_OWED), F("next_due_on")))
    wrong = Matter.objects.filter(pk__any_of=list(matter_ids)).alias(owed=owed, kept=kept).exclude(owed=F("kept"))
    wrong.update(next_due_on=Subquery(_FIRST_OWED))


def told(moves: list[Move]) -> list[dict[str, str]]:
    """The moves as plain values, for the history."""
    return [{"code": move.code, "was": str(move.was or ""), "now": str(move.now or "")} for move in moves]


def said(moves: list[Move]) -> str:
    """``Step 2 decision now due Wed, Jun 17, 2026.``: the new dates in words, for the history."""
    dated = [f"{move.name} now due {words.day(move.now)}" for move in moves if move.now and move.state_now == "OPEN"]
    return f" {'; '.join(dated)}." if dated else ""


_FIRST_OWED = (
    Deadline.objects.filter(
        matter_id=OuterRef("pk"), state__in=OWED_STATES, satisfied_on=None, lapsed_reason="", actor__in=OWED_BY_CITY
    )
    .order_by("due_on")
    .values("due_on")[:1]
)


def _begin(now: Situation, entry: Entry, cause: Cause) -> Deadline:
    limit = entry.limit
    return Deadline(
        matter_id=now.clock.pk,
        cycle=now.clock.cycle,
        limit_id=now.reading.limit_ids[limit.code],
        code=limit.code,
        name=limit.name,
        step=limit.step,
        actor=limit.actor.value,
        trace=entry.trace.to_json(),
        calendar_version_id=now.calendar_version_id,
        computed_at=cause.at,
        **values(entry),
    )


def _alter(row: Deadline, entry: Entry, now: Situation, cause: Cause) -> Deadline:
    if row.due_on != entry.due_on:
        row.checked_by, row.checked_at = None, None
    for name, value in values(entry, row).items():
        setattr(row, name, value)
    row.trace = entry.trace.to_json()
    row.calendar_version_id = now.calendar_version_id
    row.computed_at = cause.at
    return row


def _end(row: Deadline, why: str, cause: Cause) -> Deadline:
    row.state = DeadlineState.LAPSED
    row.lapsed_reason, row.is_lapsed_by_clock, row.is_plain = why[:200], True, False
    row.satisfied_on = row.due_on = None
    row.computed_at = cause.at
    return row


def _move(row: Deadline, now_due_on: date | None, cause: Cause) -> DeadlineMove | None:
    if row.due_on == now_due_on:
        return None
    return DeadlineMove(
        deadline_id=row.pk,
        was_due_on=row.due_on,
        now_due_on=now_due_on,
        cause=cause.text[:200],
        batch=cause.batch[:60],
        former_trace=row.trace,
        moved_by=cause.by,
        moved_at=cause.at,
    )
