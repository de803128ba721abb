"""Steps passed over, agreed past, or gone back to."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from grievances.actions.appeals import open_step
from grievances.actions.places import MoveRefused, hold
from grievances.queries.places import Place
from grievances.queries.procedures import step_called
from grievances.rules.moves import Act
from grievances.rules.vocabulary import StepOutcome, StepState
from labor_office.core.deadlines.actions.clocks import Happened, new_cycle
from labor_office.core.deadlines.actions.triggers import record_trigger
from labor_office.core.deadlines.rules import words
from labor_office.core.deadlines.rules.moves import Move
from labor_office.core.matters.actions.record import record_event
from labor_office.core.users.models import User


@transaction.atomic
def bypass_step(
    *, grievance_id: int, on: date, basis: str, by: User, at: datetime, today: date, to_step: str = ""
) -> list[Move]:
    """Pass over the current step, as the procedure or both sides allow; ``basis`` says which.

    The grievance is at ``to_step`` (the next one unless named) as if appealed on ``on``.
    Raises MoveRefused.
    """
    here = hold(grievance_id, Act.BYPASS)
    return _go_past(here, on, to_step, StepOutcome.BYPASSED, f"passed over: {basis}", by=by, at=at, today=today)


@transaction.atomic
def advance_by_agreement(
    *, grievance_id: int, on: date, basis: str, by: User, at: datetime, today: date, to_step: str = ""
) -> list[Move]:
    """Take an unanswered grievance on by agreement of both sides. Raises MoveRefused."""
    here = hold(grievance_id, Act.ADVANCE)
    return _go_past(here, on, to_step, None, f"left by agreement: {basis}", by=by, at=at, today=today)


@transaction.atomic
def remand(
    *, grievance_id: int, to_step: str, on: date, reason: str, by: User, at: datetime, today: date
) -> list[Move]:
    """Send the grievance back to an earlier step, or to this one anew, where a second pass begins.

    The first pass stays as it was; the clock starts afresh from the remand. Raises MoveRefused.
    """
    here = hold(grievance_id, Act.REMAND)
    _possible_day(here, on, today)
    if not here.route.knows(to_step) or here.route.is_later(to_step, here.step.code):
        raise MoveRefused(f"Choose {here.step.name} or a step before it to send the grievance back to.")
    if here.route.is_arbitration(to_step):
        raise MoveRefused("A remand goes back to a step the City decides.")
    if not here.step.outcome:
        here.step.state, here.step.outcome, here.step.decided_on = StepState.LEFT, StepOutcome.REMANDED, on
        here.step.save(update_fields=["state", "outcome", "decided_on"])
    named = step_called(here.clock.version_id, to_step).name
    what = Happened(here.route.event_into(to_step), on, label=f"Remanded to {named}")
    moves = new_cycle(
        matter_id=here.grievance.pk, triggers=[what], reason=f"Remanded to {named}", by=by, at=at, today=today
    )
    open_step(here, to_step, filed_on=on, filed_by="Remand", cycle=here.clock.cycle + 1)
    _record(here, "grievance.remanded", f"Remanded to {named}: {reason}", by, at)
    return moves


def _go_past(
    here: Place, on: date, to_step: str, outcome: StepOutcome | None, why: str, *, by: User, at: datetime, today: date
) -> list[Move]:
    _possible_day(here, on, today)
    target = to_step or here.next_step
    if not here.route.knows(target) or not here.route.is_later(target, here.step.code):
        raise MoveRefused(f"Choose a step after {here.step.name}.")
    if outcome is not None:
        here.step.state, here.step.outcome, here.step.decided_on = StepState.DECIDED, outcome, on
        here.step.save(update_fields=["state", "outcome", "decided_on"])
    step = open_step(here, target, filed_on=on)
    what = Happened(here.route.event_into(target), on, label=f"Taken on to {step.name}")
    moves = record_trigger(matter_id=here.grievance.pk, what=what, by=by, at=at, today=today)
    verb = "grievance.bypassed" if outcome else "grievance.advanced"
    _record(here, verb, f"{here.step.name} {why}. Now at {step.name}", by, at)
    return moves


def _possible_day(here: Place, on: date, today: date) -> None:
    if on > today:
        raise MoveRefused(f"{words.day(on)} is still to come. Enter the day it happened.")
    if on < here.step.filed_on:
        raise MoveRefused(f"{here.step.name} began on {words.day(here.step.filed_on)}. Enter a day on or after it.")


def _record(here: Place, verb: str, summary: str, by: User, at: datetime) -> None:
    record_event(matter=here.grievance, verb=verb, summary=summary[:300], by=by, at=at, step=here.grievance.step)
