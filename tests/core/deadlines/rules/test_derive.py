"""Counts and outcomes, each at its edge. June 2026 begins on a Monday; Juneteenth is Friday the 19th."""

from datetime import date

from labor_office.core.deadlines.rules.derive import Outcome
from labor_office.core.deadlines.rules.facts import AgreedExtension, Facts, Happening
from labor_office.core.deadlines.rules.procedure import (
    CountUnit,
    Direction,
    LimitKind,
    Strength,
)
from tests.core.deadlines.rules.cases import CALENDAR, FORWARD, derived, facts, june, limit
from tests.each import each

CALENDAR_DAYS, WORKING = CountUnit.CALENDAR_DAYS, CountUnit.BUSINESS_DAYS


@each(
    ("start", "given", "expected"),
    [
        (june(1), {"amount": 10}, june(11)),  # the start day is not counted
        (june(3), {"amount": 10}, june(13)),  # ends on a Saturday and stays
        (june(3), {"amount": 10, "roll": FORWARD}, june(15)),  # ends on a Saturday and rolls
        (june(9), {"amount": 10, "roll": FORWARD}, june(22)),  # ends on a holiday before a weekend
        (june(6), {"amount": 1, "unit": WORKING}, june(8)),  # from a Saturday Monday is day 1
        (june(15), {"amount": 5, "unit": WORKING}, june(23)),  # over a holiday and a weekend
        (june(15), {"amount": 5, "unit": CountUnit.SCHOOL_DAYS}, june(23)),
        (june(1), {"amount": 2, "unit": CountUnit.WEEKS}, june(15)),
        (date(2026, 3, 31), {"amount": 1, "unit": CountUnit.MONTHS}, date(2026, 4, 30)),
        (date(2026, 8, 31), {"amount": 6, "unit": CountUnit.MONTHS}, date(2027, 2, 28)),
        (date(2024, 2, 29), {"amount": 1, "unit": CountUnit.YEARS}, date(2025, 2, 28)),
        (date(2024, 2, 29), {"amount": 4, "unit": CountUnit.YEARS}, date(2028, 2, 29)),
        (june(22), {"amount": 7, "direction": Direction.BEFORE}, june(15)),
        (june(27), {"amount": 7, "direction": Direction.BEFORE, "roll": FORWARD}, june(20)),  # never rolled
        (june(22), {"amount": 2, "unit": WORKING, "direction": Direction.BEFORE}, june(17)),
        (date(2026, 7, 31), {"amount": 1, "unit": CountUnit.MONTHS, "direction": Direction.BEFORE}, june(30)),
    ],
)
def test_count(start, given, expected):
    answer = derived(limit(**given), facts(start=start))["R1"]
    assert (answer.from_on, answer.due_on) == (start, expected)


@each(
    ("done", "as_of", "rest", "expected"),
    [
        (june(11), june(11), {}, Outcome.MET),  # the limit ends with the end of its day
        (june(12), june(12), {}, Outcome.MISSED),
        (None, june(11), {}, Outcome.OPEN),
        (None, june(12), {}, Outcome.MISSED),
        (june(10), june(5), {}, Outcome.OPEN),  # an act set for a later day has not been done
        (None, june(12), {"strength": Strength.TARGET}, Outcome.TARGET_PASSED),
        (june(12), june(12), {"strength": Strength.TARGET}, Outcome.TARGET_PASSED),
        (june(11), june(12), {"strength": Strength.TARGET}, Outcome.MET),
        (None, june(11), {"kind": LimitKind.WAITING_PERIOD}, Outcome.RUNNING),
        (None, june(12), {"kind": LimitKind.WAITING_PERIOD}, Outcome.ENDED),
    ],
)
def test_outcome(done, as_of, rest, expected):
    days = {"start": june(1)} | ({"done": done} if done else {})
    assert derived(limit(**rest), facts(**days), as_of)["R1"].outcome is expected


def test_extra_closed_days_count_for_the_count_and_the_roll():
    given = Facts((Happening("start", june(1)),), extra_closed=(june(11),))
    working, rolled = limit("W", 8, WORKING), limit("C", 10, roll=FORWARD)
    got = derived((working, rolled), given)
    assert (got["W"].due_on, got["C"].due_on) == (june(12), june(12))


@each(
    ("given", "start"),
    [
        ({"unit": WORKING}, date(2027, 12, 28)),
        ({"roll": FORWARD, "amount": 5}, date(2027, 12, 28)),
        ({"unit": WORKING, "direction": Direction.BEFORE}, date(2025, 1, 3)),
    ],
)
def test_past_the_published_calendar_there_is_no_date(given, start):
    answer = derived(limit(**given), facts(start=start), date(2027, 12, 31))["R1"]
    assert (answer.outcome, answer.from_on, answer.due_on) == (Outcome.NEEDS_DATE, start, None)
    assert answer.missing.startswith("holidays for 20")


def test_calendar_days_that_never_roll_need_no_calendar():
    assert derived(limit(), facts(start=date(2031, 5, 1)), date(2031, 5, 2))["R1"].due_on == date(2031, 5, 11)


def test_a_count_beyond_any_calendar_has_no_date():
    answer = derived(limit(amount=9000, unit=CountUnit.YEARS), facts(start=june(1)))["R1"]
    assert (answer.outcome, answer.missing) == (Outcome.NEEDS_DATE, "9000 years reach beyond any calendar")


def test_a_plain_date_hangs_on_one_event_and_the_calendar():
    plain = derived(limit(unit=WORKING), facts(start=june(1)), calendar=CALENDAR)["R1"].trace
    extended = derived(limit(), facts(start=june(1), extensions=[AgreedExtension("R1", june(20))]))["R1"].trace
    assert (plain.is_plain, extended.is_plain) == (True, False)
