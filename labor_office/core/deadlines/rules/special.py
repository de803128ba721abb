"""Limits that hang on a list of dates or on whole months instead of a plain count."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from labor_office.core.deadlines.calendars import WorkCalendar
from labor_office.core.deadlines.rules import words
from labor_office.core.deadlines.rules.counting import ONE_DAY, NotCountable, add_months
from labor_office.core.deadlines.rules.procedure import CountUnit, Direction, Limit, Roll
from labor_office.core.deadlines.rules.starts import Occurrence
from labor_office.core.deadlines.rules.trace import Moved

_DAYS_PER_WEEK = 7
_MONTHS_PER_YEAR = 12
_SECOND_FULL_MONTH = 2

Lists = Mapping[str, tuple[date, ...]]


class Bare(NamedTuple):
    """A limit's date from its own count alone, and how it came about."""

    due_on: date
    counted_on: date
    rolled: Moved | None = None
    listed: Moved | None = None
    window_start: date | None = None


def rolled(counted: date, limit: Limit, calendar: WorkCalendar) -> Bare:
    """The end of the count, off a closed day when the limit rolls. Counting back never rolls."""
    if limit.roll is not Roll.FORWARD or limit.direction is Direction.BEFORE:
        return Bare(counted, counted)
    due = calendar.next_open_day(counted)
    return Bare(due, counted, Moved(counted, due) if due != counted else None)


def window(limit: Limit, start: date, calendar: WorkCalendar) -> Bare:
    """Whole months from the first of the second full month after ``start``.

    The month of the start is never full, not even from its first day, because the start day
    is not counted. The window's last day may roll; its first day stays.
    """
    months = limit.amount * (_MONTHS_PER_YEAR if limit.unit is CountUnit.YEARS else 1)
    try:
        opens = add_months(start.replace(day=1), _SECOND_FULL_MONTH)
        closes = add_months(opens, months) - ONE_DAY
    except OverflowError:
        message = "the window reaches beyond any calendar"
        raise NotCountable(message) from None
    return rolled(closes, limit, calendar)._replace(counted_on=closes, window_start=opens)


def agenda_meeting(limit: Limit, start: date, occurrence: Occurrence | None, lists: Lists) -> Bare:
    """The first listed meeting whose agenda was still open when the start came.

    The agenda closes on the named weekday before the meeting, a week before when the
    meeting falls on that weekday. A start without an hour comes at the beginning of its day.
    """
    cutoff = limit.agenda_cutoff
    if cutoff is None:
        raise NotCountable(f"when the agenda for “{limit.name}” closes has not been recorded")
    came = occurrence.moment if occurrence else words.beginning_of(start)
    for meeting in _dates(limit, lists):
        days_before = (meeting.weekday() - cutoff.weekday) % _DAYS_PER_WEEK or _DAYS_PER_WEEK
        closes = words.moment(meeting - timedelta(days=days_before), cutoff.closes_at)
        if came <= closes:
            return Bare(meeting, start, listed=Moved(start, meeting))
    raise NotCountable(f"{_list_name(limit)} has no meeting whose agenda was still open on {words.day(start)}")


def listed(limit: Limit, counted: date, at_least: date, lists: Lists) -> Bare:
    """The first listed date on or after ``at_least``, where the count ended on ``counted``."""
    for day in _dates(limit, lists):
        if day >= at_least:
            return Bare(day, counted, listed=Moved(counted, day))
    raise NotCountable(f"{_list_name(limit)} has no date from {words.day(at_least)} on")


def _dates(limit: Limit, lists: Lists) -> list[date]:
    return sorted(lists.get(limit.list_key, ()))


def _list_name(limit: Limit) -> str:
    return f"the list “{limit.list_key.replace('_', ' ')}”"
