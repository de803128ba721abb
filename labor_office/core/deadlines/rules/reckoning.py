"""One limit's due date, step by step: count, roll, list, outer limit, extension, stop."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from labor_office.core.deadlines.calendars import ClosedDay, WorkCalendar
from labor_office.core.deadlines.rules import words
from labor_office.core.deadlines.rules.counting import (
    ONE_DAY,
    Count,
    NotCountable,
    Span,
    add_months,
    end_of,
    merged,
    units_within,
)
from labor_office.core.deadlines.rules.facts import Facts, Freeze
from labor_office.core.deadlines.rules.procedure import (
    CountUnit,
    Direction,
    Limit,
    Procedure,
    Roll,
    SpecialKind,
)
from labor_office.core.deadlines.rules.starts import KnownDue, Occurrence, Record, event_start
from labor_office.core.deadlines.rules.trace import (
    Extension,
    Moved,
    OuterLimit,
    Start,
    Stop,
    Trace,
)

_DAYS_PER_WEEK = 7
_SECOND_FULL_MONTH = 2


@dataclass(slots=True)
class Matter:
    """What a derivation works on: the inputs, the record of events, and the limits done so far."""

    procedure: Procedure
    facts: Facts
    calendar: WorkCalendar
    record: Record
    dues: Mapping[str, KnownDue]


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A limit that was counted: its due date before any extension, and the trace."""

    nominal_due_on: date
    trace: Trace


@dataclass(frozen=True, slots=True)
class _Stops:
    """The stops of one limit. ``spans`` are over; ``open_from`` is where it still stands."""

    shown: tuple[Stop, ...] = ()
    spans: tuple[Span, ...] = ()
    outer_spans: tuple[Span, ...] = ()
    open_from: date | None = None
    outer_is_stopped: bool = False


_NEVER_STOPPED = _Stops()


def reckon(limit: Limit, start: Start, occurrence: Occurrence | None, matter: Matter) -> Reckoning:
    """The due date of ``limit`` from ``start``, with its trace.

    Raises CalendarNotPublished past the calendar, NotCountable when a list is too short.
    """
    stops = _stops(limit, matter) if matter.facts.freezes else _NEVER_STOPPED
    count = _count(limit, matter.facts)
    bare = _bare(limit, start, occurrence, count, matter, stops.spans)
    due = bare.due_on
    outer = _outer_limit(limit, due, matter, stops) if limit.cap else None
    nominal = outer.due_on if outer and outer.governs else due
    extensions = _extensions(limit, nominal, matter, stops.spans)
    due = next((e.to_on for e in reversed(extensions) if e.to_on and not e.is_refused), nominal)
    due_on, days_left = _unless_stopped(due, start, outer, count, matter, stops)
    satisfied, early = _satisfied(limit, bare.window_start, matter.record)
    end = due if due_on is None else due_on
    trace = Trace(
        matter.procedure.id,
        limit,
        start,
        bare.counted_on,
        bare.rolled,
        bare.listed,
        stops.shown,
        outer,
        extensions,
        due_on,
        bare.window_start,
        satisfied,
        early,
        days_left,
        "",
        _counted_days(count, start.on, bare.counted_on, stops.spans),
        _closed_on_the_way(matter.calendar, start.on, end, bare.counted_on),
        matter.calendar.identity,
    )
    return Reckoning(nominal, trace)


@dataclass(frozen=True, slots=True)
class _Bare:
    """A limit's date from its own count alone, and how it came about."""

    due_on: date
    counted_on: date
    rolled: Moved | None = None
    listed: Moved | None = None
    window_start: date | None = None


def _bare(
    limit: Limit,
    start: Start,
    occurrence: Occurrence | None,
    count: Count,
    matter: Matter,
    stops: Sequence[Span],
) -> _Bare:
    match limit.special_kind:
        case None:
            counted = end_of(count, start.on, matter.calendar, stops)
            return _rolled(counted, limit, matter.calendar)
        case SpecialKind.WINDOW_SECOND_FULL_MONTH:
            return _window(limit, start.on, matter.calendar)
        case SpecialKind.AGENDA_MEETING:
            return _agenda_meeting(limit, start, occurrence, matter.facts)
        case SpecialKind.FIRST_LISTED_DATE_MORE_THAN_N_DAYS_AFTER:
            counted = end_of(count, start.on, matter.calendar, stops)
            return _listed(limit, counted, counted + ONE_DAY, matter.facts)
        case SpecialKind.ROLL_TO_PRESENCE:
            counted = end_of(count, start.on, matter.calendar, stops)
            return _listed(limit, counted, counted, matter.facts)


def _rolled(counted: date, limit: Limit, calendar: WorkCalendar) -> _Bare:
    if limit.roll is not Roll.FORWARD or limit.direction is Direction.BEFORE:
        return _Bare(counted, counted)
    due = calendar.next_open_day(counted)
    return _Bare(due, counted, Moved(counted, due) if due != counted else None)


def _window(limit: Limit, start: date, calendar: WorkCalendar) -> _Bare:
    """The window's last day is tested for a roll like any other last day; its first is not."""
    try:
        opens = add_months(start.replace(day=1), _SECOND_FULL_MONTH)
        months = limit.amount * (12 if limit.unit is CountUnit.YEARS else 1)
        closes = add_months(opens, months) - ONE_DAY
    except OverflowError:
        message = "the window reaches beyond any calendar"
        raise NotCountable(message) from None
    bare = _rolled(closes, limit, calendar)
    return _Bare(bare.due_on, closes, bare.rolled, window_start=opens)


def _agenda_meeting(
    limit: Limit, start: Start, occurrence: Occurrence | None, facts: Facts
) -> _Bare:
    cutoff = limit.agenda_cutoff
    if cutoff is None:
        message = f"the day and hour at which the agenda of “{limit.name}” closes is not recorded"
        raise NotCountable(message)
    came = occurrence.moment if occurrence else datetime.combine(start.on, datetime.min.time())  # noqa: DTZ901
    for meeting in _list(limit, facts):
        days_before = (meeting.weekday() - cutoff.weekday) % _DAYS_PER_WEEK or _DAYS_PER_WEEK
        closes_on = meeting - timedelta(days=days_before)
        if came <= datetime.combine(closes_on, cutoff.closes_at):  # noqa: DTZ001
            return _Bare(meeting, start.on, listed=Moved(start.on, meeting))
    raise NotCountable(_list_ends(limit, start.on, "whose agenda is still open"))


def _listed(limit: Limit, counted: date, at_least: date, facts: Facts) -> _Bare:
    for day in _list(limit, facts):
        if day >= at_least:
            return _Bare(day, counted, listed=Moved(counted, day))
    raise NotCountable(_list_ends(limit, counted, "after"))


def _list(limit: Limit, facts: Facts) -> list[date]:
    return sorted(facts.lists.get(limit.list_key, ()))


def _list_ends(limit: Limit, day: date, which: str) -> str:
    name = limit.list_key.replace("_", " ")
    return f"the list “{name}” has no date {which} {words.day(day)}".replace("open ", "open after ")


def _count(limit: Limit, facts: Facts) -> Count:
    if limit.unit is not CountUnit.PERSON_WORK_DAYS:
        return Count(limit.amount, limit.unit, limit.direction)
    listed = facts.work_dates.get(limit.person, ())
    whose = limit.person.replace("_", " ")
    return Count(limit.amount, limit.unit, limit.direction, listed, whose)


def _outer_limit(limit: Limit, due: date, matter: Matter, stops: _Stops) -> OuterLimit | None:
    """The outer limit if its event has come and this kind of grievance is not spared."""
    cap = limit.cap
    if cap is None or _is_spared(cap.not_for, matter):
        return None
    starts = [event_start(event, matter.record, matter.dues) for event in cap.start]
    start = min((s for s in starts if s is not None), key=lambda s: s.on, default=None)
    if start is None:
        return None
    count = _count(limit, matter.facts)._replace(
        amount=cap.amount, unit=cap.unit, direction=Direction.AFTER
    )
    counted = end_of(count, start.on, matter.calendar, stops.outer_spans)
    rolled = matter.calendar.next_open_day(counted) if cap.roll is Roll.FORWARD else counted
    return OuterLimit(
        start.event,
        start.on,
        cap.amount,
        cap.unit,
        rolled,
        governs=rolled < due,
        rolled_from=counted if rolled != counted else None,
    )


def _is_spared(not_for: tuple[str, ...], matter: Matter) -> bool:
    """Whether the matter is of a kind in ``not_for``, as its kinds or its events say."""
    kinds = matter.facts.kinds
    return any(kind in kinds or matter.record.happened(kind) is not None for kind in not_for)


def _extensions(
    limit: Limit, due: date, matter: Matter, stops: Sequence[Span]
) -> tuple[Extension, ...]:
    """Agreed extensions set the date, the last one standing; those as of right add to it."""
    facts = matter.facts
    if not (facts.extensions or facts.unilateral_extensions):
        return ()
    refused = limit.not_extendable
    given: list[Extension] = []
    for agreed in facts.extensions:
        if agreed.limit == limit.code:
            given.append(Extension(due, agreed.new_due, is_refused=refused, note=agreed.note))
            due = due if refused else agreed.new_due
    for taken in facts.unilateral_extensions:
        if taken.limit == limit.code:
            count = _count(limit, facts)._replace(
                amount=taken.amount, unit=taken.unit, direction=Direction.AFTER
            )
            counted = end_of(count, due, matter.calendar, stops)
            to_on = _rolled(counted, limit, matter.calendar).due_on
            moved_from = counted if to_on != counted else None
            given.append(
                Extension(due, to_on, taken.amount, taken.unit, moved_from, refused, taken.note)
            )
            due = due if refused else to_on
    return tuple(given)


def _stops(limit: Limit, matter: Matter) -> _Stops:
    own = [freeze for freeze in matter.facts.freezes if limit.code in freeze.limits]
    if not own:
        return _NEVER_STOPPED
    calendar, as_of = matter.calendar, matter.record.as_of
    ends = [_last_day(freeze, calendar) for freeze in own]
    closed = [
        (freeze, Span(freeze.from_on, end))
        for freeze, end in zip(own, ends, strict=True)
        if end is not None and end >= freeze.from_on
    ]
    still = [f for f, end in zip(own, ends, strict=True) if end is None and f.from_on <= as_of]
    return _Stops(
        shown=tuple(
            Stop(freeze.kind, freeze.from_on, end)
            for freeze, end in zip(own, ends, strict=True)
            if end is not None or freeze in still
        ),
        spans=merged([span for _, span in closed]),
        outer_spans=merged([span for freeze, span in closed if freeze.stops_outer_limit]),
        open_from=min((freeze.from_on for freeze in still), default=None),
        outer_is_stopped=any(freeze.stops_outer_limit for freeze in still),
    )


def _last_day(freeze: Freeze, calendar: WorkCalendar) -> date | None:
    """The last day that the freeze covers, None while nothing ends it."""
    ends = [day for day in (freeze.to_on, freeze.cap_on) if day is not None]
    if freeze.cap_amount is not None:
        count = Count(freeze.cap_amount, freeze.cap_unit)
        ends.append(end_of(count, freeze.from_on - ONE_DAY, calendar))
    return min(ends, default=None)


def _unless_stopped(
    due: date,
    start: Start,
    outer: OuterLimit | None,
    count: Count,
    matter: Matter,
    stops: _Stops,
) -> tuple[date | None, int | None]:
    """The due date, or, while the clock stands, None and the days that were left of the count.

    An outer limit that was not stopped keeps running, and its date stands.
    """
    if stops.open_from is None or due < stops.open_from:
        return due, None
    if outer is not None and not stops.outer_is_stopped:
        return outer.due_on, None
    left = Span(max(stops.open_from, start.on + ONE_DAY), due)
    running = [
        span for span in _without(left, stops.spans) if span.first <= span.last
    ]
    return None, sum(units_within(count, span, matter.calendar) for span in running)


def _without(whole: Span, spans: Sequence[Span]) -> list[Span]:
    """The parts of ``whole`` outside ``spans``."""
    parts, first = [], whole.first
    for span in spans:
        if span.last < first or span.first > whole.last:
            continue
        parts.append(Span(first, span.first - ONE_DAY))
        first = span.last + ONE_DAY
    return [*parts, Span(first, whole.last)]


def _satisfied(
    limit: Limit, window_start: date | None, record: Record
) -> tuple[date | None, date | None]:
    """When the act was done, and when it was done too early: before its window opened."""
    if not limit.satisfied_by:
        return None, None
    created = limit.satisfied_by not in record.procedure.plan.deemed_acts
    first = record.happened(limit.satisfied_by, created=created)
    if first is None or window_start is None or first.on >= window_start:
        return (first.on if first else None), None
    later = record.happened(limit.satisfied_by, from_on=window_start, created=created)
    return (later.on if later else None), first.on


def _counted_days(
    count: Count, start: date, end: date, stops: Sequence[Span]
) -> tuple[date, ...]:
    if count.unit is not CountUnit.PERSON_WORK_DAYS:
        return ()
    low, high = (start, end) if start <= end else (end - ONE_DAY, start - ONE_DAY)
    return tuple(
        day
        for day in sorted(set(count.listed))
        if low < day <= high and not any(span.first <= day <= span.last for span in stops)
    )


def _closed_on_the_way(calendar: WorkCalendar, *days: date) -> tuple[ClosedDay, ...]:
    return calendar.closed_between(min(days), max(days))
