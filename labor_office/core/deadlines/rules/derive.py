"""From what has happened to what is due: the one function that counts deadlines."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from labor_office.core.deadlines.calendars import CalendarNotPublished, WorkCalendar
from labor_office.core.deadlines.rules.counting import NotCountable
from labor_office.core.deadlines.rules.facts import Facts
from labor_office.core.deadlines.rules.procedure import Limit, LimitKind, Procedure, Strength
from labor_office.core.deadlines.rules.reckoning import Matter, Reckoning, reckon
from labor_office.core.deadlines.rules.starts import NotRunning, Record, start_of
from labor_office.core.deadlines.rules.trace import Trace


class Outcome(StrEnum):
    """Where a limit stands on the day of derivation."""

    MET = "met"
    MISSED = "missed"
    OPEN = "open"
    TARGET_PASSED = "target_passed"
    NOT_RUNNING = "not_running"
    RUNNING = "running"
    ENDED = "ended"
    STOPPED = "stopped"
    NEEDS_DATE = "needs_date"


@dataclass(frozen=True, slots=True)
class Derived:
    """One limit as it stands: its dates, its outcome, and the trace that proves them.

    ``from_on`` is the day the clock started; ``nominal_due_on`` the due date before any
    extension; ``missing`` says what must be recorded before the date can be counted.
    ``days_left_when_stopped`` is in days of the limit's unit, calendar days for weeks,
    months and years.
    """

    limit: Limit
    outcome: Outcome
    trace: Trace
    from_on: date | None = None
    due_on: date | None = None
    nominal_due_on: date | None = None
    window_start: date | None = None
    satisfied_on: date | None = None
    missing: str = ""
    days_left_when_stopped: int | None = None

    @property
    def is_running(self) -> bool:
        """Whether the clock has started and counts, or has counted, to a date."""
        return self.outcome not in {Outcome.NOT_RUNNING, Outcome.NEEDS_DATE, Outcome.STOPPED}


def derive(procedure: Procedure, facts: Facts, calendar: WorkCalendar, as_of: date) -> tuple[Derived, ...]:
    """Every limit of ``procedure`` as it stands on ``as_of``, in the procedure's order.

    The start day is never counted and a limit ends with the end of its day. An act on or
    before the due date meets it; a late act, or none once ``as_of`` is past the due date,
    misses it. What is recorded for a day after ``as_of`` meets nothing yet, and starts a
    clock only as a projection. A date that cannot be counted is not guessed: the limit is
    NOT_RUNNING or NEEDS_DATE and ``missing`` says what to record.

    Pure: the same facts give the same answer.
    """
    if facts.extra_closed:
        calendar = calendar.with_closed(facts.extra_closed)
    matter = Matter(procedure, facts, calendar, Record(procedure, facts, calendar, as_of), {})
    results: dict[str, Derived] = {}
    matter.dues = results
    for position in procedure.plan.order:
        limit = procedure.limits[position]
        derived = results[limit.code] = _derive(limit, matter)
        if limit.missed_creates and derived.outcome is Outcome.MISSED and derived.due_on:
            matter.record.create(limit.missed_creates, limit.creates_on(derived.due_on))
    return tuple(results[limit.code] for limit in procedure.limits)


def _derive(limit: Limit, matter: Matter) -> Derived:
    try:
        start, occurrence = start_of(limit, matter.record, matter.dues)
    except NotRunning as waiting:
        return _without_date(limit, matter, Outcome.NOT_RUNNING, str(waiting))
    except CalendarNotPublished as unknown:
        return _without_date(limit, matter, Outcome.NEEDS_DATE, str(unknown))
    try:
        reckoning = reckon(limit, start, occurrence, matter)
    except (CalendarNotPublished, NotCountable) as unknown:
        trace = Trace(matter.procedure.id, limit, start, missing=str(unknown), calendar=matter.calendar.identity)
        return Derived(limit, Outcome.NEEDS_DATE, trace, from_on=start.on, missing=str(unknown))
    outcome = _outcome(limit, reckoning, matter.record.as_of)
    trace = reckoning.trace
    return Derived(
        limit,
        outcome,
        trace,
        from_on=start.on,
        due_on=trace.due_on,
        nominal_due_on=reckoning.nominal_due_on,
        window_start=trace.window_start,
        satisfied_on=trace.satisfied_on,
        days_left_when_stopped=trace.days_left,
    )


def _without_date(limit: Limit, matter: Matter, outcome: Outcome, missing: str) -> Derived:
    trace = Trace(matter.procedure.id, limit, missing=missing, calendar=matter.calendar.identity)
    return Derived(limit, outcome, trace, missing=missing)


def _outcome(limit: Limit, reckoning: Reckoning, as_of: date) -> Outcome:
    """Where the limit stands: an act in time meets it, even while the clock is stopped."""
    trace = reckoning.trace
    due_on, satisfied_on = trace.due_on, trace.satisfied_on
    if limit.kind is LimitKind.WAITING_PERIOD:
        if due_on is None:
            return Outcome.STOPPED
        return Outcome.RUNNING if as_of <= due_on else Outcome.ENDED
    if satisfied_on is not None and (due_on is None or satisfied_on <= due_on):
        return Outcome.MET
    if due_on is None:
        return Outcome.STOPPED
    if satisfied_on is None and as_of <= due_on:
        return Outcome.OPEN
    return Outcome.TARGET_PASSED if limit.strength is Strength.TARGET else Outcome.MISSED


def by_code(derived: tuple[Derived, ...]) -> Mapping[str, Derived]:
    """The derived limits by their code."""
    return {one.limit.code: one for one in derived}
