"""How long the agreement in force still runs."""

from __future__ import annotations

from datetime import date

from bargaining.models.negotiation import Negotiation
from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.deadlines.queries.readings import office_calendar
from labor_office.core.web import words


def ends_words(negotiation: Negotiation, today: date) -> str:
    """``Agreement ends Jun 30, 10 working days left``; without the count where the calendar does not reach.

    Empty when there is no agreement in force.
    """
    last = negotiation.agreement_ends_on
    if last is None:
        return ""
    if last < today:
        return f"Agreement ended {words.day_year(last)}"
    try:
        left = office_calendar().open_days_after(today, last)
    except Calendar.DoesNotExist:
        left = None
    ends = f"Agreement ends {words.day(last)}"
    return ends if left is None else f"{ends}, {left} working day{'' if left == 1 else 's'} left"
