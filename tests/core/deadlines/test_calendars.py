"""Working days: counted from open and closed days, never past the published calendar."""

from datetime import date

import pytest

from labor_office.core.deadlines.calendars import CalendarNotPublished, WorkCalendar
from tests.each import each

MEMORIAL_DAY, JUNETEENTH, STORM = date(2026, 5, 25), date(2026, 6, 19), date(2026, 6, 9)
CALENDAR = WorkCalendar(
    date(2026, 1, 1),
    date(2026, 12, 31),
    {MEMORIAL_DAY: "Memorial Day", JUNETEENTH: "Juneteenth", STORM: "City Hall closed"},
    closures=[STORM],
    name="City",
    version="3",
)


@each(
    ("day", "count", "expected"),
    [
        (date(2026, 5, 22), 1, date(2026, 5, 26)),  # Friday before Memorial Day
        (date(2026, 5, 23), 1, date(2026, 5, 26)),  # from a Saturday the next open day is day 1
        (MEMORIAL_DAY, 1, date(2026, 5, 26)),  # and from a holiday
        (date(2026, 1, 30), 2, date(2026, 2, 3)),  # across a month end
        (date(2026, 6, 8), 10, date(2026, 6, 24)),  # over a closure and a holiday
        (date(2025, 12, 31), 1, date(2026, 1, 1)),  # from the eve of the calendar
    ],
)
def test_add_open_days(day, count, expected):
    assert CALENDAR.add_open_days(day, count) == expected


@each(
    ("day", "count", "expected"),
    [
        (date(2026, 5, 26), 1, date(2026, 5, 22)),
        (date(2026, 5, 24), 1, date(2026, 5, 22)),  # from a Sunday
        (date(2026, 6, 24), 10, date(2026, 6, 8)),
    ],
)
def test_subtract_open_days(day, count, expected):
    assert CALENDAR.subtract_open_days(day, count) == expected


@each(
    "question",
    [
        lambda: CALENDAR.add_open_days(date(2026, 12, 31), 1),
        lambda: CALENDAR.add_open_days(date(2027, 1, 4), 1),
        lambda: CALENDAR.add_open_days(date(2024, 1, 4), 1),
        lambda: CALENDAR.subtract_open_days(date(2026, 1, 2), 2),
        lambda: CALENDAR.is_open(date(2027, 1, 4)),
        lambda: CALENDAR.why_closed(date(2027, 1, 4)),
        lambda: CALENDAR.next_open_day(date(2027, 1, 3)),
        lambda: CALENDAR.open_days_between(date(2026, 1, 1), date(2027, 1, 1)),
    ],
)
def test_a_day_outside_the_calendar_is_never_guessed(question):
    with pytest.raises(CalendarNotPublished, match="have not been entered"):
        question()


def test_the_missing_year_is_named():
    with pytest.raises(CalendarNotPublished, match=r"^holidays for 2027 have not been entered$"):
        CALENDAR.add_open_days(date(2026, 12, 30), 2)


def test_why_closed_names_the_weekend_the_holiday_and_the_closure():
    days = [date(2026, 6, 6), JUNETEENTH, STORM, date(2026, 6, 10)]
    assert [CALENDAR.why_closed(day) for day in days] == ["weekend", "Juneteenth", "City Hall closed", None]


def test_open_days_between_counts_both_ends():
    assert CALENDAR.open_days_between(date(2026, 6, 8), date(2026, 6, 12)) == 4
    assert CALENDAR.open_days_between(date(2026, 6, 12), date(2026, 6, 8)) == 0


def test_next_and_previous_open_day_keep_an_open_day():
    assert CALENDAR.next_open_day(date(2026, 6, 8)) == CALENDAR.previous_open_day(date(2026, 6, 8)) == date(2026, 6, 8)
    assert CALENDAR.next_open_day(JUNETEENTH) == date(2026, 6, 22)
    assert CALENDAR.previous_open_day(date(2026, 6, 21)) == date(2026, 6, 18)


def test_with_closed_adds_days_and_keeps_names():
    closer = CALENDAR.with_closed([date(2026, 6, 10), JUNETEENTH])
    assert closer.why_closed(date(2026, 6, 10)) == "closed"
    assert closer.why_closed(JUNETEENTH) == "Juneteenth"
    assert closer.identity == "City 3"
    assert CALENDAR.with_closed([]) is CALENDAR
    assert closer is CALENDAR.with_closed([JUNETEENTH, date(2026, 6, 10)])


def test_closed_between_tells_holidays_from_closures():
    closed = CALENDAR.closed_between(date(2026, 5, 26), date(2026, 6, 30))
    assert [(day.label, day.is_holiday) for day in closed] == [("City Hall closed", False), ("Juneteenth", True)]


def test_equal_calendars_are_equal_and_hash_alike():
    first, last = date(2026, 1, 1), date(2026, 1, 31)
    january = WorkCalendar(first, last, {date(2026, 1, 1): "New Year"})
    assert january == WorkCalendar(first, last, {date(2026, 1, 1): "New Year"})
    assert len({january, WorkCalendar(first, last, {date(2026, 1, 1): "New Year"})}) == 1
    assert january != WorkCalendar(first, last, {})
    assert january != "January"


def test_a_calendar_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="cannot end"):
        WorkCalendar(date(2026, 1, 2), date(2026, 1, 1), {})
