"""The days on which one limit's clock stood still."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from labor_office.core.deadlines.calendars import WorkCalendar
from labor_office.core.deadlines.rules.counting import ONE_DAY, Count, Span, end_of, merged, units_within
from labor_office.core.deadlines.rules.facts import Facts, Freeze
from labor_office.core.deadlines.rules.trace import Stop


@dataclass(frozen=True, slots=True)
class Stops:
    """The stops of one limit: those that are over, and the day since when it still stands, if it does.

    ``outer_spans`` are the stops that hold the limit's outer limit as well, and
    ``outer_stands`` says that the one still standing does.
    """

    shown: tuple[Stop, ...] = ()
    spans: tuple[Span, ...] = ()
    outer_spans: tuple[Span, ...] = ()
    open_from: date | None = None
    outer_stands: bool = False

    def ended_by(self, act_on: date | None) -> "Stops":
        """The stops as they were when the act was done: it ends a stop that was still standing."""
        if act_on is None or self.open_from is None:
            return self
        standing = [Span(self.open_from, act_on)] if self.open_from <= act_on else []
        return replace(
            self,
            spans=merged([*self.spans, *standing]),
            outer_spans=merged([*self.outer_spans, *standing]) if self.outer_stands else self.outer_spans,
            open_from=None,
            outer_stands=False,
        )

    def left_of(self, count: Count, start: date, due: date, calendar: WorkCalendar) -> int:
        """How much of ``count`` was left up to ``due`` when the clock stopped, in days of its unit."""
        if self.open_from is None:
            return 0
        whole = Span(max(self.open_from, start + ONE_DAY), due)
        return sum(units_within(count, span, calendar) for span in _without(whole, self.spans))


NEVER_STOPPED = Stops()


def stops_of(code: str, facts: Facts, calendar: WorkCalendar, as_of: date) -> Stops:
    """The stops of the limit ``code`` as they stand on ``as_of``.

    A stop without an end that lies ahead of ``as_of`` has not begun. Raises
    CalendarNotPublished when a cap in working days runs past the calendar.
    """
    own = [(freeze, _last_day(freeze, calendar)) for freeze in facts.freezes if code in freeze.limits]
    over = [(freeze, Span(freeze.from_on, end)) for freeze, end in own if end and end >= freeze.from_on]
    standing = [freeze for freeze, end in own if end is None and freeze.from_on <= as_of]
    return Stops(
        shown=tuple(Stop(f.kind, f.from_on, end) for f, end in own if end is not None or f in standing),
        spans=merged([span for _, span in over]),
        outer_spans=merged([span for freeze, span in over if freeze.stops_outer_limit]),
        open_from=min((freeze.from_on for freeze in standing), default=None),
        outer_stands=any(freeze.stops_outer_limit for freeze in standing),
    )


def _last_day(freeze: Freeze, calendar: WorkCalendar) -> date | None:
    """The last day that the freeze covers, None while nothing ends it."""
    ends = [day for day in (freeze.to_on, freeze.cap_on) if day is not None]
    if freeze.cap_amount is not None:
        count = Count(freeze.cap_amount, freeze.cap_unit)
        ends.append(end_of(count, freeze.from_on - ONE_DAY, calendar))
    return min(ends, default=None)


def _without(whole: Span, spans: Sequence[Span]) -> list[Span]:
    """The parts of ``whole`` outside ``spans``."""
    parts, first = [], whole.first
    for span in spans:
        if span.last >= first and span.first <= whole.last:
            parts.append(Span(first, span.first - ONE_DAY))
            first = span.last + ONE_DAY
    return [part for part in (*parts, Span(first, whole.last)) if part.first <= part.last]
