"""The union takes a grievance further: to the next step, or to arbitration."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction

from grievances.actions.filing import LatenessUndecided
from grievances.actions.places import MoveRefused, hold
from grievances.models import GrievanceStep
from grievances.queries.arrivals import judge_arrival
from grievances.queries.places import Place
from grievances.queries.procedures import step_called
from grievances.rules.moves import Act
from grievances.rules.timeliness import settle_verdict
from grievances.rules.vocabulary import StepState, Timeliness
from labor_office.core.deadlines.actions.clocks import Happened
from labor_office.core.deadlines.actions.triggers import record_trigger
from labor_office.core.deadlines.rules import words
from labor_office.core.deadlines.rules.moves import Move
from labor_office.core.matters.actions.access import shut_out
from labor_office.core.matters.actions.record import record_event
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Role


@transaction.atomic
def record_appeal(
    *,
    grievance_id: int,
    received_on: date,
    by: User,
    at: datetime,
    today: date,
    received_at: time | None = None,
    method: str = "",
    filed_by: str = "",
    evidence: str = "",
    lateness: Timeliness | None = None,
) -> list[Move]:
    """Record the union's appeal to the next step and open that step.

    An appeal that came late needs ``lateness``: untimely, disputed or waived. Raises
    MoveRefused, LatenessUndecided.
    """
    here = hold(grievance_id, Act.APPEAL, today=today)
    what = Happened(here.route.event_into(here.next_step), received_on, received_at, method=method, evidence=evidence)
    return _go_on(here, what, filed_by=filed_by, lateness=lateness, by=by, at=at, today=today)


@transaction.atomic
def demand_arbitration(
    *,
    grievance_id: int,
    received_on: date,
    by: User,
    at: datetime,
    today: date,
    received_at: time | None = None,
    method: str = "",
    filed_by: str = "",
    evidence: str = "",
    lateness: Timeliness | None = None,
) -> list[Move]:
    """Record the union's demand for arbitration. Raises MoveRefused, LatenessUndecided."""
    here = hold(grievance_id, Act.DEMAND_ARBITRATION, today=today)
    what = Happened(here.route.event_into(here.next_step), received_on, received_at, method=method, evidence=evidence)
    return _go_on(here, what, filed_by=filed_by, lateness=lateness, by=by, at=at, today=today)


def _go_on(
    here: Place, what: Happened, *, filed_by: str, lateness: Timeliness | None, by: User, at: datetime, today: date
) -> list[Move]:
    if what.on > today:
        raise MoveRefused(f"{words.day(what.on)} is still to come. Enter the day it was received.")
    if what.on < here.step.filed_on:
        raise MoveRefused(f"{here.step.name} began on {words.day(here.step.filed_on)}. Enter a day on or after it.")
    verdict = judge_arrival(here.grievance.pk, what.event, what.on, what.at, today=today)
    try:
        timeliness, days_late = settle_verdict(verdict, lateness)
    except ValueError as undecided:
        raise LatenessUndecided(str(undecided)) from None
    step = open_step(here, here.next_step, filed_on=what.on, filed_by=filed_by, method=what.method)
    step.timeliness, step.filed_days_late = timeliness, days_late
    step.save(update_fields=["timeliness", "filed_days_late"])
    wall_off_decider(here, by=by, at=at)
    moves = record_trigger(matter_id=here.grievance.pk, what=what, by=by, at=at, today=today)
    late = f" {verdict.sentence} {timeliness.label}." if verdict.is_late else ""
    verb, said = ("grievance.demanded", "Arbitration demanded") if what.event == "demand" else (
        "grievance.appealed", f"Union appealed to {step.name}"
    )  # fmt: skip
    record_event(
        matter=here.grievance, verb=verb, summary=f"{said}, received {words.day(what.on)}.{late}"[:300], by=by, at=at,
        step=step.code, received_on=what.on, method=what.method, timeliness=timeliness, days_late=verdict.days_late,
    )  # fmt: skip
    return moves


def open_step(
    here: Place, code: str, *, filed_on: date, filed_by: str = "", method: str = "", cycle: int = 0
) -> GrievanceStep:
    """Leave the current step for ``code``. An undecided one is left open-ended: nobody answered there."""
    if here.step.state not in {StepState.DECIDED, StepState.DEEMED}:
        here.step.state = StepState.LEFT
        here.step.save(update_fields=["state"])
    named = step_called(here.clock.version_id, code)
    step = GrievanceStep.objects.create(
        grievance=here.grievance, cycle=cycle or here.clock.cycle, code=code, name=named.name,
        authority=named.authority, filed_on=filed_on, filed_by=filed_by, filed_method=method,
    )  # fmt: skip
    here.grievance.step = code
    here.grievance.save(update_fields=["step"])
    return step


def wall_off_decider(here: Place, *, by: User | None, at: datetime) -> None:
    """Shut out the decision maker of the step just left: the next step judges what they decided.

    Only someone whose work here is deciding; the office itself goes on reading its cases.
    """
    decider = here.step.decider
    if decider is not None and here.step.outcome and decider.role == Role.DECISION_MAKER:
        shut_out(matter_id=here.grievance.pk, user=decider, reason=f"Decided {here.step.name} of it.", by=by, at=at)
