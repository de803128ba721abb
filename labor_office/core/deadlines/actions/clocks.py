"""A matter's clock: started, put under another version, begun anew after a remand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import connection, transaction

from labor_office.core.deadlines.actions.derivation import (
    OWED_STATES,
    Cause,
    beginnings,
    held_situation,
    hold_calendar,
    keep_next_due,
    rederive,
    told,
)
from labor_office.core.deadlines.models.clocks import Clock, Trigger
from labor_office.core.deadlines.models.deadlines import Deadline, DeadlineState
from labor_office.core.deadlines.models.procedures import ProcedureVersion, VersionState
from labor_office.core.deadlines.queries.changes import FINISHED
from labor_office.core.deadlines.queries.readings import Reading, reading
from labor_office.core.deadlines.queries.situations import Situation, facts_of, situation_of
from labor_office.core.deadlines.rules.moves import Move
from labor_office.core.matters.actions.record import record_event
from labor_office.core.users.models import User
from labor_office.core.web.together import insert_together


class VersionIsADraft(Exception):
    """No matter runs under a version that is not published."""


@dataclass(frozen=True, slots=True)
class Happened:
    """Something to record on a clock: the event as the procedure calls it, the day, the hour if it matters.

    ``label`` says it in words, ``method`` how it came, ``evidence`` is the reference of a
    document that shows it.
    """

    event: str
    on: date
    at: time | None = None
    label: str = ""
    method: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Beginning:
    """From what a clock begins to count: what has happened, and what the matter is.

    ``kinds`` are those of the procedure's ``applies_when`` that the matter is, ``reason`` why
    it runs under its version, ``work_dates`` and ``lists`` the days that its limits name.
    """

    triggers: Sequence[Happened]
    kinds: Sequence[str] = ()
    reason: str = ""
    work_dates: Mapping[str, Sequence[date]] | None = None
    lists: Mapping[str, Sequence[date]] | None = None


def start_clock(
    *, matter_id: int, version_id: int, begins: Beginning, by: User | None, at: datetime, today: date
) -> Clock:
    """Begin to count for a matter that was opened in the caller's transaction.

    The opening act records the event; this writes the clock, what has happened and the
    deadlines that follow, in four statements whatever their number. Raises VersionIsADraft, NoCalendar.
    """
    version = ProcedureVersion.objects.select_related("procedure").get(pk=version_id)
    begun = clock_rows(matter_id=matter_id, version=version, begins=begins, by=by, at=at, today=today)
    insert_together([begun.clock], begun.triggers, begun.deadlines)
    if begun.deadlines:
        keep_next_due(matter_id)
    return begun.clock


@dataclass(frozen=True, slots=True)
class ClockRows:
    """A clock as it begins: its rows, not yet saved."""

    clock: Clock
    triggers: Sequence[Trigger]
    deadlines: Sequence[Deadline]

    @property
    def next_due_on(self) -> date | None:
        """The earliest date that the City owes, as ``keep_next_due`` finds it; None when it owes none."""
        owed = (row for row in self.deadlines if row.state in OWED_STATES and row.satisfied_on is None and row.is_ours)
        return min((row.due_on for row in owed if row.due_on is not None), default=None)

    def first_owed(self) -> Deadline | None:
        """The act that the City owes first and has not missed; None when it owes none."""
        is_owed = (row for row in self.deadlines if row.state == DeadlineState.OPEN and row.is_ours)
        return min(is_owed, key=lambda row: row.due_on or date.max, default=None)


def clock_rows(
    *, matter_id: int, version: ProcedureVersion, begins: Beginning, by: User | None, at: datetime, today: date
) -> ClockRows:
    """What ``start_clock`` writes, for a caller who writes more with it. Holds the calendar; one statement.

    ``version`` comes with its procedure. Raises VersionIsADraft, NoCalendar.
    """
    if not connection.in_atomic_block:
        message = "A clock is started inside the transaction that opens its matter."
        raise transaction.TransactionManagementError(message)
    if version.state == VersionState.DRAFT:
        raise VersionIsADraft(f"{version} is a draft. Publish it before a matter begins under it.")
    calendar_version_id = hold_calendar(version.procedure.calendar_id)
    clock = Clock(
        matter_id=matter_id,
        version=version,
        calendar_id=version.procedure.calendar_id,
        started_at=at,
        version_reason=begins.reason[:200],
        kinds=list(begins.kinds),
        work_dates=_days(begins.work_dates),
        lists=_days(begins.lists),
    )
    rows = [trigger_row(matter_id, 1, happened, by, at) for happened in begins.triggers]
    read = reading(version.pk, tuple(begins.kinds))
    now = Situation(clock, read, calendar_version_id, facts_of(clock, read, triggers=rows))
    found = now.docket(today)
    clock.next_look_on = found.next_look_on
    return ClockRows(clock, rows, beginnings(now, found, Cause("Clock started", by, at, today)))


@transaction.atomic
def change_version(
    *,
    matter_id: int,
    version_id: int,
    kinds: Sequence[str],
    reason: str,
    by: User,
    at: datetime,
    today: date,
    batch: str = "",
) -> list[Move]:
    """Put the matter under another published version, and say what moved.

    Finished deadlines stay as they were counted; moves of one ``batch`` are told of together.
    The new version must be read for ``kinds`` anew, since it may name them otherwise. Raises VersionIsADraft.
    """
    now = held_situation(matter_id)
    version = ProcedureVersion.objects.select_related("procedure").get(pk=version_id)
    if version.state == VersionState.DRAFT:
        raise VersionIsADraft(f"{version} is a draft. Publish it before a matter is put under it.")
    clock = now.clock
    clock.version, clock.kinds, clock.version_reason = version, list(kinds), reason[:200]
    clock.calendar = version.procedure.calendar
    clock.save(update_fields=["version", "kinds", "version_reason", "calendar"])
    _follow_limits(now, reading(version_id, tuple(kinds)))
    moves = rederive(
        situation_of(clock, calendar_version_id=hold_calendar(clock.calendar_id)),
        Cause(f"Counted under {version}: {reason}", by, at, today, batch),
    )
    record_event(
        matter=clock.matter,
        verb="clock.version_changed",
        summary=f"Now counted under {version}: {reason}"[:300],
        by=by,
        at=at,
        version=version_id,
        moves=told(moves),
    )
    return moves


@transaction.atomic
def new_cycle(
    *, matter_id: int, triggers: Sequence[Happened], reason: str, by: User, at: datetime, today: date
) -> list[Move]:
    """Begin another pass, after a remand: ``triggers`` are where it starts from.

    Deadlines of the pass before stay as history; those unfinished lapse with ``reason``.
    """
    before = held_situation(matter_id)
    clock = before.clock
    unfinished = [row for row in before.rows.values() if row.state not in FINISHED]
    for row in unfinished:
        row.state, row.lapsed_reason, row.is_plain = DeadlineState.LAPSED, reason[:200], False
    Deadline.objects.bulk_update(unfinished, ["state", "lapsed_reason", "is_plain"])
    clock.cycle += 1
    clock.save(update_fields=["cycle"])
    Trigger.objects.bulk_create([trigger_row(matter_id, clock.cycle, happened, by, at) for happened in triggers])
    now = situation_of(clock, calendar_version_id=before.calendar_version_id)
    moves = rederive(now, Cause(reason, by, at, today))
    keep_next_due(matter_id)
    record_event(
        matter=clock.matter,
        verb="clock.new_pass",
        summary=f"Counting begins again: {reason}"[:300],
        by=by,
        at=at,
        cycle=clock.cycle,
        moves=told(moves),
    )
    return moves


def _follow_limits(now: Situation, read: Reading) -> None:
    """Let the rows point at the limits of the new version, where it has one of the same code."""
    followed = [row for code, row in now.rows.items() if code in read.limit_ids and row.state not in FINISHED]
    for row in followed:
        limit = read.procedure.limit(row.code) if row.code in read.procedure.plan.positions else None
        row.limit_id = read.limit_ids[row.code]
        if limit is not None:
            row.name, row.step, row.actor = limit.name, limit.step, limit.actor.value
    Deadline.objects.bulk_update(followed, ["limit", "name", "step", "actor"])


def trigger_row(matter_id: int, cycle: int, happened: Happened, by: User | None, at: datetime) -> Trigger:
    """What happened as a row, not yet saved."""
    return Trigger(
        matter_id=matter_id,
        cycle=cycle,
        event=happened.event,
        on=happened.on,
        at=happened.at,
        label=happened.label,
        method=happened.method,
        evidence=happened.evidence,
        recorded_by=by,
        recorded_at=at,
    )


def _days(given: Mapping[str, Sequence[date]] | None) -> dict[str, list[str]]:
    return {key: sorted(day.isoformat() for day in days) for key, days in (given or {}).items()}
