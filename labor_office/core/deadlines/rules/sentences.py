"""What a person would say about a due date, from the trace alone."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from labor_office.core.deadlines.rules import words
from labor_office.core.deadlines.rules.counting import add_months
from labor_office.core.deadlines.rules.procedure import (
    Actor,
    CountUnit,
    Direction,
    Limit,
    LimitKind,
    MissedEffect,
    Roll,
    SpecialKind,
    Strength,
)

if TYPE_CHECKING:
    from labor_office.core.deadlines.rules.trace import Extension, Start, Stop, Trace

Labels = Mapping[str, str]

_EVERY_DAY_UNITS = (CountUnit.CALENDAR_DAYS, CountUnit.WEEKS, CountUnit.MONTHS, CountUnit.YEARS)
_EFFECTS = {
    MissedEffect.WITHDRAWN: "the grievance ends",
    MissedEffect.SETTLED_ON_LAST_ANSWER: "the grievance is settled on the last answer",
    MissedEffect.BOUND_BY_LAST_ANSWER: "the last answer stands and binds",
    MissedEffect.ADVANCE_ALLOWED: "the grievance may be moved to the next step",
    MissedEffect.AUTO_ADVANCE: "the grievance goes to the next step by itself",
    MissedEffect.DEEMED_DENIED: "the grievance counts as denied",
    MissedEffect.GRANTED: "the grievance is granted",
    MissedEffect.DEFAULT_AGAINST_MISSER: "the matter is decided against the side that missed it",
    MissedEffect.NONE_STATED: "the source states no consequence",
}
_OTHER_SIDE = {Actor.UNION: Actor.EMPLOYER, Actor.EMPLOYER: Actor.UNION}


def summary(trace: "Trace") -> str:
    """``7 working days from Jun 4``; ``7 calendar days before Oct 12``; empty before the start."""
    if trace.start is None:
        return ""
    day = words.short_day(trace.start.on)
    match trace.limit.special_kind:
        case SpecialKind.AGENDA_MEETING:
            return f"first meeting with an open agenda from {day}"
        case SpecialKind.WINDOW_SECOND_FULL_MONTH:
            return f"{_period(trace.limit)} from the second full month after {day}"
        case SpecialKind.FIRST_LISTED_DATE_MORE_THAN_N_DAYS_AFTER:
            return f"first listed date more than {_period(trace.limit)} from {day}"
        case _:
            side = "before" if trace.limit.direction is Direction.BEFORE else "from"
            return f"{_period(trace.limit)} {side} {day}"


def headline(trace: "Trace", today: date) -> str:
    """``Step 2 answer: Tuesday, June 23, 2026``, or what stands in place of a date."""
    name = trace.limit.name
    if trace.due_on is not None:
        return f"{name}: {words.full_day(trace.due_on)}"
    if trace.days_left is not None:
        return f"{name}: clock stopped, {left(trace)} left"
    return f"{name}: needs a date"


def rule(trace: "Trace", labels: Labels) -> str:
    """The limit in one sentence, without the dates of this case."""
    limit = trace.limit
    events = [_reference(reference, trace, labels) for reference in limit.start]
    after = words.listed(events, "and" if limit.start_mode == "latest_all" else "or")
    match limit.special_kind:
        case SpecialKind.AGENDA_MEETING:
            text = f"The first meeting whose agenda is still open after {after}."
        case SpecialKind.FIRST_LISTED_DATE_MORE_THAN_N_DAYS_AFTER:
            text = f"The first listed date more than {_period(limit)} after {after}."
        case SpecialKind.ROLL_TO_PRESENCE:
            text = f"{_period(limit)} after {after}, then the first listed date."
        case SpecialKind.WINDOW_SECOND_FULL_MONTH:
            text = f"{_period(limit)} from the beginning of the second full month after {after}."
        case _:
            side = "before" if limit.direction is Direction.BEFORE else "after"
            text = f"{_period(limit)} {side} {after}."
    rolls = limit.roll is Roll.FORWARD and limit.direction is Direction.AFTER
    moves = " A last day on a weekend or holiday moves to the next working day." if rolls else ""
    return words.capitalized(text) + (moves if limit.unit in _EVERY_DAY_UNITS else "")


def sentence(trace: "Trace", today: date, labels: Labels) -> str:
    """The whole reasoning as a person would tell it, in the order in which it was reckoned."""
    start = trace.start
    if start is None:
        return f"Cannot be counted yet: {trace.missing}."
    if trace.missing:
        began = f"The clock started with {_start_words(start, today, labels)}"
        return f"{began}, but its end cannot be counted: {trace.missing}."
    told = [
        _cutoff(start, today, labels),
        _projected(start, today, labels),
        _count(trace, start, today, labels),
        _missing_day_of_month(trace, start),
        _roll(trace, today),
        _listed(trace, today),
        _outer(trace, today, labels),
        *(_extension(extension, trace.limit, today) for extension in trace.extensions),
        _standing(trace, today),
        _done(trace, today),
    ]
    return " ".join(part for part in told if part)


def consequence(trace: "Trace") -> str:
    """What a miss means, in the agreement's words where there are any."""
    limit = trace.limit
    if limit.kind is LimitKind.WAITING_PERIOD:
        return "Nothing may be done before this period ends."
    is_silent = limit.missed_effect is MissedEffect.NONE_STATED
    what = limit.missed.strip().rstrip(".") or _EFFECTS[limit.missed_effect]
    if is_silent and (not limit.missed or limit.missed.casefold().startswith("none stated")):
        return f"{words.capitalized(_EFFECTS[limit.missed_effect])}."
    if limit.strength is Strength.TARGET:
        return f"This is a target, not a limit. If it passes: {what}."
    acts = "do not act" if limit.actor is Actor.BOTH else "does not act"
    return f"If {words.party(limit.actor)} {acts} by then: {what}."


def consequence_for(trace: "Trace") -> Actor | None:
    """Who gains by a miss: the other side. None where the source states nothing, or for a target."""
    limit = trace.limit
    binds = limit.strength is Strength.LIMIT and limit.kind is LimitKind.LIMIT
    has_effect = limit.missed_effect is not MissedEffect.NONE_STATED
    return _OTHER_SIDE.get(limit.actor) if binds and has_effect else None


def verified(trace: "Trace") -> str:
    """The warning that goes wherever the date goes; empty once the limit has been checked."""
    if trace.limit.is_verified:
        return ""
    return "This limit has not been checked against its source. Confirm it before you rely on the date."


def _period(limit: Limit) -> str:
    return words.units(limit.amount, limit.unit, limit.person)


def left(trace: "Trace") -> str:
    """What was left of the limit when its clock stopped: ``4 working days``."""
    return words.units(trace.days_left or 0, words.days_unit(trace.limit.unit))


def _reference(reference: str, trace: "Trace", labels: Labels) -> str:
    start = trace.start
    names = {start.event: start.due_name} if start else {}
    names |= {other.reference: other.due_name for other in start.passed_over} if start else {}
    if names.get(reference) and reference not in labels:
        return f"the due date of “{names[reference]}”"
    return words.event(reference, labels)


def _start_words(start: "Start", today: date, labels: Labels) -> str:
    event = f"the due date of “{start.due_name}”" if start.due_name else words.event(start.event, labels)
    return f"{labels.get(start.event, event)} ({words.day(start.on, today)})"


def _cutoff(start: "Start", today: date, labels: Labels) -> str:
    if start.recorded_on is None or start.at is None:
        return ""
    event = words.capitalized(words.event(start.event, labels))
    came = f"{event} came {words.day(start.recorded_on, today)} at {words.hour(start.at)}"
    after = f", after {words.hour(start.cutoff)}," if start.cutoff else ""
    return f"{came}{after} and counts as {words.day(start.on, today)}."


def _projected(start: "Start", today: date, labels: Labels) -> str:
    if not start.is_scheduled:
        return ""
    return f"If {words.event(start.event, labels)} is on {words.day(start.on, today)}, as it is set:"


def _count(trace: "Trace", start: "Start", today: date, labels: Labels) -> str:
    limit, end = trace.limit, trace.counted_on
    after = _start_words(start, today, labels)
    if end is None:
        return ""
    match limit.special_kind:
        case SpecialKind.AGENDA_MEETING:
            return f"The first meeting whose agenda was still open after {after}."
        case SpecialKind.WINDOW_SECOND_FULL_MONTH if trace.window_start:
            opens, closes = words.day(trace.window_start, today), words.day(end, today)
            return (
                f"A window of {_period(limit)}, from {opens} to {closes}, opens in the second full month after {after}."
            )
        case _:
            side = "before" if limit.direction is Direction.BEFORE else "after"
            told = f"{_period(limit)} {side} {after}"
            if trace.days_left is not None:
                return f"{words.capitalized(told)}."
            told = f"{told} is {words.day(end, today)}{_not_counting(trace, today)}."
            every_day = " Weekends and holidays count." if limit.unit is CountUnit.CALENDAR_DAYS else ""
            return words.capitalized(told) + every_day


def _not_counting(trace: "Trace", today: date) -> str:
    spans = [_stop(stop, today) for stop in trace.stops if stop.to_on is not None]
    return f", not counting {words.listed(spans)}" if spans else ""


def _stop(stop: "Stop", today: date) -> str:
    to_on = stop.to_on
    days = words.day(stop.from_on, today)
    if to_on is not None and to_on != stop.from_on:
        days = f"{days} to {words.day(to_on, today)}"
    return f"{days} ({stop.kind.replace('_', ' ')})" if stop.kind else days


def _missing_day_of_month(trace: "Trace", start: "Start") -> str:
    """Said when the month of the end has no such day: Feb 29 of a common year, the 31st of June."""
    limit = trace.limit
    per_unit = {CountUnit.MONTHS: 1, CountUnit.YEARS: 12}.get(limit.unit)
    if per_unit is None or limit.special_kind is not None:
        return ""
    sign = -1 if limit.direction is Direction.BEFORE else 1
    end = add_months(start.on, sign * per_unit * limit.amount)
    if end.day == start.on.day:
        return ""
    return f"{end:%B} {end.year} has no day {start.on.day}, so its last day is taken."


def _roll(trace: "Trace", today: date) -> str:
    moved = trace.rolled
    if moved is None:
        return ""
    why = next((f", {closed.label}" for closed in trace.closed if closed.on == moved.from_on), "")
    day = words.day(moved.from_on, today)
    return f"{_last_day(trace.limit)} is {day}{why}, so the date moves to {words.day(moved.to_on, today)}."


def _last_day(limit: Limit) -> str:
    return f"Day {limit.amount}" if limit.unit is CountUnit.CALENDAR_DAYS else "The last day"


def _listed(trace: "Trace", today: date) -> str:
    moved = trace.listed
    if moved is None:
        return ""
    to_on = words.day(moved.to_on, today)
    match trace.limit.special_kind:
        case SpecialKind.FIRST_LISTED_DATE_MORE_THAN_N_DAYS_AFTER:
            return f"The next date listed after that is {to_on}."
        case SpecialKind.ROLL_TO_PRESENCE:
            return f"The first date listed from then on is {to_on}."
        case _:
            return f"The date listed for it ({trace.limit.list_key.replace('_', ' ')}) is {to_on}."


def _outer(trace: "Trace", today: date, labels: Labels) -> str:
    outer = trace.outer_limit
    if outer is None:
        return ""
    period = words.units(outer.amount, outer.unit, trace.limit.person)
    event, start_on = words.event(outer.event, labels), words.day(outer.start_on, today)
    which = f"the outer limit of {period} after {event} ({start_on}), {words.day(outer.due_on, today)}"
    if outer.governs:
        return f"Two limits apply and the earlier governs: {which}."
    return f"{words.capitalized(which)}, is not earlier and changes nothing."


def _extension(extension: "Extension", limit: Limit, today: date) -> str:
    to_on = words.day(extension.to_on, today)
    if extension.is_refused:
        return f"An extension to {to_on} was refused: this limit cannot be extended."
    if extension.amount is None or extension.unit is None:
        return f"Extended by agreement to {to_on}."
    taken = words.units(extension.amount, extension.unit, limit.person)
    rolled = f" ({words.day(extension.rolled_from, today)} is closed)" if extension.rolled_from else ""
    how = "by agreement" if extension.is_agreed else "as of right"
    return f"Extended {how} by {taken} to {to_on}{rolled}."


def _standing(trace: "Trace", today: date) -> str:
    standing = [stop for stop in trace.stops if stop.to_on is None]
    if not standing or trace.days_left is None:
        return ""
    why = f" ({standing[0].kind.replace('_', ' ')})" if standing[0].kind else ""
    since = words.day(standing[0].from_on, today)
    return f"The clock stopped {since}{why} with {left(trace)} left; the date is set when it starts again."


def _done(trace: "Trace", today: date) -> str:
    if trace.satisfied_on is not None:
        return f"Done {words.day(trace.satisfied_on, today)}."
    if trace.early_on is not None:
        return f"What was done {words.day(trace.early_on, today)} came before the window opened and does not count."
    return ""
