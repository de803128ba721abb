"""Working-day arithmetic. Pure: no database, no clock, no network."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate, compress, cycle, islice
from operator import attrgetter
from typing import NamedTuple

SATURDAY = 5
_ONE_DAY = timedelta(days=1)
_WEEKEND = "weekend"
_WEEK = (1, 1, 1, 1, 1, 0, 0)
_day_of = attrgetter("on")


class CalendarNotPublished(Exception):
    """The answer lies on a day whose holidays have not been entered."""

    def __init__(self, year: int) -> None:
        super().__init__(f"holidays for {year} have not been entered")
        self.year = year


class ClosedDay(NamedTuple):
    """A weekday on which no business is done, and why."""

    on: date
    label: str
    is_holiday: bool


class WorkCalendar:
    """The open and closed days of an office from ``first`` to ``last``, both included.

    ``closed`` names every holiday and closure; Saturdays and Sundays are closed without
    being named. Days of ``closed`` that are also in ``closures`` are closures (a break, a
    snow day) and not holidays: they count the same and are only called differently.
    ``name`` and ``version`` say which published calendar this is, for the proof.

    A question about a day outside the range raises CalendarNotPublished: a date is never
    guessed from holidays that nobody has entered.

    Counting looks up two tables: the rank of a day (how many open days there are up to
    it) and the open day of a rank. Immutable; equal calendars are equal and hash alike.
    """

    __slots__ = (
        "_closed_days", "_hash", "_open", "_rank", "closed", "closures", "first", "last",
        "name", "version",
    )  # fmt: skip

    def __init__(
        self,
        first: date,
        last: date,
        closed: Mapping[date, str],
        *,
        closures: Iterable[date] = (),
        name: str = "",
        version: str = "",
    ) -> None:
        if last < first:
            message = f"a calendar cannot end on {last} before it begins on {first}"
            raise ValueError(message)
        self.first, self.last, self.name, self.version = first, last, name, version
        self.closed: Mapping[date, str] = dict(sorted(closed.items()))
        self.closures = frozenset(closures)
        self._closed_days = [
            ClosedDay(day, label, day not in self.closures)
            for day, label in self.closed.items()
            if day.weekday() < SATURDAY
        ]
        self._hash = hash((first, last, name, version, tuple(self.closed.items()), self.closures))
        days = list(map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1)))
        is_open = self._open_or_not(len(days))
        eve = first - _ONE_DAY
        # Rank 0: no open day yet; never an answer.
        self._open: list[date] = [eve, *compress(days, is_open)]
        # From the day before, so that a count may start on the eve of the calendar.
        self._rank: dict[date, int] = dict(zip(days, accumulate(is_open), strict=True))
        self._rank[eve] = 0

    def _open_or_not(self, count: int) -> list[int]:
        """One for each open day from the first on, nought for each closed one."""
        found = list(islice(cycle(_WEEK), self.first.weekday(), self.first.weekday() + count))
        for day in self.closed:
            if self.first <= day <= self.last:
                found[(day - self.first).days] = 0
        return found

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, WorkCalendar):
            return NotImplemented
        return self._hash == other._hash and self._key() == other._key()

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        return f"WorkCalendar({self.first}..{self.last}, {len(self.closed)} closed, {self.identity!r})"

    def _key(self) -> tuple[object, ...]:
        return (self.first, self.last, self.name, self.version, self.closed, self.closures)

    @property
    def identity(self) -> str:
        """The name and version by which a proof cites this calendar; empty when it has none."""
        return f"{self.name} {self.version}".strip()

    def is_open(self, day: date) -> bool:
        """Whether business is done on ``day``. Raises CalendarNotPublished outside the range."""
        self._require(day)
        return day.weekday() < SATURDAY and day not in self.closed

    def why_closed(self, day: date) -> str | None:
        """``"weekend"``, or the name of the holiday or closure; None on an open day.

        A holiday that falls on a weekend is called a weekend: that is why it is closed.
        Raises CalendarNotPublished outside the range, except for weekends.
        """
        if day.weekday() >= SATURDAY:
            return _WEEKEND
        self._require(day)
        return self.closed.get(day)

    def add_open_days(self, day: date, count: int) -> date:
        """The ``count``-th open day after ``day``; ``day`` itself is never counted.

        From a closed day the next open day is day 1. ``count`` is at least 1.
        Raises CalendarNotPublished when either end lies outside the range.
        """
        try:
            return self._open[self._rank[day] + count]
        except (KeyError, IndexError):
            raise CalendarNotPublished(self._missing_year(day)) from None

    def subtract_open_days(self, day: date, count: int) -> date:
        """The ``count``-th open day before ``day``; ``day`` itself is never counted."""
        self._require(day)
        rank = self._rank[day - _ONE_DAY] + 1 - count
        if rank < 1:
            raise CalendarNotPublished(self.first.year - 1)
        return self._open[rank]

    def open_days_between(self, first: date, last: date) -> int:
        """How many open days lie from ``first`` to ``last``, both included; 0 if reversed."""
        if last < first:
            return 0
        self._require(first)
        self._require(last)
        return self._rank[last] - self._rank[first - _ONE_DAY]

    def open_days_after(self, day: date, last: date) -> int | None:
        """Open days after ``day`` up to ``last``, that one included; 0 if reversed.

        None where they cannot be counted because the calendar does not reach that far: for
        words that do without the number, never for a date.
        """
        try:
            return self.open_days_between(day + _ONE_DAY, last)
        except CalendarNotPublished:
            return None

    def next_open_day(self, day: date) -> date:
        """``day`` itself when it is open, else the first open day after it."""
        self._require(day)
        return day if self.is_open(day) else self.add_open_days(day, 1)

    def previous_open_day(self, day: date) -> date:
        """``day`` itself when it is open, else the last open day before it."""
        self._require(day)
        return day if self.is_open(day) else self.subtract_open_days(day, 1)

    def closed_between(self, first: date, last: date) -> tuple[ClosedDay, ...]:
        """The holidays and closures on weekdays from ``first`` to ``last``, in order."""
        begin = bisect_left(self._closed_days, first, key=_day_of)
        end = bisect_right(self._closed_days, last, begin, key=_day_of)
        return tuple(self._closed_days[begin:end])

    def with_closed(self, extra: Iterable[date] | Mapping[date, str]) -> "WorkCalendar":
        """This calendar with further closed days; the same calendar when there are none.

        Days without a name are called ``"closed"``. Days already closed keep their name.
        """
        names = dict(extra) if isinstance(extra, Mapping) else dict.fromkeys(extra, "closed")
        return _with_closed(self, tuple(sorted(names.items()))) if names else self

    def _require(self, day: date) -> None:
        if not self.first <= day <= self.last:
            raise CalendarNotPublished(day.year)

    def _missing_year(self, day: date) -> int:
        """The year to enter next: that of ``day``, or the one after the calendar's last day."""
        if not self.first <= day <= self.last:
            return day.year
        return (self.last + _ONE_DAY).year if self.last < date.max else self.last.year


@lru_cache(maxsize=256)
def _with_closed(calendar: WorkCalendar, extra: tuple[tuple[date, str], ...]) -> WorkCalendar:
    names = dict(extra)
    return WorkCalendar(
        calendar.first,
        calendar.last,
        names | dict(calendar.closed),
        closures=calendar.closures | (names.keys() - calendar.closed.keys()),
        name=calendar.name,
        version=calendar.version,
    )
