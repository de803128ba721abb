"""What must hold of every count, tried on many; and an independent count by numpy and dateutil."""
# ruff: noqa: PLR0917 -- hypothesis hands over its examples by position

from datetime import date, timedelta
from functools import lru_cache

import numpy as np
from dateutil.relativedelta import relativedelta
from hypothesis import given, settings
from hypothesis import strategies as st

from labor_office.core.deadlines.calendars import SATURDAY, WorkCalendar
from labor_office.core.deadlines.rules.explanation import DayKind
from labor_office.core.deadlines.rules.facts import Freeze
from labor_office.core.deadlines.rules.procedure import CountUnit, Direction, Roll
from labor_office.core.deadlines.rules.trace import Trace, explain
from tests.core.deadlines.rules.cases import FORWARD, derived, facts, limit

FIRST, LAST = date(2024, 1, 1), date(2031, 12, 31)
TODAY = date(2026, 6, 15)
WORKING = CountUnit.BUSINESS_DAYS
DAY_UNITS = (CountUnit.CALENDAR_DAYS, CountUnit.BUSINESS_DAYS, CountUnit.SCHOOL_DAYS)

starts = st.dates(date(2025, 6, 1), date(2028, 6, 30))
amounts = st.integers(1, 120)
units = st.sampled_from([unit for unit in CountUnit if unit is not CountUnit.PERSON_WORK_DAYS])
holidays = st.frozensets(st.dates(date(2025, 1, 1), date(2029, 12, 31)), max_size=40)
quick = settings(max_examples=60, deadline=None)


@lru_cache(maxsize=64)
def calendar(closed):
    return WorkCalendar(FIRST, LAST, dict.fromkeys(closed, "holiday"))


def due(start, closed, *, freezes=(), **rest):
    return derived(limit(**rest), facts(start=start, freezes=freezes), TODAY, calendar(closed))["R1"]


@quick
@given(starts, amounts, units, holidays)
def test_a_due_date_never_lies_on_a_day_its_rule_excludes(start, amount, unit, closed):
    working = due(start, closed, amount=amount, unit=WORKING).due_on
    rolled = due(start, closed, amount=min(amount, 20), unit=unit, roll=FORWARD).due_on
    for day in (working, rolled):
        assert day is None or (day.weekday() < SATURDAY and day not in closed)


@quick
@given(starts, amounts, holidays, st.dates(date(2025, 1, 1), date(2029, 12, 31)))
def test_another_holiday_never_makes_a_working_day_limit_earlier(start, amount, closed, holiday):
    before = due(start, closed, amount=amount, unit=WORKING).due_on
    after = due(start, closed | {holiday}, amount=amount, unit=WORKING).due_on
    assert after >= before


@quick
@given(starts, amounts, st.data(), holidays)
def test_a_stop_inside_a_calendar_limit_moves_it_exactly_so_many_days_before_any_roll(start, amount, data, closed):
    first = data.draw(st.integers(1, amount))
    length = data.draw(st.integers(1, 60))
    stop = Freeze("abeyance", ("R1",), start + timedelta(first), start + timedelta(first + length - 1))
    bare = due(start, closed, amount=amount)
    stopped = due(start, closed, amount=amount, roll=FORWARD, freezes=[stop])
    assert stopped.trace.counted_on == bare.due_on + timedelta(length)


@quick
@given(starts, amounts, st.sampled_from(DAY_UNITS), holidays, st.integers(0, 40), st.integers(0, 40))
def test_a_stop_never_makes_a_limit_earlier_and_stopped_days_are_not_counted(
    start, amount, unit, closed, after, length
):
    stop = Freeze("abeyance", ("R1",), start + timedelta(after), start + timedelta(after + length))
    stopped = due(start, closed, amount=amount, unit=unit, freezes=[stop])
    assert stopped.due_on >= due(start, closed, amount=amount, unit=unit).due_on
    counted = [cell.date for cell in explain(stopped.trace, TODAY).days if cell.n is not None]
    assert len(counted) == amount
    assert not any(stop.from_on <= day <= stop.to_on for day in counted)


@quick
@given(starts, amounts, units, holidays, st.sampled_from(Direction), st.sampled_from(Roll))
def test_deriving_twice_gives_the_same_and_the_trace_survives_storage(start, amount, unit, closed, direction, roll):
    rest = {"amount": min(amount, 20), "unit": unit, "direction": direction, "roll": roll}
    first, second = due(start, closed, **rest), due(start, closed, **rest)
    assert first == second
    assert Trace.from_json(first.trace.to_json()) == first.trace


@quick
@given(starts, amounts, holidays)
def test_working_days_agree_with_numpy(start, amount, closed):
    days = np.busdaycalendar(holidays=[np.datetime64(day) for day in closed])
    forward = np.busday_offset(np.datetime64(start), amount, roll="backward", busdaycal=days).astype(date)
    back = np.busday_offset(np.datetime64(start), -amount, roll="forward", busdaycal=days).astype(date)
    assert due(start, closed, amount=amount, unit=WORKING).due_on == forward
    assert due(start, closed, amount=amount, unit=WORKING, direction=Direction.BEFORE).due_on == back


@quick
@given(starts, amounts, holidays)
def test_rolls_agree_with_numpy(start, amount, closed):
    days = np.busdaycalendar(holidays=[np.datetime64(day) for day in closed])
    end = np.datetime64(start + timedelta(amount))
    assert due(start, closed, amount=amount, roll=FORWARD).due_on == np.busday_offset(
        end, 0, roll="forward", busdaycal=days
    ).astype(date)


@quick
@given(starts, st.integers(1, 40), st.sampled_from(["weeks", "months", "years"]), st.booleans())
def test_weeks_months_and_years_agree_with_dateutil(start, amount, unit, is_back):
    direction = Direction.BEFORE if is_back else Direction.AFTER
    expected = start + relativedelta(**{unit: -amount if is_back else amount})
    assert due(start, frozenset(), amount=amount, unit=CountUnit(unit), direction=direction).due_on == expected


@quick
@given(starts, amounts, st.sampled_from(DAY_UNITS), st.sampled_from(Direction), st.sampled_from(Roll), holidays)
def test_the_strip_has_every_day_once_and_counts_to_the_amount(start, amount, unit, direction, roll, closed):
    answer = due(start, closed, amount=amount, unit=unit, direction=direction, roll=roll)
    cells = explain(answer.trace, TODAY).days
    dates = [cell.date for cell in cells]
    assert dates == [min(dates) + timedelta(n) for n in range(len(dates))]
    assert {dates[0], dates[-1]} == {start, answer.due_on}
    numbers = [cell.n for cell in cells if cell.n is not None]
    assert sorted(numbers) == list(range(1, amount + 1))
    assert [cell.kind for cell in cells].count(DayKind.DUE) == 1
