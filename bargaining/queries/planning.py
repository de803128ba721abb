"""The bargaining calendar: the Council's days, the latest days of a negotiation, and what has slipped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bargaining.models.negotiation import Negotiation
from bargaining.models.process import CouncilDay
from bargaining.queries.dates import Due
from bargaining.rules.planning import IMPASSE_ONLY, Latest, NotPlanned, Soonest, choose_days, slipped, soonest
from bargaining.rules.process import PLANNED, Event
from bargaining.rules.vocabulary import IssueState
from labor_office.core.deadlines.calendars import WorkCalendar
from labor_office.core.deadlines.models.clocks import Trigger
from labor_office.core.deadlines.queries.situations import situation
from labor_office.core.deadlines.rules.procedure import Procedure
from labor_office.core.web import words

# An issue that needs no resolving any more.
_DONE = (IssueState.AGREED, IssueState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One latest day: what for, when, how it was counted, where it stands, and whether it is needed at all."""

    due: Due
    is_moot: bool


@dataclass(frozen=True, slots=True)
class Anchor:
    """A day the plan hangs on."""

    words: str
    on: date


@dataclass(frozen=True, slots=True)
class Plan:
    """The calendar planned back. ``slipped`` are sentences; ``soonest`` what could still be reached from today."""

    lines: tuple[PlanLine, ...]
    anchors: tuple[Anchor, ...]
    slipped: tuple[str, ...]
    soonest: str
    # The Council's days have changed since: the plan would hang on others.
    is_stale: bool


def meetings_listed() -> list[date]:
    """The Council's meetings as entered, in order."""
    return list(CouncilDay.objects.filter(kind=CouncilDay.Kind.MEETING).values_list("on", flat=True).order_by("on"))


def budget_days(*, from_on: date) -> list[CouncilDay]:
    """Days on which money is adopted, from a day on, in order."""
    return list(CouncilDay.objects.filter(kind=CouncilDay.Kind.BUDGET, on__gte=from_on).order_by("on"))


def plan_of(negotiation: Negotiation, dues: Sequence[Due], *, today: date) -> Plan | None:
    """The latest days of a negotiation; None while it is not planned back. Eight queries at most."""
    lines = [due for due in dues if due.is_planned]
    if not lines:
        return None
    stands = {one.event: one for one in Trigger.objects.filter(matter=negotiation, event__in=PLANNED, replaced_at=None)}
    moot = not negotiation.issues.exclude(state__in=_DONE).exists()
    now = situation(negotiation.pk)
    calendar, meetings = now.calendar, meetings_listed()
    latest = [_latest(due) for due in lines if due.deadline.due_on]
    chosen = _chosen(now.reading.procedure, stands, meetings, calendar)
    declared = any(one.code == "PLAN-IMPASSE" and one.done_on for one in latest)
    reach = soonest(now.reading.procedure, declared_on=today, meetings=meetings, calendar=calendar)
    late = slipped(latest, today=today, calendar=calendar, is_impasse_moot=moot)
    return Plan(
        lines=tuple(PlanLine(due, moot and due.deadline.code in IMPASSE_ONLY) for due in lines),
        anchors=tuple(Anchor(stands[event].label, stands[event].on) for event in _order(stands)),
        slipped=tuple(late),
        soonest="" if moot or declared or reach is None else _soonest(reach, stands),
        is_stale=chosen is not None and any(stands[event].on != on for event, on in chosen.items() if event in stands),
    )


def _latest(due: Due) -> Latest:
    assert due.deadline.due_on is not None  # noqa: S101 -- the caller looked
    return Latest(due.deadline.code, due.deadline.name, due.deadline.due_on, due.deadline.satisfied_on)


def _order(stands: dict[str, Trigger]) -> list[str]:
    return sorted(stands, key=lambda event: stands[event].on)


def _chosen(
    procedure: Procedure, stands: dict[str, Trigger], meetings: list[date], calendar: WorkCalendar
) -> dict[str, date] | None:
    budget = stands.get(Event.BUDGET)
    if budget is None:
        return None
    try:
        return choose_days(procedure, budget_on=budget.on, meetings=meetings, calendar=calendar)
    except NotPlanned:
        return None


def _soonest(reach: Soonest, stands: dict[str, Trigger]) -> str:
    said = (
        f"If impasse were declared today, the Council could hear it on {words.day_year(reach.hearing_on)} at the "
        f"earliest and take up the agreement on {words.day_year(reach.taken_up_on)}"
    )
    council = stands.get(Event.COUNCIL)
    if council is None or reach.taken_up_on <= council.on:
        return f"{said}, in time for the plan."
    return f"{said}: after {words.day_year(council.on)}, the last meeting before the money is adopted."


def council_days(*, today: date) -> list[CouncilDay]:
    """The Council's days from the beginning of this year on, in order."""
    return list(CouncilDay.objects.filter(on__gte=today.replace(month=1, day=1)).select_related("entered_by"))
