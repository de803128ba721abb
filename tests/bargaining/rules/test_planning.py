"""The calendar planned back: which meetings it hangs on, what slipped, what could still be reached."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bargaining.rules.planning import HEARING, IMPASSE, TAKE_UP, Latest, NotPlanned, choose_days, slipped, soonest
from bargaining.rules.process import PLAN_PREFIX, Event
from labor_office.core.deadlines.calendars import WorkCalendar
from labor_office.core.deadlines.procedure_files.reading import read_procedure_file
from labor_office.core.deadlines.rules.derive import by_code, derive
from labor_office.core.deadlines.rules.facts import Facts, Happening
from labor_office.core.deadlines.verification import verify_timeline
from tests.each import each

SHIPPED = Path(__file__).parents[3] / "bargaining" / "shipped" / "rules.toml"
FILED = read_procedure_file(SHIPPED.read_text()).procedures
PROCEDURES = {filed.id: filed.procedure for filed in FILED}
ORDINANCE = PROCEDURES["bargaining-ordinance"]
HOLIDAYS = dict.fromkeys(tomllib.loads(SHIPPED.read_text())["procedure"][-1]["holidays"], "holiday")
CALENDAR = WorkCalendar(date(2025, 1, 1), date(2027, 12, 31), HOLIDAYS)
TUESDAYS = [date(2026, 1, 13) + timedelta(days=14 * n) for n in range(26)]
MONEY = date(2026, 11, 17)


def latest_days(budget_on, *, meetings=TUESDAYS, calendar=CALENDAR):
    """Every latest day by its code, with the days it hangs on."""
    days = choose_days(ORDINANCE, budget_on=budget_on, meetings=meetings, calendar=calendar)
    facts = Facts(tuple(Happening(event, on) for event, on in days.items()))
    found = by_code(derive(ORDINANCE, facts, calendar, date(2026, 1, 1)))
    return days, {code: one.due_on for code, one in found.items() if code.startswith(PLAN_PREFIX)}


@each(("code", "expected"), [
    ("PLAN-TAKE-UP", date(2026, 11, 2)),  # ten working days before Nov 17, Veterans Day not counted
    ("PLAN-DOCKET", date(2026, 10, 7)),  # eight before the meeting of Oct 20, Columbus Day not counted
    ("PLAN-RATIFY", date(2026, 9, 28)),  # fifteen before it
    ("PLAN-HEARING", date(2026, 9, 14)),  # ten before that
    ("PLAN-REPORT", date(2026, 8, 17)),  # fifteen before the meeting of Sep 8, Labor Day not counted
    ("PLAN-FACTFINDER", date(2026, 7, 13)),
    ("PLAN-MEDIATOR", date(2026, 6, 18)),  # Jul 3 and Juneteenth are not counted
    ("PLAN-IMPASSE", date(2026, 6, 11)),
    ("PLAN-OPEN", date(2026, 3, 18)),  # Memorial Day is not counted
])  # fmt: skip
def test_latest_days_are_counted_back_from_the_money(code, expected):
    days, latest = latest_days(MONEY)

    assert days == {
        Event.BUDGET: MONEY,
        Event.COUNCIL: date(2026, 10, 20),
        Event.PLANNED_HEARING: date(2026, 9, 8),
    }
    assert latest[code] == expected


@each(("meetings", "words"), [
    ([], "No Council meeting on or before November 2, 2026"),
    ([date(2026, 11, 3)], "No Council meeting on or before November 2, 2026"),
    ([date(2026, 10, 20)], "No Council meeting on or before September 14, 2026"),
])  # fmt: skip
def test_a_plan_without_a_meeting_says_which_is_missing(meetings, words):
    with pytest.raises(NotPlanned, match=words):
        choose_days(ORDINANCE, budget_on=MONEY, meetings=meetings, calendar=CALENDAR)


def test_a_plan_beyond_the_calendar_says_so():
    with pytest.raises(NotPlanned, match="cannot be counted"):
        choose_days(ORDINANCE, budget_on=date(2029, 5, 1), meetings=TUESDAYS, calendar=CALENDAR)


@each(("due_on", "done_on", "is_moot", "expected"), [
    (date(2026, 6, 9), None, False,
     ["The latest day to declare impasse was June 9, 2026, 4 working days ago."]),
    (date(2026, 6, 12), None, False,
     ["The latest day to declare impasse was June 12, 2026, 1 working day ago."]),
    (date(2026, 6, 15), None, False, []),  # it is still today
    (date(2026, 6, 9), date(2026, 6, 9), False, []),
    (date(2026, 6, 9), None, True, []),  # everything is agreed
])  # fmt: skip
def test_slippage_is_said_in_working_days(due_on, done_on, is_moot, expected):
    plan = [Latest(IMPASSE, "Latest day to declare impasse", due_on, done_on)]

    said = slipped(plan, today=date(2026, 6, 15), calendar=CALENDAR, is_impasse_moot=is_moot)

    assert said == expected


def test_slippage_beyond_the_calendar_gives_no_number():
    plan = [Latest(IMPASSE, "Latest day", date(2026, 6, 9))]

    short = WorkCalendar(date(2026, 1, 1), date(2026, 6, 10), {})
    said = slipped(plan, today=date(2026, 6, 15), calendar=short, is_impasse_moot=False)

    assert said == ["The latest day to declare impasse was June 9, 2026, some time ago."]


def test_what_could_still_be_reached_uses_the_same_counts_forwards():
    reach = soonest(ORDINANCE, declared_on=date(2026, 6, 15), meetings=TUESDAYS, calendar=CALENDAR)

    # 60 working days to Sep 10, so the meeting of Sep 22; then 10 and 15 more to Oct 28.
    assert (reach.hearing_on, reach.taken_up_on) == (date(2026, 9, 22), date(2026, 11, 3))


def test_nothing_is_promised_where_no_meeting_is_entered_so_far_ahead():
    assert soonest(ORDINANCE, declared_on=date(2026, 12, 1), meetings=TUESDAYS, calendar=CALENDAR) is None


@each("procedure", PROCEDURES.values())
def test_every_shape_of_law_plans_back(procedure):
    assert {IMPASSE, TAKE_UP} <= procedure.plan.positions.keys()
    ends = {code for code in (HEARING, "PLAN-AWARD") if code in procedure.plan.positions}
    assert len(ends) == 1, "the Council hears it, or arbitrators decide it"


def test_an_award_is_planned_back_from_the_council_s_day():
    days = choose_days(PROCEDURES["bargaining-arbitration"], budget_on=MONEY, meetings=TUESDAYS, calendar=CALENDAR)
    assert days == {Event.BUDGET: MONEY, Event.COUNCIL: date(2026, 10, 20)}
    facts = Facts(tuple(Happening(event, on) for event, on in days.items()))
    found = by_code(derive(PROCEDURES["bargaining-arbitration"], facts, CALENDAR, date(2026, 1, 1)))
    assert found["PLAN-AWARD"].due_on == date(2026, 10, 5)  # ten working days, Columbus Day not counted


@each("filed", FILED)
def test_the_worked_examples_of_the_shipped_rules_come_out(filed):
    assert filed.timelines
    assert [line for one in filed.timelines for line in verify_timeline(filed.procedure, one, CALENDAR).lines] == []


closed_days = st.sets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=25)
money_days = st.dates(date(2026, 11, 1), date(2026, 12, 15))


@settings(max_examples=40, deadline=None)
@given(closed=closed_days, first=money_days, second=money_days)
def test_no_latest_day_is_closed_and_later_money_never_makes_one_earlier(closed, first, second):
    calendar = WorkCalendar(date(2025, 1, 1), date(2027, 12, 31), dict.fromkeys(closed, "closed"))
    (_, sooner), (_, later) = (latest_days(day, calendar=calendar) for day in sorted((first, second)))

    assert all(calendar.is_open(day) for day in sooner.values())
    assert all(sooner[code] <= later[code] for code in sooner)
    order = ["PLAN-OPEN", "PLAN-IMPASSE", "PLAN-MEDIATOR", "PLAN-FACTFINDER", "PLAN-REPORT", "PLAN-HEARING"]
    assert [sooner[code] for code in order] == sorted(sooner[code] for code in order)
