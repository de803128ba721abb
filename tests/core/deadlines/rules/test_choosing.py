"""A day that a person puts in force: open, closed, or in a year that nobody has confirmed."""

from datetime import date

import pytest

from labor_office.core.deadlines.calendars import WorkCalendar
from labor_office.core.deadlines.rules.choosing import (
    ClosedDay,
    ClosedDayUndecided,
    DayNotPublished,
    choices_for,
    day_meant,
)
from tests.each import each

JUNETEENTH, MONDAY, SATURDAY = date(2026, 6, 19), date(2026, 6, 22), date(2026, 6, 20)
CITY = WorkCalendar(date(2026, 1, 1), date(2026, 12, 31), {JUNETEENTH: "Juneteenth"}, name="City of Rivermont")
TO_A_WEEKEND = WorkCalendar(date(2026, 1, 1), date(2026, 6, 21), {}, name="Half a year")


@each(
    ("day", "choice", "meant"),
    [
        (MONDAY, None, MONDAY),
        (MONDAY, ClosedDay.NEXT, MONDAY),
        (JUNETEENTH, ClosedDay.NEXT, MONDAY),
        (SATURDAY, ClosedDay.NEXT, MONDAY),
        (SATURDAY, ClosedDay.KEEP, SATURDAY),
    ],
)
def test_the_day_meant(day, choice, meant):
    assert day_meant(day, CITY, choice) == meant


@each(
    ("day", "calendar", "choice", "refusal", "said"),
    [
        (JUNETEENTH, CITY, None, ClosedDayUndecided,
         "Fri, Jun 19, 2026 is not a working day (Juneteenth). Say whether that day is meant or Mon, Jun 22, 2026."),
        (date(2027, 1, 4), CITY, ClosedDay.KEEP, DayNotPublished, "nobody has confirmed the holidays of 2027"),
        (date(2025, 12, 31), CITY, None, DayNotPublished, "begins on Thu, Jan 1, 2026"),
        (SATURDAY, TO_A_WEEKEND, ClosedDay.NEXT, DayNotPublished, "published through Sun, Jun 21, 2026"),
        (SATURDAY, TO_A_WEEKEND, None, ClosedDayUndecided, "Say whether that day is meant."),
    ],
)  # fmt: skip
def test_what_is_refused_says_why_and_what_mends_it(day, calendar, choice, refusal, said):
    with pytest.raises(refusal) as refused:
        day_meant(day, calendar, choice)
    assert said in str(refused.value)


@each(
    ("day", "calendar", "offered"),
    [
        (MONDAY, CITY, []),
        (SATURDAY, CITY, [ClosedDay.NEXT, ClosedDay.KEEP]),
        (SATURDAY, TO_A_WEEKEND, [ClosedDay.KEEP]),
        (date(2027, 1, 2), CITY, []),
    ],
)
def test_only_a_closed_day_offers_a_choice(day, calendar, offered):
    assert [each for each, _ in choices_for(day, calendar)] == offered
