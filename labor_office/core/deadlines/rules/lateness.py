"""How late an act was, in working days, or that nobody can say yet. Pure."""

from __future__ import annotations

from datetime import date

from labor_office.core.deadlines.calendars import WorkCalendar


def working_days_late(due_on: date, done_on: date, calendar: WorkCalendar | None) -> int | None:
    """Working days from ``due_on`` to ``done_on``: 0 in time, at least 1 when late.

    None when it was late and the calendar does not reach that far: days of the year are
    never passed off as working days.
    """
    if done_on <= due_on:
        return 0
    passed = None if calendar is None else calendar.open_days_after(due_on, done_on)
    return None if passed is None else max(passed, 1)


def late_words(days: int | None) -> str:
    """``2 working days late``; of days that nobody can count yet that it was late; nothing of 0."""
    if days is None:
        return "late, by working days that no calendar counts yet"
    return f"{days} working day{'' if days == 1 else 's'} late" if days else ""
