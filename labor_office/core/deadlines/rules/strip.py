"""The days between a start and a due date, one cell each, told from the trace alone."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from labor_office.core.deadlines.calendars import SATURDAY
from labor_office.core.deadlines.rules import words
from labor_office.core.deadlines.rules.explanation import DayCell, DayKind
from labor_office.core.deadlines.rules.procedure import CountUnit, Direction

if TYPE_CHECKING:
    from labor_office.core.deadlines.rules.trace import Start, Trace

_ONE_DAY = timedelta(days=1)
_OPEN_DAY_UNITS = (CountUnit.BUSINESS_DAYS, CountUnit.SCHOOL_DAYS)


def days(trace: "Trace", today: date) -> tuple[DayCell, ...]:
    """One cell for each calendar day from the start to the due date, the earlier first.

    Empty before the clock starts. While the clock stands still the cells reach to ``today``.
    ``n`` numbers the days that were counted; those of an extension go on numbering. A due
    date that only a roll or a list of dates reached has no number.
    """
    start, counted_on = trace.start, trace.counted_on
    if start is None or counted_on is None:
        return ()
    cells = tuple(_Strip(trace, start, counted_on, today).cells())
    return cells if cells[0].date <= cells[-1].date else cells[::-1]


class _Strip:
    """The walk from the start towards the due date, counting as it goes."""

    def __init__(self, trace: "Trace", start: "Start", counted_on: date, today: date) -> None:
        self.trace, self.start, self.counted_on, self.today = trace, start, counted_on, today
        self.end = trace.due_on or max(self._standing_since(), min(today, date.max - _ONE_DAY))
        self.step = _ONE_DAY if self.end >= start.on else -_ONE_DAY
        self.closed = {closed.on: closed for closed in trace.closed}
        self.listed = frozenset(trace.counted_days)
        self.n = 0

    def _standing_since(self) -> date:
        return max((stop.from_on for stop in self.trace.stops if stop.to_on is None), default=self.start.on)

    def cells(self) -> Iterator[DayCell]:
        yield self._cell(self.start.on, DayKind.START, None, "")
        if self.end == self.start.on:
            return
        day = self.start.on
        while day != self.end:
            day += self.step
            kind, n, label = self._day(day)
            is_due = day == self.trace.due_on
            yield self._cell(day, DayKind.DUE if is_due else kind, n, label)

    def _day(self, day: date) -> tuple[DayKind, int | None, str]:
        for stop in self.trace.stops:
            if stop.from_on <= day and (stop.to_on is None or day <= stop.to_on):
                return DayKind.STOPPED, None, stop.kind.replace("_", " ")
        if self._is_before_counting(day):
            return DayKind.WAITING, None, "before the window opens"
        if self._is_past_count(day):
            return self._after_count(day)
        return self._counted(day)

    def _is_before_counting(self, day: date) -> bool:
        opens = self.trace.window_start
        return opens is not None and day < opens

    def _is_past_count(self, day: date) -> bool:
        back = self.trace.limit.direction is Direction.BEFORE
        against = self.step < _ONE_DAY and not back  # an outer limit that ended before the start
        return against or (day < self.counted_on if back else day > self.counted_on)

    def _counted(self, day: date) -> tuple[DayKind, int | None, str]:
        unit = self.trace.limit.unit
        if unit in _OPEN_DAY_UNITS and (closed := self._closed(day)):
            return closed
        if unit is CountUnit.PERSON_WORK_DAYS and day not in self.listed:
            return DayKind.WAITING, None, "not a work day"
        self.n += 1
        return DayKind.COUNTED, self.n, self._name(day)

    def _after_count(self, day: date) -> tuple[DayKind, int | None, str]:
        """Days past the bare count: an extension goes on counting, a roll or a list waits."""
        nominal = self._nominal_due()
        is_extension = nominal is not None and day > nominal
        closed = self._closed(day)
        if is_extension and not (closed and self.trace.limit.unit in _OPEN_DAY_UNITS):
            self.n += 1
            return DayKind.EXTENSION, self.n, self._name(day)
        return closed or (DayKind.WAITING, None, "not counted")

    def _nominal_due(self) -> date | None:
        """Where the extensions began, None when there are none."""
        given = [extension for extension in self.trace.extensions if not extension.is_refused]
        return given[0].from_on if given else None

    def _closed(self, day: date) -> tuple[DayKind, int | None, str] | None:
        if day.weekday() >= SATURDAY:
            return DayKind.WEEKEND, None, "weekend"
        closed = self.closed.get(day)
        if closed is None:
            return None
        return (DayKind.HOLIDAY if closed.is_holiday else DayKind.CLOSURE), None, closed.label

    def _name(self, day: date) -> str:
        closed = self.closed.get(day)
        return closed.label if closed else ""

    def _cell(self, day: date, kind: DayKind, n: int | None, label: str) -> DayCell:
        text = f"{words.full_day(day)}: {self._says(kind, n, label)}"
        return DayCell(day, kind, n, label, text, is_today=day == self.today, is_past=day < self.today)

    def _says(self, kind: DayKind, n: int | None, label: str) -> str:
        count = f"{words.unit_of_day(self.trace.limit.unit)} {n}" if n is not None else ""
        named = f" ({label})" if label else ""
        said = {
            DayKind.START: "starting event, not counted",
            DayKind.DUE: f"{count}, due date" if count else "due date",
            DayKind.COUNTED: f"{count}{named}",
            DayKind.EXTENSION: f"{count}, added by extension",
            DayKind.STOPPED: f"clock stopped{named}, not counted",
            DayKind.WAITING: label,
        }
        return said.get(kind, f"{label}, not counted")
