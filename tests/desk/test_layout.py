"""How the desk is laid out: what is shown under a heading, what is counted, what is late."""

from datetime import date, timedelta

from labor_office.core.deadlines.calendars import WorkCalendar
from labor_office.desk.queries.board import week_words
from labor_office.desk.rules import MOST_LATER, MOST_NOW, Heading, OwedLine, lay_out

TODAY = date(2026, 6, 15)


def line(key, due_on, state="OPEN"):
    return OwedLine(key, due_on, None, state, "Step 2 decision", "response:2")


def test_a_heading_shows_so_many_and_counts_the_rest():
    late = [line(n, TODAY - timedelta(days=1)) for n in range(MOST_NOW + 3)]
    later = [line(n, TODAY + timedelta(days=30)) for n in range(MOST_LATER + 1)]
    undated = [line(0, None, "NEEDS_DATE")]

    groups = {group.heading: group for group in lay_out([*late, *later, *undated], today=TODAY, closed={})}

    assert groups[Heading.OVERDUE].count_words == f"{MOST_NOW} of {MOST_NOW + 3} shown"
    assert groups[Heading.OVERDUE].rows == tuple(late[:MOST_NOW])
    assert groups[Heading.LATER].count_words == f"{MOST_LATER} of {MOST_LATER + 1} shown"
    assert groups[Heading.NEEDS_DATE].count_words == "1 item"


def test_only_what_has_a_day_that_is_past_is_overdue():
    yesterday = TODAY - timedelta(days=1)
    asked = (line(1, yesterday), line(2, TODAY), line(3, None, "NEEDS_DATE"), line(4, yesterday, "NEEDS_DATE"))

    assert [one.is_overdue(TODAY) for one in asked] == [True, False, False, False]


def test_the_week_is_told_by_what_is_left_of_it():
    calendar = WorkCalendar(date(2026, 1, 1), date(2026, 12, 31), {date(2026, 6, 19): "Juneteenth"})
    assert [week_words(calendar, date(2026, 6, day)) for day in (15, 17, 18, 19, 21)] == [
        "4 working days this week.",
        "2 working days left this week.",
        "1 working day left this week.",
        "5 working days next week.",
        "5 working days next week.",
    ]
