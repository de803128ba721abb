"""A date tried against one limit, before any matter runs under it. Nothing is stored."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from labor_office.core.deadlines.calendars import CalendarNotPublished, WorkCalendar
from labor_office.core.deadlines.rules.derive import Derived, Outcome, derive
from labor_office.core.deadlines.rules.facts import AgreedExtension, Facts, Freeze, Happening
from labor_office.core.deadlines.rules.procedure import DUE_PREFIX, CountUnit, Limit, Procedure, StartMode

FRIDAY = 4
_ONE_DAY = timedelta(days=1)
_TESTED = "tested_start"


@dataclass(frozen=True, slots=True)
class Trial:
    """What is supposed: the day the clock starts and the hour, more time, a stop, listed dates."""

    start_on: date
    at: time | None = None
    extended_to: date | None = None
    stopped_from: date | None = None
    stopped_to: date | None = None
    listed: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Tried:
    """One row of the table: the start, the date it gives or what is missing, and why this start was chosen."""

    start_on: date
    due_on: date | None
    missing: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A start for which two versions give different dates; None where a version gives no date."""

    start_on: date
    earlier: date | None
    later: date | None


def try_limit(procedure: Procedure, code: str, trial: Trial, calendar: WorkCalendar) -> Derived:
    """What ``procedure`` makes of the limit when its clock starts on ``trial.start_on``.

    The limit is tried alone: whichever event or due date starts it is taken to fall on that
    day, and an outer limit that hangs on another event does not run. Raises KeyError when
    the procedure has no such limit.
    """
    limit = procedure.limit(code)
    alone = replace(limit, start=(_TESTED,), start_mode=StartMode.SINGLE, missed_creates="")
    tested = replace(procedure, limits=(alone,))
    (derived,) = derive(tested, facts_of(limit, trial, (_TESTED,)), calendar, trial.start_on)
    trace = derived.trace
    event = events_of(limit)[0]
    due_name = procedure.limit(event.removeprefix(DUE_PREFIX)).name if event.startswith(DUE_PREFIX) else ""
    begun = replace(trace.start, event=event, due_name=due_name) if trace.start else None
    return replace(derived, limit=limit, trace=replace(trace, limit=limit, start=begun))


def events_of(limit: Limit) -> tuple[str, ...]:
    """The events whose day starts the limit: all of them where all must have happened, else the first."""
    events = tuple(one for one in limit.start if not one.startswith(DUE_PREFIX)) or limit.start
    return events if limit.start_mode is StartMode.LATEST_ALL else events[:1]


def facts_of(limit: Limit, trial: Trial, events: Sequence[str]) -> Facts:
    """The supposition as the facts of a matter."""
    codes = (limit.code,)
    extended, stopped = trial.extended_to, trial.stopped_from
    return Facts(
        happenings=tuple(Happening(event, trial.start_on, trial.at) for event in events),
        extensions=(AgreedExtension(limit.code, extended),) if extended else (),
        freezes=(Freeze("stopped", codes, stopped, trial.stopped_to),) if stopped else (),
        lists={limit.list_key: trial.listed} if limit.list_key and trial.listed else {},
        work_dates={limit.person: trial.listed} if limit.person and trial.listed else {},
    )


def needs_list(limit: Limit) -> bool:
    """Whether the limit hangs on listed dates, or on the work days of one person."""
    return bool(limit.list_key) or limit.unit is CountUnit.PERSON_WORK_DAYS


def fridays(today: date, count: int = 12) -> list[date]:
    """The next ``count`` Fridays, today included if it is one."""
    first = today + timedelta(days=(FRIDAY - today.weekday()) % 7)
    return [first + timedelta(weeks=week) for week in range(count)]


def eves(calendar: WorkCalendar, first: date, last: date) -> list[tuple[date, str]]:
    """The open day before each holiday or closure between two days, with that day's name."""
    begin, end = max(first, calendar.first), min(last, calendar.last)
    found: dict[date, str] = {}
    for closed in calendar.closed_between(begin, end):
        before = closed.on - _ONE_DAY
        if before >= calendar.first:
            found.setdefault(calendar.previous_open_day(before), closed.label)
    return list(found.items())


def table(procedure: Procedure, code: str, trial: Trial, calendar: WorkCalendar, today: date) -> list[Tried]:
    """The same limit from the next twelve Fridays and from the eve of each holiday of a year, by start."""
    starts: dict[date, str] = dict.fromkeys(fridays(today), "")
    starts |= {day: f"eve of {label}" for day, label in eves(calendar, today, today + timedelta(days=366))}
    return [_tried(procedure, code, replace(trial, start_on=day), calendar, starts[day]) for day in sorted(starts)]


def differences(
    procedure: Procedure, code: str, trial: Trial, *, earlier: Procedure, calendar: WorkCalendar, today: date
) -> list[Difference] | None:
    """Starts for which ``earlier`` gives another date; None when it has no such limit."""
    if code not in {limit.code for limit in earlier.limits}:
        return None
    now = table(procedure, code, trial, calendar, today)
    then = table(earlier, code, trial, calendar, today)
    return [
        Difference(new.start_on, old.due_on, new.due_on)
        for new, old in zip(now, then, strict=True)
        if new.due_on != old.due_on
    ]


def as_timeline(limit: Limit, trial: Trial, derived: Derived, *, code: str, title: str) -> dict[str, object]:
    """The trial as a worked timeline of a procedure file, expecting the date it gave."""
    events: list[dict[str, object]] = [
        {"date": trial.start_on, "event": event} | ({"time": trial.at.isoformat("minutes")} if trial.at else {})
        for event in events_of(limit)
    ]
    timeline: dict[str, object] = {"id": code, "title": title, "as_of": trial.start_on, "events": events}
    if trial.extended_to:
        timeline["extensions"] = [{"rule": limit.code, "new_due": trial.extended_to}]
    if trial.stopped_from:
        stop: dict[str, object] = {"kind": "stopped", "rules": [limit.code], "from": trial.stopped_from}
        timeline["freezes"] = [stop | ({"to": trial.stopped_to} if trial.stopped_to else {})]
    if limit.list_key and trial.listed:
        timeline[f"list_{limit.list_key}"] = list(trial.listed)
    if limit.person and trial.listed:
        timeline["work_dates"] = {limit.person: list(trial.listed)}
    timeline["expected"] = [{"rule": limit.code, "due": derived.due_on}]
    return timeline


def stands_alone(procedure: Procedure, code: str, trial: Trial, calendar: WorkCalendar, due_on: date | None) -> bool:
    """Whether the whole procedure, given only this start, gives the limit the same date.

    A limit that hangs on another's due date does not, and its example needs the whole story.
    """
    limit = procedure.limit(code)
    if due_on is None or any(event.startswith(DUE_PREFIX) for event in events_of(limit)):
        return False
    facts = facts_of(limit, trial, events_of(limit))
    found = next(one for one in derive(procedure, facts, calendar, trial.start_on) if one.limit.code == code)
    return found.due_on == due_on and found.outcome is not Outcome.NOT_RUNNING


def parse_listed(parts: Iterable[date]) -> tuple[date, ...]:
    """Listed dates in order, each once."""
    return tuple(sorted(set(parts)))


def _tried(procedure: Procedure, code: str, trial: Trial, calendar: WorkCalendar, about: str) -> Tried:
    bare = replace(trial, extended_to=None, stopped_from=None, stopped_to=None)
    try:
        derived = try_limit(procedure, code, bare, calendar)
    except CalendarNotPublished as unknown:
        return Tried(trial.start_on, None, str(unknown), about)
    return Tried(trial.start_on, derived.due_on, derived.missing, about)
