"""Counting a period of time from a day, over stopped days, forwards or backwards."""

import calendar as months
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from labor_office.core.deadlines.calendars import WorkCalendar
from labor_office.core.deadlines.rules.procedure import CountUnit, Direction

ONE_DAY = timedelta(days=1)
_OPEN_DAY_UNITS = (CountUnit.BUSINESS_DAYS, CountUnit.SCHOOL_DAYS)
_DAYS_PER_WEEK = 7
_MONTHS_PER_YEAR = 12


class Span(NamedTuple):
    """Days from ``first`` to ``last``, both included."""

    first: date
    last: date


class NotCountable(Exception):
    """The date cannot be counted from what is recorded; the message says what is missing."""


class Count(NamedTuple):
    """So many units of time. ``listed`` are the days counted when the unit is a list of days."""

    amount: int
    unit: CountUnit
    direction: Direction = Direction.AFTER
    listed: Sequence[date] = ()
    whose: str = ""


def end_of(count: Count, start: date, calendar: WorkCalendar, stops: Sequence[Span] = ()) -> date:
    """The last day of ``count`` from ``start``, which itself is never counted.

    Days inside ``stops`` (in order, not overlapping) are not counted. Months and years are
    counted as the calendar days they come to, so a stop of k days moves them by k days.
    Nothing is rolled here. Raises CalendarNotPublished where open days are counted past
    the calendar, and NotCountable when a list is too short or the date beyond any calendar.
    """
    try:
        if count.unit in _OPEN_DAY_UNITS:
            return _open_days(count, start, calendar, stops)
        if count.unit is CountUnit.PERSON_WORK_DAYS:
            return _listed_days(count, start, stops)
        return _plain_days(count, start, stops)
    except OverflowError:
        message = f"{count.amount} {count.unit.replace('_', ' ')} reach beyond any calendar"
        raise NotCountable(message) from None


def add_months(day: date, count: int) -> date:
    """The same day number ``count`` months on (or back, when negative), else the month's last day.

    Raises OverflowError outside the years 1 to 9999.
    """
    year, month = divmod(day.year * _MONTHS_PER_YEAR + day.month - 1 + count, _MONTHS_PER_YEAR)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The same days as spans in order that neither overlap nor touch."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.first <= joined[-1].last + ONE_DAY:
            joined[-1] = Span(joined[-1].first, max(joined[-1].last, span.last))
        else:
            joined.append(span)
    return tuple(joined)


def units_within(count: Count, span: Span, calendar: WorkCalendar) -> int:
    """How many days that ``count`` would count lie in ``span``; calendar days for weeks, months, years."""
    if span.last < span.first:
        return 0
    if count.unit in _OPEN_DAY_UNITS:
        return calendar.open_days_between(span.first, span.last)
    if count.unit is CountUnit.PERSON_WORK_DAYS:
        return sum(span.first <= day <= span.last for day in count.listed)
    return (span.last - span.first).days + 1


def _plain_days(count: Count, start: date, stops: Sequence[Span]) -> date:
    sign = 1 if count.direction is Direction.AFTER else -1
    end = _without_stops(count, start, sign)
    if sign > 0:
        for stop in stops:
            first = max(stop.first, start + ONE_DAY)
            if first > end:
                break
            if stop.last >= first:
                end += stop.last - first + ONE_DAY
        return end
    for stop in reversed(stops):
        last = min(stop.last, start - ONE_DAY)
        if last < end:
            break
        if stop.first <= last:
            end -= last - stop.first + ONE_DAY
    return end


def _without_stops(count: Count, start: date, sign: int) -> date:
    match count.unit:
        case CountUnit.WEEKS:
            return start + timedelta(days=sign * _DAYS_PER_WEEK * count.amount)
        case CountUnit.MONTHS:
            return add_months(start, sign * count.amount)
        case CountUnit.YEARS:
            return add_months(start, sign * _MONTHS_PER_YEAR * count.amount)
        case _:
            return start + timedelta(days=sign * count.amount)


def _open_days(count: Count, start: date, calendar: WorkCalendar, stops: Sequence[Span]) -> date:
    if count.direction is Direction.BEFORE:
        return _open_days_before(count, start, calendar, stops)
    end = calendar.add_open_days(start, count.amount)
    for stop in stops:
        first = max(stop.first, start + ONE_DAY)
        if first > end:
            break
        stopped = calendar.open_days_between(first, stop.last)
        end = calendar.add_open_days(end, stopped) if stopped else end
    return end


def _open_days_before(count: Count, start: date, calendar: WorkCalendar, stops: Sequence[Span]) -> date:
    end = calendar.subtract_open_days(start, count.amount)
    for stop in reversed(stops):
        last = min(stop.last, start - ONE_DAY)
        if last < end:
            break
        stopped = calendar.open_days_between(stop.first, last)
        end = calendar.subtract_open_days(end, stopped) if stopped else end
    return end


def _listed_days(count: Count, start: date, stops: Sequence[Span]) -> date:
    days = sorted({day for day in count.listed if not any(s.first <= day <= s.last for s in stops)})
    if count.direction is Direction.AFTER:
        left = days[bisect_right(days, start) :]
    else:
        left = days[: bisect_left(days, start)][::-1]
    if len(left) < count.amount:
        side = "after" if count.direction is Direction.AFTER else "before"
        message = (
            f"{count.amount} work days of {count.whose} {side} {start:%B} {start.day}, {start.year} "
            f"must be recorded; {len(left)} are"
        )
        raise NotCountable(message)
    return left[count.amount - 1]
