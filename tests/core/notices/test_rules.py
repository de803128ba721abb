"""The ladder, the escalation and their edges."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from labor_office.core.notices import rules
from tests.each import each


@each(
    ("period", "expected"),
    [
        (30, (10, 5, 2, 1, 0)),
        (15, (10, 5, 2, 1, 0)),
        (14, (5, 2, 1, 0)),
        (8, (5, 2, 1, 0)),
        (7, (2, 1, 0)),
        (4, (2, 1, 0)),
        (3, (1, 0)),
        (0, (1, 0)),
    ],
)
def test_the_ladder_scales_with_the_period(period, expected):
    assert rules.rungs(period) == expected


@each(
    ("days_left", "at_start", "muted", "expected"),
    [
        (11, 15, (), None),
        (10, 15, (), 10),
        (9, 15, (), 10),  # the sweep was down yesterday: said late, and only once, by its key
        (5, 15, (), 5),
        (3, 15, (), 5),
        (2, 15, (), 2),
        (0, 15, (), 0),
        (-1, 15, (), None),  # overdue is told by the escalation
        (8, 9, (), None),  # ten days ahead was past at birth
        (5, 5, (), None),  # born with five days left: the assignment said so
        (4, 5, (), None),
        (2, 5, (), 2),
        (0, 0, (), 0),  # due on the day it was born: told all the same
        (10, 15, (10,), None),
        (5, 15, (5,), 10),  # the one before it, if it was never said
        (1, 15, (1, 0), 1),  # cannot be muted
        (0, 15, (1, 0), 0),
    ],
)
def test_the_rung_reached(days_left, at_start, muted, expected):
    reached = rules.rung_reached(days_left=days_left, period_working_days=15, days_left_at_start=at_start, muted=muted)
    assert reached == expected


def test_the_morning_keeps_its_hour_when_the_clocks_change():
    zone = ZoneInfo("America/New_York")
    hours = [rules.morning(day, at=time(7, 30), zone=zone).utcoffset() for day in (date(2026, 3, 6), date(2026, 3, 9))]
    assert hours == [timedelta(hours=-5), timedelta(hours=-4)]
    assert rules.morning(date(2026, 6, 15), at=time(7, 30), zone=zone) == datetime.fromisoformat("2026-06-15T11:30Z")


def test_what_failed_waits_longer_and_travels_in_smaller_company():
    assert [rules.batch_size(attempts) for attempts in range(5)] == [500, 50, 5, 1, 1]
    assert [rules.lease(attempts) // rules.LEASE for attempts in range(8)] == [1, 2, 4, 8, 16, 32, 32, 32]
