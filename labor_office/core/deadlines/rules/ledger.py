"""The reckoning line by line: each step, the date it leads to, and what it changed."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from labor_office.core.deadlines.rules import sentences, words
from labor_office.core.deadlines.rules.explanation import LedgerLine
from labor_office.core.deadlines.rules.procedure import CountUnit, Direction

if TYPE_CHECKING:
    from labor_office.core.deadlines.rules.trace import Start, Trace

_NO_CHANGE = "no change"
_OPEN_DAY_UNITS = (CountUnit.BUSINESS_DAYS, CountUnit.SCHOOL_DAYS)


def lines(trace: "Trace", today: date, labels: Mapping[str, str]) -> tuple[LedgerLine, ...]:
    """The lines in order, from what started the clock to what a miss means."""
    if trace.start is None:
        return (LedgerLine("Waiting for", words.capitalized(trace.missing), None, ""),)
    return (
        *_starts(trace.start, today, labels),
        _period(trace),
        *_stops(trace, today),
        *_last_day(trace, today),
        *_outer(trace, today, labels),
        *_extensions(trace, today),
        _due(trace),
        LedgerLine("If missed", sentences.consequence(trace), None, ""),
    )


def _starts(start: "Start", today: date, labels: Mapping[str, str]) -> Iterator[LedgerLine]:
    event = words.event(start.event, labels)
    if start.due_name and start.event not in labels:
        event = f"the due date of “{start.due_name}”"
    created = ", brought about by a missed limit" if start.is_created else ""
    set_for = ", as it is set" if start.is_scheduled else ""
    yield LedgerLine("Starts from", f"{words.capitalized(event)}{created}{set_for}", start.on, "")
    if start.recorded_on is not None and start.at is not None:
        late = f"Came {words.day(start.recorded_on, today)} at {words.hour(start.at)}"
        after = f", after {words.hour(start.cutoff)}" if start.cutoff else ""
        yield LedgerLine("Cut-off", late + after, start.on, _days(start.recorded_on, start.on))


def _period(trace: "Trace") -> LedgerLine:
    limit = trace.limit
    text = words.capitalized(sentences.summary(trace).rsplit(" from ", 1)[0])
    if limit.direction is Direction.BEFORE:
        text = f"{words.units(limit.amount, limit.unit, limit.person)}, counted back; never rolled"
    elif limit.special_kind is None:
        text = f"{words.units(limit.amount, limit.unit, limit.person)}; the next day is day 1"
    citation = f" ({words.within_brackets(limit.citation)})" if limit.citation else ""
    return LedgerLine("Period", text + citation, trace.counted_on, "")


def _stops(trace: "Trace", today: date) -> Iterator[LedgerLine]:
    if not trace.stops:
        yield LedgerLine("Clock stopped", "Never", None, _NO_CHANGE)
    for stop in trace.stops:
        why = words.capitalized(stop.kind.replace("_", " ")) or "Stopped"
        until = f"to {words.day(stop.to_on, today)}" if stop.to_on else "and still stopped"
        text = f"{why}, {words.day(stop.from_on, today)} {until}"
        yield LedgerLine("Clock stopped", text, stop.to_on, "these days are not counted")


def _last_day(trace: "Trace", today: date) -> Iterator[LedgerLine]:
    rolled, listed, end = trace.rolled, trace.listed, trace.counted_on
    if rolled is not None:
        closed = next((c.label for c in trace.closed if c.on == rolled.from_on), "a weekend")
        text = f"{words.day(rolled.from_on, today)} is {closed}; moves to the next working day"
        yield LedgerLine("Weekend or holiday", text, rolled.to_on, _days(rolled.from_on, rolled.to_on))
    elif listed is not None:
        name = trace.limit.list_key.replace("_", " ")
        yield LedgerLine("Listed date", words.capitalized(name), listed.to_on, _days(listed.from_on, listed.to_on))
    elif end is not None:
        yield LedgerLine("Weekend or holiday", _stays(trace, end, today), None, _NO_CHANGE)


def _stays(trace: "Trace", end: date, today: date) -> str:
    closed = next((c.label for c in trace.closed if c.on == end), "")
    if trace.limit.unit in _OPEN_DAY_UNITS or not (closed or end.weekday() > 4):
        kind = "school day" if trace.limit.unit is CountUnit.SCHOOL_DAYS else "working day"
        return f"{words.day(end, today)} is a {kind}"
    return f"{words.day(end, today)} is {closed or 'a weekend'}; this limit does not move off it"


def _outer(trace: "Trace", today: date, labels: Mapping[str, str]) -> Iterator[LedgerLine]:
    outer = trace.outer_limit
    if outer is None:
        return
    period = words.units(outer.amount, outer.unit, trace.limit.person)
    text = f"{period} after {words.event(outer.event, labels)}, {words.day(outer.start_on, today)}"
    change = "earlier, so it governs" if outer.governs else _NO_CHANGE
    yield LedgerLine("Outer limit", words.capitalized(text), outer.due_on, change)


def _extensions(trace: "Trace", today: date) -> Iterator[LedgerLine]:
    if not trace.extensions:
        yield LedgerLine("Extension", "None", None, _NO_CHANGE)
    for extension in trace.extensions:
        if extension.amount is None or extension.unit is None:
            text = "By written agreement"
        else:
            how = "by written agreement" if extension.is_agreed else "as of right"
            text = f"{words.units(extension.amount, extension.unit, trace.limit.person)} {how}"
        note = f"; {extension.note}" if extension.note else ""
        if extension.is_refused:
            asked = words.day(extension.to_on, today)
            yield LedgerLine(
                "Extension", f"{text} to {asked}: refused, this limit cannot be extended", None, _NO_CHANGE
            )
        else:
            change = _days(extension.from_on, extension.to_on)
            yield LedgerLine("Extension", text + note, extension.to_on, change)


def _due(trace: "Trace") -> LedgerLine:
    if trace.due_on is not None:
        opens = trace.window_start
        text = f"From {words.full_day(opens)} to the end of the day" if opens else "By the end of the day"
        return LedgerLine("Due", text, trace.due_on, "")
    if trace.days_left is not None:
        left = words.units(trace.days_left, words.days_unit(trace.limit.unit))
        return LedgerLine("Due", f"No date while the clock is stopped; {left} left", None, "")
    return LedgerLine("Due", words.capitalized(trace.missing), None, "")


def _days(earlier: date, later: date) -> str:
    """``+2 days``, ``1 day earlier``, or no change."""
    count = (later - earlier).days
    if count == 0:
        return _NO_CHANGE
    amount = f"{abs(count)} day{'' if abs(count) == 1 else 's'}"
    return f"+{amount}" if count > 0 else f"{amount} earlier"
