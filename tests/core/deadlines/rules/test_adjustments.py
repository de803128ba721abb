"""Outer limits, stopped days and extensions, each at its edge."""

from datetime import date

from labor_office.core.deadlines.rules.derive import Outcome
from labor_office.core.deadlines.rules.facts import AgreedExtension, Freeze, UnilateralExtension
from labor_office.core.deadlines.rules.procedure import (
    Cap,
    CountUnit,
    Direction,
)
from tests.core.deadlines.rules.cases import FORWARD, derived, facts, june, limit
from tests.each import each

CALENDAR_DAYS, WORKING = CountUnit.CALENDAR_DAYS, CountUnit.BUSINESS_DAYS


@each(
    ("cap", "given", "expected"),
    [
        (Cap(20, CALENDAR_DAYS, ("incident",)), {}, june(9)),
        (Cap(30, CALENDAR_DAYS, ("incident",)), {}, june(11)),  # later, so it changes nothing
        (Cap(17, CALENDAR_DAYS, ("incident",), FORWARD), {}, june(8)),  # June 6 is a Saturday
        (Cap(20, CALENDAR_DAYS, ("unheard",)), {}, june(11)),
        (Cap(20, CALENDAR_DAYS, ("incident",), not_for=("pay",)), {"kinds": ["pay"]}, june(11)),
        (Cap(20, CALENDAR_DAYS, ("incident",), not_for=("pay",)), {"pay": date(2026, 5, 1)}, june(11)),
        (Cap(20, CALENDAR_DAYS, ("incident",), not_for=("pay",)), {}, june(9)),
    ],
)
def test_outer_limit(cap, given, expected):
    answer = derived(limit(cap=cap), facts(incident=date(2026, 5, 20), start=june(1), **given), june(2))["R1"]
    assert (answer.from_on, answer.due_on) == (june(1), expected)


def test_an_outer_limit_runs_through_a_stop_unless_the_stop_holds_it_too():
    capped = limit(cap=Cap(20, CALENDAR_DAYS, ("incident",)))
    stops = [Freeze("abeyance", ("R1",), june(3), june(7), stops_outer_limit=holds) for holds in (False, True)]
    days = {"incident": date(2026, 5, 20), "start": june(1)}
    dates = [derived(capped, facts(freezes=[stop], **days), june(8))["R1"].due_on for stop in stops]
    assert dates == [june(9), june(14)]


@each(
    ("unit", "spans", "expected"),
    [
        (CALENDAR_DAYS, [(3, 5)], june(14)),
        (CALENDAR_DAYS, [(1, 1)], june(11)),  # the start day was not counted anyway
        (CALENDAR_DAYS, [(11, 11)], june(12)),
        (CALENDAR_DAYS, [(12, 20)], june(11)),  # after the end
        (CALENDAR_DAYS, [(3, 5), (13, 13)], june(15)),  # the second lies in what the first added
        (CALENDAR_DAYS, [(3, 6), (5, 8)], june(17)),  # overlapping days are stopped once
        (WORKING, [(6, 7)], june(15)),  # a weekend was not counted anyway
        (WORKING, [(5, 8)], june(17)),  # two working days
        (CountUnit.WEEKS, [(3, 3)], date(2026, 8, 11)),
        (CountUnit.MONTHS, [(3, 4)], date(2027, 4, 3)),
    ],
)
def test_stopped_days_are_not_counted(unit, spans, expected):
    freezes = [Freeze("abeyance", ("R1",), june(first), june(last)) for first, last in spans]
    assert derived(limit(unit=unit), facts(start=june(1), freezes=freezes), june(1))["R1"].due_on == expected


@each(
    ("freeze", "expected"),
    [
        (Freeze("m", ("R1",), june(3), june(12), cap_amount=4), june(15)),
        (Freeze("m", ("R1",), june(3), june(12), cap_on=june(4)), june(13)),
        (Freeze("m", ("R1",), june(3), None, cap_amount=4), june(15)),  # nothing ends it but its cap
        (Freeze("m", ("R1",), june(5), june(30), cap_amount=2, cap_unit=WORKING), june(15)),  # Fri, Mon
    ],
)
def test_a_stop_covers_no_more_than_its_cap(freeze, expected):
    assert derived(limit(), facts(start=june(1), freezes=[freeze]), june(20))["R1"].due_on == expected


def test_stopping_before_a_day_counted_back():
    stop = Freeze("abeyance", ("R1",), june(16), june(17))
    back = limit(amount=3, direction=Direction.BEFORE)
    assert derived(back, facts(start=june(20), freezes=[stop]), june(1))["R1"].due_on == june(15)


@each(
    ("unit", "since", "left"),
    [(CALENDAR_DAYS, 5, 7), (WORKING, 5, 7), (WORKING, 6, 6), (CALENDAR_DAYS, 1, 10)],
)
def test_a_clock_that_stands_has_days_left_and_no_date(unit, since, left):
    stop = Freeze("mediation", ("R1",), june(since), None)
    answer = derived(limit(unit=unit), facts(start=june(1), freezes=[stop]), june(20))["R1"]
    assert (answer.outcome, answer.due_on, answer.days_left_when_stopped) == (Outcome.STOPPED, None, left)
    assert not answer.is_running


def test_a_clock_that_ran_out_before_it_was_stopped_is_not_stopped():
    stop = Freeze("mediation", ("R1",), june(12), None)
    answer = derived(limit(), facts(start=june(1), freezes=[stop]), june(20))["R1"]
    assert (answer.outcome, answer.due_on) == (Outcome.MISSED, june(11))


def test_an_act_while_the_clock_stands_is_in_time_and_has_a_date():
    stop = Freeze("mediation", ("R1",), june(5), None)
    answer = derived(limit(), facts(start=june(1), done=june(15), freezes=[stop]), june(20))["R1"]
    assert (answer.outcome, answer.due_on) == (Outcome.MET, june(22))


@each(
    ("rest", "unilateral", "expected"),
    [
        ({"roll": FORWARD}, [UnilateralExtension("R1", 2, CALENDAR_DAYS)], june(15)),  # June 13, a Saturday
        ({}, [UnilateralExtension("R1", 2, CALENDAR_DAYS)], june(13)),
        ({}, [UnilateralExtension("R1", 3, WORKING)], june(16)),
        ({}, [UnilateralExtension("R1", 1, CountUnit.WEEKS), UnilateralExtension("R1", 1, CALENDAR_DAYS)], june(19)),
        ({"not_extendable": True}, [UnilateralExtension("R1", 2, CALENDAR_DAYS)], june(11)),
        ({}, [UnilateralExtension("R2", 2, CALENDAR_DAYS)], june(11)),
    ],
)
def test_extensions_as_of_right_begin_at_the_due_date(rest, unilateral, expected):
    assert derived(limit(**rest), facts(start=june(1), unilateral=unilateral), june(2))["R1"].due_on == expected


def test_the_last_agreed_extension_stands_and_more_time_as_of_right_follows_it():
    given = facts(
        start=june(1),
        extensions=[AgreedExtension("R1", june(15)), AgreedExtension("R1", june(20))],
        unilateral=[UnilateralExtension("R1", 2, CALENDAR_DAYS)],
    )
    answer = derived(limit(), given, june(2))["R1"]
    assert (answer.nominal_due_on, answer.due_on) == (june(11), june(22))


def test_an_extension_of_a_limit_that_cannot_be_extended_is_refused_and_kept():
    answer = derived(limit(not_extendable=True), facts(start=june(1), extensions=[AgreedExtension("R1", june(20))]))[
        "R1"
    ]
    assert (answer.due_on, [given.is_refused for given in answer.trace.extensions]) == (june(11), [True])
