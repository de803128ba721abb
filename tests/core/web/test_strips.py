"""The counted days as a reader sees and hears them."""

from datetime import date, timedelta

from labor_office.core.web.strips import draw_strip
from tests.core.web.sampler import Day, counted_days


def test_each_day_is_one_cell_and_one_sentence():
    strip = draw_strip(counted_days(13), state="today")

    assert [cell.mark for cell in strip.cells] == [
        "Start",
        "1",
        "2",
        "–",
        "–",
        "3",
        "II",
        "4",
        "5",
        "6",
        "–",
        "–",
        "Due",
    ]
    assert strip.cells[0].css == "trig c4"  # a Wednesday stands in the fourth column, Sunday first
    assert strip.cells[1].css == "done"
    assert strip.cells[-1].css == "due today is-today"
    assert strip.cells[-1].sentence == "Monday, June 15: working day 7, due date, today"
    assert strip.cells[3].sentence == "Saturday, June 6: weekend, not counted"
    assert strip.cells[6].sentence == "Tuesday, June 9: clock stopped, not counted"
    assert strip.label == "Days from June 3 to June 15"


def test_holiday_and_extension_say_their_names():
    cells = {cell.sentence.split(":")[0]: cell for cell in draw_strip(counted_days(21)).cells}

    assert cells["Friday, June 19"].sentence.endswith("Juneteenth, City holiday, not counted")
    assert cells["Monday, June 22"].mark == "+1"
    assert cells["Monday, June 22"].sentence.endswith("working day 11, added by extension")


def test_a_line_becomes_weeks_after_25_days():
    assert not draw_strip(counted_days(25)).is_weeks
    assert draw_strip(counted_days(26)).is_weeks


def test_quiet_weeks_are_folded_after_60_days():
    assert not any(cell.is_fold for cell in draw_strip(counted_days(60)).cells)

    strip = draw_strip(counted_days(90))
    folds = [cell for cell in strip.cells if cell.is_fold]

    assert [fold.mark for fold in folds] == ["10 more weeks, 50 working days"]
    after = strip.cells[strip.cells.index(folds[0]) + 1]
    assert (after.number, after.css) == ("Aug 30", "off c1")


def test_calendar_days_are_called_what_they_are():
    days = [Day(date(2026, 5, 27), "start"), Day(date(2026, 5, 28), "counted", 1), Day(date(2026, 5, 29), "due", 2)]

    assert draw_strip(days, unit="calendar day").cells[1].sentence == "Thursday, May 28: calendar day 1"


def test_no_days_draw_nothing():
    assert draw_strip([]).cells == ()


def test_every_sunday_begins_a_row_of_weeks():
    first = date(2026, 6, 7)
    days = [Day(first + timedelta(days=offset), "counted", offset) for offset in range(30)]

    assert draw_strip(days).cells[0].css == "c1"
