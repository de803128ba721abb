"""The leaves of a calendar: which days a view shows, week by week. Pure."""

import calendar as months
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

ONE_DAY = timedelta(days=1)
_DAYS_A_WEEK = 7


class View(StrEnum):
    """How the calendar is laid out; each shows the same things."""

    AGENDA = "agenda"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Leaf:
    """The days a view is about, ``first`` to ``last``; those it draws, whole weeks; where it turns to."""

    view: View
    first: date
    last: date
    drawn_from: date
    drawn_to: date
    before: date
    after: date

    def weeks(self) -> list[list[date]]:
        """The days drawn, seven a row, Sunday first."""
        count = (self.drawn_to - self.drawn_from).days + 1
        days = [self.drawn_from + timedelta(days=place) for place in range(count)]
        return [days[place : place + _DAYS_A_WEEK] for place in range(0, count, _DAYS_A_WEEK)]


def leaf_of(view: View, on: date) -> Leaf:
    """The leaf that holds ``on``: its month, or its week from Sunday to Saturday."""
    if view is View.WEEK:
        first = sunday_of(on)
        last = first + timedelta(days=_DAYS_A_WEEK - 1)
        return Leaf(view, first, last, first, last, first - timedelta(days=_DAYS_A_WEEK), last + ONE_DAY)
    first = on.replace(day=1)
    last = on.replace(day=months.monthrange(on.year, on.month)[1])
    whole = sunday_of(last) + timedelta(days=_DAYS_A_WEEK - 1)
    drawn = (sunday_of(first), whole) if view is View.MONTH else (first, last)
    return Leaf(view, first, last, *drawn, (first - ONE_DAY).replace(day=1), last + ONE_DAY)


def sunday_of(day: date) -> date:
    """The Sunday that begins the week of ``day``; ``day`` itself on a Sunday."""
    return day - timedelta(days=(day.weekday() + 1) % _DAYS_A_WEEK)
