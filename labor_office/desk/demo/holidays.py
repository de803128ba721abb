"""Rivermont's thirteen paid holidays, by rule, so that the demo may be opened in any year."""

from __future__ import annotations

from datetime import date, timedelta

MONDAY, TUESDAY, THURSDAY = 0, 1, 3


def city_holidays(year: int) -> list[tuple[date, str]]:
    """The days on which City offices are closed in ``year``, as observed, in order."""
    thanksgiving = _nth(year, 11, THURSDAY, 4)
    found = [
        (_observed(date(year, 1, 1)), "New Year's Day"),
        (_nth(year, 1, MONDAY, 3), "Martin Luther King Jr. Day"),
        (_nth(year, 2, MONDAY, 3), "Washington's Birthday"),
        (_last_monday(year, 5), "Memorial Day"),
        (_observed(date(year, 6, 19)), "Juneteenth"),
        (_observed(date(year, 7, 4)), "Independence Day"),
        (_nth(year, 9, MONDAY, 1), "Labor Day"),
        (_nth(year, 10, MONDAY, 2), "Columbus Day and Yorktown Victory Day"),
        (_nth(year, 11, MONDAY, 1) + timedelta(days=1), "Election Day"),
        (_observed(date(year, 11, 11)), "Veterans Day"),
        (thanksgiving, "Thanksgiving Day"),
        (thanksgiving + timedelta(days=1), "Day after Thanksgiving"),
        (_observed(date(year, 12, 25)), "Christmas Day"),
    ]
    return sorted(entry for entry in found if entry[0].year == year)


def _nth(year: int, month: int, weekday: int, count: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))


def _last_monday(year: int, month: int) -> date:
    last = date(year, month + 1, 1) - timedelta(days=1)
    return last - timedelta(days=last.weekday())


def _observed(day: date) -> date:
    """A Saturday holiday is kept on Friday, a Sunday one on Monday."""
    return day + timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))
