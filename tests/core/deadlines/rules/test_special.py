"""Limits that hang on lists of dates, on a person's work days, or on whole months."""

from datetime import date, time

from labor_office.core.deadlines.rules.derive import Outcome
from labor_office.core.deadlines.rules.facts import Facts, Happening
from labor_office.core.deadlines.rules.procedure import (
    AgendaCutoff,
    CountUnit,
    Direction,
    SpecialKind,
)
from tests.core.deadlines.rules.cases import FORWARD, derived, facts, june, limit
from tests.each import each

CALENDAR_DAYS, WORKING = CountUnit.CALENDAR_DAYS, CountUnit.BUSINESS_DAYS


@each(
    ("rest", "days", "outcome", "due"),
    [
        ({"amount": 2}, [june(9), june(2), june(5), june(2)], Outcome.OPEN, june(5)),  # in order, each once
        ({"amount": 2}, [june(1), june(5)], Outcome.NEEDS_DATE, None),  # the start day is not counted
        ({"amount": 1, "direction": Direction.BEFORE}, [date(2026, 5, 30), june(1)], Outcome.MISSED, date(2026, 5, 30)),
        ({"amount": 1}, [], Outcome.NEEDS_DATE, None),
    ],
)
def test_a_persons_work_days(rest, days, outcome, due):
    own = limit(unit=CountUnit.PERSON_WORK_DAYS, person="grievant", **rest)
    answer = derived(own, facts(start=june(1), work_dates={"grievant": tuple(days)}), june(1))["R1"]
    assert (answer.outcome, answer.due_on) == (outcome, due)
    assert ("grievant" in answer.missing) is (due is None)


@each(
    ("kind", "given", "listed", "expected"),
    [
        (SpecialKind.FIRST_LISTED_DATE_MORE_THAN_N_DAYS_AFTER, {}, [june(30), june(11), june(12)], june(12)),
        (SpecialKind.ROLL_TO_PRESENCE, {}, [june(30), june(11)], june(11)),  # on the day itself
        (SpecialKind.ROLL_TO_PRESENCE, {"roll": FORWARD, "amount": 12}, [june(13), june(15)], june(13)),
        (SpecialKind.AGENDA_MEETING, {}, [june(3), june(10)], june(10)),  # a Wednesday: the agenda closes a week before
        (SpecialKind.AGENDA_MEETING, {}, [june(4)], june(4)),  # closes Wednesday, June 3
        (SpecialKind.ROLL_TO_PRESENCE, {}, [june(10)], None),
        (SpecialKind.AGENDA_MEETING, {}, [june(2)], None),
    ],
)
def test_listed_dates(kind, given, listed, expected):
    cutoff = AgendaCutoff(2, time(12)) if kind is SpecialKind.AGENDA_MEETING else None
    special = limit(special_kind=kind, list_key="board", agenda_cutoff=cutoff, **given)
    answer = derived(special, facts(start=june(1), lists={"board": tuple(listed)}), june(1))["R1"]
    assert answer.due_on == expected
    assert (answer.outcome is Outcome.NEEDS_DATE) is (expected is None)


@each(("at", "expected"), [(time(12, 0), june(4)), (time(12, 1), june(11)), (None, june(4)), (time(17, 30), june(11))])
def test_an_agenda_closes_at_its_hour(at, expected):
    special = limit(special_kind=SpecialKind.AGENDA_MEETING, list_key="board", agenda_cutoff=AgendaCutoff(2, time(12)))
    given = Facts((Happening("start", june(3), at),), lists={"board": (june(4), june(11))})
    assert derived(special, given, june(3))["R1"].due_on == expected


@each(
    ("start", "amount", "roll", "opens", "due"),
    [
        (date(2026, 1, 1), 1, "none", date(2026, 3, 1), date(2026, 3, 31)),
        (date(2026, 1, 31), 2, "none", date(2026, 3, 1), date(2026, 4, 30)),
        (date(2025, 12, 15), 1, "none", date(2026, 2, 1), date(2026, 2, 28)),
        (date(2026, 3, 10), 1, "forward", date(2026, 5, 1), date(2026, 6, 1)),  # May 31 is a Sunday
    ],
)
def test_a_window_begins_with_the_second_full_month(start, amount, roll, opens, due):
    window = limit(
        amount=amount,
        unit=CountUnit.MONTHS,
        special_kind=SpecialKind.WINDOW_SECOND_FULL_MONTH,
        roll=FORWARD if roll == "forward" else "none",
    )
    answer = derived(window, facts(start=start), date(2026, 3, 1))["R1"]
    assert (answer.window_start, answer.due_on) == (opens, due)


def test_an_act_before_its_window_opens_does_not_count_and_one_inside_does():
    window = limit(amount=1, unit=CountUnit.MONTHS, special_kind=SpecialKind.WINDOW_SECOND_FULL_MONTH)
    early = facts(start=date(2026, 1, 5), done=date(2026, 2, 20))
    again = Facts((*early.happenings, Happening("done", date(2026, 3, 2))))
    as_of = date(2026, 3, 3)
    assert [derived(window, given, as_of)["R1"].outcome for given in (early, again)] == [Outcome.OPEN, Outcome.MET]
