"""One limit's due date, step by step: count, roll, list, outer limit, extension, stop."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from labor_office.core.deadlines.calendars import WorkCalendar
from labor_office.core.deadlines.rules import special
from labor_office.core.deadlines.rules.counting import ONE_DAY, Count, Span, end_of
from labor_office.core.deadlines.rules.facts import AgreedExtension, Facts, UnilateralExtension
from labor_office.core.deadlines.rules.procedure import CountUnit, Direction, Limit, Procedure, Roll, SpecialKind
from labor_office.core.deadlines.rules.special import Bare
from labor_office.core.deadlines.rules.starts import KnownDue, Occurrence, Record, event_start
from labor_office.core.deadlines.rules.stops import NEVER_STOPPED, Stops, stops_of
from labor_office.core.deadlines.rules.trace import Extension, OuterLimit, Start, Trace


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


def reckon(limit: Limit, start: Start, occurrence: Occurrence | None, matter: Matter) -> Reckoning:
    """The due date of ``limit`` from ``start``, with its trace.

    Raises CalendarNotPublished past the calendar, NotCountable when a list is too short.
    """
    calendar, record = matter.calendar, matter.record
    count = _count(limit, matter.facts)
    stops = _stops(limit, matter)
    bare = _bare(limit, start.on, occurrence, count, (matter, stops))
    outer = _outer_limit(limit, bare.due_on, matter, stops) if limit.cap else None
    nominal = outer.due_on if outer and outer.governs else bare.due_on
    extensions = _extensions(limit, nominal, matter, stops)
    due = next((e.to_on for e in reversed(extensions) if not e.is_refused), nominal)
    due_on, days_left = _unless_standing(due, start.on, outer, count, (matter, stops))
    satisfied_on, early_on = _satisfied(limit, bare.window_start, record)
    on_the_way = (start.on, due, bare.counted_on)
    trace = Trace(
        procedure=matter.procedure.id,
        limit=limit,
        start=start,
        counted_on=bare.counted_on,
        rolled=bare.rolled,
        listed=bare.listed,
        stops=stops.shown,
        outer_limit=outer,
        extensions=extensions,
        due_on=due_on,
        window_start=bare.window_start,
        satisfied_on=satisfied_on,
        early_on=early_on,
        days_left=days_left,
        counted_days=_counted_days(count, start.on, bare.counted_on, stops),
        closed=calendar.closed_between(min(on_the_way), max(on_the_way)),
        calendar=calendar.identity,
    )
    return Reckoning(nominal, trace)


def _stops(limit: Limit, matter: Matter) -> Stops:
    """The limit's stops; one that was still standing when the act was done ended with it."""
    if not matter.facts.freezes:
        return NEVER_STOPPED
    stops = stops_of(limit.code, matter.facts, matter.calendar, matter.record.as_of)
    if stops.open_from is None or not limit.satisfied_by:
        return stops
    act = matter.record.happened(limit.satisfied_by, created=_may_be_met_by_created(limit, matter.record))
    return stops.ended_by(act.on if act else None)


def _bare(limit: Limit, start: date, occurrence: Occurrence | None, count: Count, work: tuple[Matter, Stops]) -> Bare:
    matter, stops = work
    lists = matter.facts.lists
    if limit.special_kind is SpecialKind.WINDOW_SECOND_FULL_MONTH:
        return special.window(limit, start, matter.calendar)
    if limit.special_kind is SpecialKind.AGENDA_MEETING:
        return special.agenda_meeting(limit, start, occurrence, lists)
    counted = end_of(count, start, matter.calendar, stops.spans)
    if limit.special_kind is None:
        return special.rolled(counted, limit, matter.calendar)
    strictly_after = limit.special_kind is SpecialKind.FIRST_LISTED_DATE_MORE_THAN_N_DAYS_AFTER
    return special.listed(limit, counted, counted + ONE_DAY if strictly_after else counted, lists)


def _count(limit: Limit, facts: Facts) -> Count:
    listed = facts.work_dates.get(limit.person, ()) if limit.person else ()
    return Count(limit.amount, limit.unit, limit.direction, listed, limit.person.replace("_", " "))


def _outer_limit(limit: Limit, due: date, matter: Matter, stops: Stops) -> OuterLimit | None:
    """The outer limit if its event has come and this kind of grievance is not spared."""
    cap = limit.cap
    if cap is None or _is_spared(cap.not_for, matter):
        return None
    starts = [event_start(event, matter.record, matter.dues) for event in cap.start]
    start = min((start for start in starts if start is not None), key=lambda start: start.on, default=None)
    if start is None:
        return None
    count = _count(limit, matter.facts)._replace(amount=cap.amount, unit=cap.unit, direction=Direction.AFTER)
    counted = end_of(count, start.on, matter.calendar, stops.outer_spans)
    due_on = matter.calendar.next_open_day(counted) if cap.roll is Roll.FORWARD else counted
    rolled_from = counted if due_on != counted else None
    return OuterLimit(start.event, start.on, cap.amount, cap.unit, due_on, due_on < due, rolled_from)


def _is_spared(not_for: tuple[str, ...], matter: Matter) -> bool:
    """Whether the matter is of a kind in ``not_for``, as its kinds or its events say."""
    kinds = matter.facts.kinds
    return any(kind in kinds or matter.record.happened(kind) is not None for kind in not_for)


def _extensions(limit: Limit, due: date, matter: Matter, stops: Stops) -> tuple[Extension, ...]:
    """Agreed extensions set the date, the last one standing; those as of right then add to it.

    Of a limit that cannot be extended each is kept as refused, and moves nothing.
    """
    given: list[Extension] = []
    asked_for: tuple[AgreedExtension | UnilateralExtension, ...] = (
        *matter.facts.extensions,
        *matter.facts.unilateral_extensions,
    )
    for asked in asked_for:
        if asked.limit == limit.code:
            extension = _extension(asked, limit, due, matter, stops)
            given.append(extension)
            due = due if extension.is_refused else extension.to_on
    return tuple(given)


def _extension(
    asked: AgreedExtension | UnilateralExtension, limit: Limit, due: date, matter: Matter, stops: Stops
) -> Extension:
    if isinstance(asked, AgreedExtension):
        return Extension(due, asked.new_due, is_refused=limit.not_extendable, note=asked.note)
    count = _count(limit, matter.facts)._replace(amount=asked.amount, unit=asked.unit, direction=Direction.AFTER)
    counted = end_of(count, due, matter.calendar, stops.spans)
    to_on = special.rolled(counted, limit, matter.calendar).due_on
    return Extension(
        due,
        to_on,
        asked.amount,
        asked.unit,
        rolled_from=counted if to_on != counted else None,
        is_refused=limit.not_extendable,
        note=asked.note,
        is_agreed=asked.is_agreed,
    )


def _unless_standing(
    due: date, start: date, outer: OuterLimit | None, count: Count, work: tuple[Matter, Stops]
) -> tuple[date | None, int | None]:
    """The due date; or, while the clock stands, no date and the days that were left of the count.

    An outer limit that the stop does not hold keeps running, and its date stands.
    """
    matter, stops = work
    if stops.open_from is None or due < stops.open_from:
        return due, None
    if outer is not None and not stops.outer_stands:
        return outer.due_on, None
    return None, stops.left_of(count, start, due, matter.calendar)


def _may_be_met_by_created(limit: Limit, record: Record) -> bool:
    return limit.satisfied_by not in record.procedure.plan.deemed_acts


def _satisfied(limit: Limit, window_start: date | None, record: Record) -> tuple[date | None, date | None]:
    """When the act was done, and when it was done too early: before its window opened."""
    if not limit.satisfied_by:
        return None, None
    created = _may_be_met_by_created(limit, record)
    first = record.happened(limit.satisfied_by, created=created)
    if first is None or window_start is None or first.on >= window_start:
        return (first.on if first else None), None
    later = record.happened(limit.satisfied_by, from_on=window_start, created=created)
    return (later.on if later else None), first.on


def _counted_days(count: Count, start: date, end: date, stops: Stops) -> tuple[date, ...]:
    """The listed days that the count counted, for units that count listed days."""
    if count.unit is not CountUnit.PERSON_WORK_DAYS:
        return ()
    low, high = (start, end) if start <= end else (end - ONE_DAY, start - ONE_DAY)
    return tuple(day for day in sorted(set(count.listed)) if low < day <= high and not _is_in(day, stops.spans))


def _is_in(day: date, spans: tuple[Span, ...]) -> bool:
    return any(span.first <= day <= span.last for span in spans)
