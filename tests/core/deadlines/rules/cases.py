"""A calendar and short ways to write limits and facts, for the tests of the clock."""

import re
from datetime import date, timedelta

from labor_office.core.deadlines.calendars import WorkCalendar
from labor_office.core.deadlines.rules.derive import derive
from labor_office.core.deadlines.rules.facts import Facts, Happening
from labor_office.core.deadlines.rules.procedure import Actor, CountUnit, Limit, Procedure, Roll, StartMode

HOLIDAYS = {
    date(2026, 5, 25): "Memorial Day",
    date(2026, 6, 19): "Juneteenth",
    date(2026, 7, 3): "Independence Day",
    date(2026, 9, 7): "Labor Day",
}
CALENDAR = WorkCalendar(date(2025, 1, 1), date(2027, 12, 31), HOLIDAYS, name="City", version="1")
FORWARD, NONE = Roll.FORWARD, Roll.NONE


def limit(code="R1", amount=10, unit=CountUnit.CALENDAR_DAYS, start=("start",), **rest):
    """A limit that only says what the case is about."""
    mode = StartMode.SINGLE if len(start) == 1 else StartMode.EARLIEST
    given = {"name": code, "actor": Actor.UNION, "satisfied_by": "done", "start_mode": mode} | rest
    return Limit(code=code, start=start, amount=amount, unit=unit, **given)


def june(day):
    """A day of June 2026, which begins on a Monday; past 30 it runs on into July."""
    return date(2026, 6, 1) + timedelta(days=day - 1)


def facts(*, extensions=(), unilateral=(), freezes=(), work_dates=None, lists=None, kinds=(), **days):
    """Facts with one happening for each named day; ``filed_1`` is the event ``filed:1``."""
    happenings = tuple(Happening(re.sub(r"_(\d)$", r":\1", name), day) for name, day in days.items())
    return Facts(
        happenings,
        tuple(extensions),
        tuple(unilateral),
        tuple(freezes),
        work_dates=work_dates or {},
        lists=lists or {},
        kinds=frozenset(kinds),
    )


def derived(limits, given, as_of=date(2026, 6, 1), calendar=CALENDAR, **procedure):
    """What is derived, by code."""
    all_limits = limits if isinstance(limits, tuple) else (limits,)
    answers = derive(Procedure("p", "P", all_limits, **procedure), given, calendar, as_of)
    return {answer.limit.code: answer for answer in answers}
