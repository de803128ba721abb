"""The bargaining calendar planned back from the day the money is adopted and the Council's meetings. Pure.

The latest days are limits like any other, counted back by the clock from three days: the
adoption of the money, the meeting at which the Council takes up the agreement, and the one at
which it could hear an impasse. Here those meetings are chosen, and it is said what slipped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bargaining.rules.process import Event
from labor_office.core.deadlines.calendars import CalendarNotPublished, WorkCalendar
from labor_office.core.deadlines.rules.derive import by_code, derive
from labor_office.core.deadlines.rules.facts import Facts, Happening
from labor_office.core.deadlines.rules.procedure import Procedure

TAKE_UP, RATIFY, HEARING, IMPASSE, OPEN = "PLAN-TAKE-UP", "PLAN-RATIFY", "PLAN-HEARING", "PLAN-IMPASSE", "PLAN-OPEN"
# Which meeting is the last that fits before which limit, in the order in which they hang on each other.
_MEETINGS = ((Event.COUNCIL, TAKE_UP), (Event.PLANNED_HEARING, HEARING))
# Needed only where the parties do not agree.
IMPASSE_ONLY = frozenset(
    {
        IMPASSE, HEARING, "PLAN-HEARING-DOCKET", "PLAN-REPORT", "PLAN-FACTFINDER", "PLAN-MEDIATOR", "PLAN-AWARD",
        "PLAN-ARBITRATOR",
    }
)  # fmt: skip
# What each latest day was for, as a sentence says it.
_VERBS: Mapping[str, str] = {
    OPEN: "to hold the first session",
    IMPASSE: "to declare impasse",
    "PLAN-MEDIATOR": "to name the mediator",
    "PLAN-FACTFINDER": "to name the factfinder",
    "PLAN-REPORT": "for the factfinder's report",
    "PLAN-HEARING-DOCKET": "to docket the impasse hearing",
    HEARING: "for the Council's impasse hearing",
    "PLAN-ARBITRATOR": "to name the arbitrator",
    "PLAN-AWARD": "for the award",
    RATIFY: "to ratify",
    "PLAN-FISCAL": "for the fiscal impact study",
    "PLAN-DOCKET": "to docket the agreement",
    TAKE_UP: "for the Council to take up the agreement",
}


class NotPlanned(Exception):
    """The plan cannot be counted; the message says what to enter first."""


@dataclass(frozen=True, slots=True)
class Latest:
    """One latest day of the plan, and the day on which it was done, if it was."""

    code: str
    name: str
    due_on: date
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Soonest:
    """What could still be reached if impasse were declared on a day."""

    hearing_on: date
    taken_up_on: date


def choose_days(
    procedure: Procedure, *, budget_on: date, meetings: Sequence[date], calendar: WorkCalendar
) -> dict[str, date]:
    """The days the plan hangs on, by event: the money's, and the last meeting that fits before each limit.

    Rules without such limits hang on the money alone. Raises NotPlanned where no meeting fits
    or the calendar does not reach.
    """
    found: dict[str, date] = {Event.BUDGET: budget_on}
    for event, code in _MEETINGS:
        latest = _due(procedure, found, code, calendar)
        if latest is None:
            continue
        fitting = [day for day in meetings if day <= latest]
        if not fitting:
            name = procedure.limit(code).name.lower()
            raise NotPlanned(
                f"No Council meeting on or before {_day(latest)} is entered: the {name}. Enter the Council's meetings."
            )
        found[event] = max(fitting)
    return found


def soonest(
    procedure: Procedure, *, declared_on: date, meetings: Sequence[date], calendar: WorkCalendar
) -> Soonest | None:
    """The earliest meetings at which the Council could hear the impasse, and take up what follows.

    The same counts as the plan's, forwards. None where the rules plan nothing, no meeting is
    entered so far ahead, or the calendar does not reach.
    """
    amounts = {limit.code: limit.amount for limit in procedure.limits}
    if not {IMPASSE, HEARING, RATIFY} <= amounts.keys():
        return None
    try:
        heard = _first(meetings, calendar.add_open_days(declared_on, amounts[IMPASSE]))
        voted = calendar.add_open_days(heard, amounts[HEARING] - amounts[RATIFY]) if heard else None
        taken_up = _first(meetings, calendar.add_open_days(voted, amounts[RATIFY])) if voted else None
    except CalendarNotPublished:
        return None
    return Soonest(heard, taken_up) if heard and taken_up else None


def slipped(plan: Sequence[Latest], *, today: date, calendar: WorkCalendar, is_impasse_moot: bool) -> list[str]:
    """A sentence for each latest day that has passed undone, the longest past first.

    With nothing left open at the table the days of an impasse are nobody's concern.
    """
    late = [
        one
        for one in plan
        if one.done_on is None and one.due_on < today and not (is_impasse_moot and one.code in IMPASSE_ONLY)
    ]
    return [
        f"The latest day {_VERBS.get(one.code, 'for “' + one.name + '”')} was {_day(one.due_on)}, "
        f"{_ago(one.due_on, today, calendar)}."
        for one in sorted(late, key=lambda one: (one.due_on, one.code))
    ]


def _due(procedure: Procedure, days: Mapping[str, date], code: str, calendar: WorkCalendar) -> date | None:
    if code not in procedure.plan.positions:
        return None
    happened = tuple(Happening(event, on) for event, on in days.items())
    found = by_code(derive(procedure, Facts(happened), calendar, max(days.values())))[code]
    if found.due_on is None:
        raise NotPlanned(f"{found.limit.name} cannot be counted: {found.missing}.")
    return found.due_on


def _first(meetings: Sequence[date], from_on: date) -> date | None:
    return min((day for day in meetings if day >= from_on), default=None)


def _ago(day: date, today: date, calendar: WorkCalendar) -> str:
    count = calendar.open_days_after(day, today)
    if count is None:
        return "some time ago"
    return f"{count} working day{'' if count == 1 else 's'} ago"


def _day(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"
