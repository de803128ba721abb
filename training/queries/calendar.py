"""The days by which training is counted."""

from __future__ import annotations

from labor_office.core.deadlines.calendars import WorkCalendar
from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.deadlines.queries.readings import office_calendar


def calendar_now() -> WorkCalendar | None:
    """The office's published calendar; None before it has one."""
    try:
        return office_calendar()
    except Calendar.DoesNotExist:
        return None
