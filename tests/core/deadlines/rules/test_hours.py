"""Hours counted to the minute, across nights, weekends and changes of the clocks."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from labor_office.core.deadlines.rules.hours import count_hours, minutes_words
from tests.each import each

EAST, PACIFIC, EDMONTON = ZoneInfo("America/New_York"), ZoneInfo("America/Los_Angeles"), ZoneInfo("America/Edmonton")


def at(zone, *parts):
    return datetime(*parts, tzinfo=zone)


@each(
    ("starts_at", "hours", "ends_at"),
    [
        # Notice on Monday at 11:00, earliest on Thursday at 11:00.
        (at(EDMONTON, 2024, 3, 11, 11), 72, at(EDMONTON, 2024, 3, 14, 11)),
        (at(EAST, 2026, 6, 12, 16, 30), 72, at(EAST, 2026, 6, 15, 16, 30)),  # a weekend counts
        (at(EAST, 2026, 7, 3, 0, 0), 24, at(EAST, 2026, 7, 4, 0, 0)),
        # The clocks go forward at 2:00 on March 8: the hand shows an hour more.
        (at(EAST, 2026, 3, 6, 17), 72, at(EAST, 2026, 3, 9, 18)),
        (at(PACIFIC, 2026, 3, 7, 1), 48, at(PACIFIC, 2026, 3, 9, 2)),
        # They go back at 2:00 on November 1: the hand shows an hour less.
        (at(EAST, 2026, 10, 30, 17), 72, at(EAST, 2026, 11, 2, 16)),
        (at(EDMONTON, 2026, 10, 31, 12), 72, at(EDMONTON, 2026, 11, 3, 11)),
        # Within the hour that is counted twice.
        (datetime(2026, 11, 1, 1, 30, tzinfo=EAST), 1, datetime(2026, 11, 1, 1, 30, fold=1, tzinfo=EAST)),
        (at(EAST, 2026, 3, 8, 1, 59), 1, at(EAST, 2026, 3, 8, 3, 59)),
    ],
)
def test_hours(starts_at, hours, ends_at):
    found = count_hours(starts_at, hours, starts_at.tzinfo)

    assert found.ends_at.astimezone(UTC) == ends_at.astimezone(UTC)
    assert found.ends_at.replace(tzinfo=None) == ends_at.replace(tzinfo=None)


def test_every_start_of_a_year_gives_hours_that_add_up():
    start = datetime(2026, 1, 1, 0, 17, tzinfo=UTC)
    for step in range(0, 8760, 7):
        begun = start + timedelta(hours=step)
        found = count_hours(begun, 72, EAST)
        assert sum(day.minutes for day in found.days) == 72 * 60
        assert found.ends_at - begun.astimezone(UTC) == timedelta(hours=72)
        apart = found.ends_at.replace(tzinfo=None) - found.starts_at.replace(tzinfo=None)
        assert (apart != timedelta(hours=72)) == found.is_across_a_change
        assert [day.on for day in found.days] == sorted({day.on for day in found.days})


def test_the_sentence_proves_the_count():
    found = count_hours(at(EAST, 2026, 3, 6, 17), 72, EAST)

    assert found.sentence == (
        "7 h on Fri, Mar 6, 24 h on Sat, Mar 7, 23 h on Sun, Mar 8, 18 h on Mon, Mar 9: 72 h. "
        "The clocks go forward 1 h on Sun, Mar 8."
    )
    assert [day.on for day in found.days if day.change] == [date(2026, 3, 8)]


@each(("minutes", "words"), [(0, "0 min"), (30, "30 min"), (60, "1 h"), (750, "12 h 30 min")])
def test_minutes_in_words(minutes, words):
    assert minutes_words(minutes) == words


@each(("start", "hours"), [(datetime(2026, 6, 1, 9), 72), (at(EAST, 2026, 6, 1, 9), 0)])  # noqa: DTZ001
def test_what_cannot_be_counted_is_refused(start, hours):
    with pytest.raises(ValueError, match=r"time zone|one hour"):
        count_hours(start, hours, EAST)
