"""Where a deadline stands on a given day: its state, and how much time is left."""

from datetime import date
from typing import TYPE_CHECKING

from labor_office.core.deadlines.calendars import CalendarNotPublished, WorkCalendar
from labor_office.core.deadlines.rules import sentences, words
from labor_office.core.deadlines.rules.counting import ONE_DAY
from labor_office.core.deadlines.rules.explanation import DeadlineState
from labor_office.core.deadlines.rules.procedure import CountUnit, LimitKind, Strength

if TYPE_CHECKING:
    from labor_office.core.deadlines.rules.trace import Trace

SOON_WORKING_DAYS = 3


def state(trace: "Trace", calendar: WorkCalendar, today: date) -> DeadlineState:
    """Where the deadline stands on ``today``, as its chip shows it."""
    if trace.start is None or trace.missing:
        return DeadlineState.NEEDS_DATE
    if trace.due_on is None:
        return DeadlineState.TOLLED
    if trace.limit.kind is LimitKind.WAITING_PERIOD:
        return DeadlineState.RUNNING if today <= trace.due_on else DeadlineState.ENDED
    if trace.satisfied_on is not None or today > trace.due_on:
        return _when_over(trace, trace.due_on)
    if trace.start.is_scheduled and trace.start.on > today:
        return DeadlineState.PROJECTED
    return _while_open(trace.due_on, calendar, today)


def _when_over(trace: "Trace", due_on: date) -> DeadlineState:
    """The act was done, or its last day is past."""
    if trace.satisfied_on is not None and trace.satisfied_on <= due_on:
        return DeadlineState.MET
    if trace.limit.strength is Strength.TARGET:
        return DeadlineState.TARGET_PASSED
    return DeadlineState.OVERDUE if trace.satisfied_on is None else DeadlineState.MISSED


def _while_open(due_on: date, calendar: WorkCalendar, today: date) -> DeadlineState:
    if today == due_on:
        return DeadlineState.TODAY
    return DeadlineState.SOON if _is_soon(due_on, calendar, today) else DeadlineState.SCHEDULED


def time_left(trace: "Trace", calendar: WorkCalendar, today: date) -> str:
    """``5 working days left``, ``due today``, ``3 working days late``, ``met 2 working days early``.

    While the clock stands, what was left of the limit. Empty where working days cannot be
    counted because the calendar has not been entered.
    """
    due_on, done_on = trace.due_on, trace.satisfied_on
    if due_on is None:
        return f"{sentences.left(trace)} left" if trace.days_left is not None else ""
    try:
        if done_on is not None:
            return _done_against(done_on, due_on, calendar)
        if today == due_on:
            return "due today"
        if today < due_on:
            return f"{_working_days(today, due_on, calendar)} left"
        return f"{_working_days(due_on, today, calendar)} late"
    except CalendarNotPublished:
        return ""


def _is_soon(due_on: date, calendar: WorkCalendar, today: date) -> bool:
    try:
        return calendar.open_days_between(today + ONE_DAY, due_on) <= SOON_WORKING_DAYS
    except CalendarNotPublished:
        return (due_on - today).days <= SOON_WORKING_DAYS


def _done_against(done_on: date, due_on: date, calendar: WorkCalendar) -> str:
    if done_on == due_on:
        return "met on the last day"
    if done_on < due_on:
        return f"met {_working_days(done_on, due_on, calendar)} early"
    return f"done {_working_days(due_on, done_on, calendar)} late"


def _working_days(earlier: date, later: date, calendar: WorkCalendar) -> str:
    count = calendar.open_days_between(earlier + ONE_DAY, later)
    return words.units(count, CountUnit.BUSINESS_DAYS)
