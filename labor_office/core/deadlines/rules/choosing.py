"""A day that a person puts in force: whether business is done on it, and what is meant when it is not."""

from datetime import date
from enum import StrEnum

from labor_office.core.deadlines.calendars import CalendarNotPublished, WorkCalendar
from labor_office.core.deadlines.rules import words
from labor_office.core.deadlines.rules.counting import ONE_DAY


class ClosedDay(StrEnum):
    """What is meant by a day on which no business is done."""

    NEXT = "next"
    KEEP = "keep"


class ClosedDayUndecided(Exception):
    """The day is closed, and nobody has said whether it is meant."""


class DayNotPublished(Exception):
    """Nobody has confirmed which days of that year are open."""


def day_meant(day: date, calendar: WorkCalendar, choice: ClosedDay | None = None) -> date:
    """``day`` itself when business is done on it or it is kept, else the next working day.

    Raises DayNotPublished outside the published years, and ClosedDayUndecided for a closed
    day while there is no ``choice``.
    """
    check_published(day, calendar)
    why = calendar.why_closed(day)
    if why is None or choice is ClosedDay.KEEP:
        return day
    following = _next_open(day, calendar)
    if choice is ClosedDay.NEXT and following is None:
        check_published(calendar.last + ONE_DAY, calendar)
    if choice is ClosedDay.NEXT and following is not None:
        return following
    other = f" or {words.day(following)}" if following else ""
    raise ClosedDayUndecided(f"{words.day(day)} is not a working day ({why}). Say whether that day is meant{other}.")


def choices_for(day: date, calendar: WorkCalendar) -> tuple[tuple[ClosedDay, str], ...]:
    """The two readings of a closed day in words; none for a working day, or one that nobody published."""
    if not calendar.first <= day <= calendar.last or calendar.is_open(day):
        return ()
    following = _next_open(day, calendar)
    moved = ((ClosedDay.NEXT, f"The next working day is meant: {words.day(following)}"),) if following else ()
    return (*moved, (ClosedDay.KEEP, f"{words.day(day)} itself is meant, although no business is done on it"))


def _next_open(day: date, calendar: WorkCalendar) -> date | None:
    try:
        return calendar.next_open_day(day)
    except CalendarNotPublished:
        return None


def check_published(day: date, calendar: WorkCalendar) -> None:
    """Raises DayNotPublished with what would mend it, unless the calendar has ``day``."""
    if calendar.first <= day <= calendar.last:
        return
    whose = calendar.name or "The work calendar"
    if day < calendar.first:
        raise DayNotPublished(f"{whose} begins on {words.day(calendar.first)}. Enter a day on or after it.")
    year = max(day.year, calendar.last.year + (calendar.last.month == 12))
    raise DayNotPublished(
        f"{whose} is published through {words.day(calendar.last)}: nobody has confirmed the holidays of {year}, "
        f"so {words.day(day)} cannot be promised. Publish {year} first, or enter an earlier day."
    )
