"""Taking back what was recorded by mistake, on the clock and wherever the record shows it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from grievances.actions.places import MoveRefused, hold
from grievances.models import GrievanceStep
from grievances.queries.places import Place
from grievances.queries.undoing import why_not_undone
from grievances.rules.moves import Act
from grievances.rules.vocabulary import StepOutcome, StepState
from labor_office.core.deadlines.actions.triggers import withdraw_trigger
from labor_office.core.deadlines.rules.moves import Move
from labor_office.core.matters.actions.access import let_back_in
from labor_office.core.matters.actions.meetings import cancel_meeting
from labor_office.core.matters.models.matter import MatterExclusion
from labor_office.core.matters.models.record import Meeting
from labor_office.core.users.models import User


@transaction.atomic
def take_back(*, grievance_id: int, event: str, reason: str, by: User, at: datetime, today: date) -> list[Move]:
    """Undo an event that never happened: the step it opened is gone, the meeting is not held, the dates go back.

    It stays in history with ``reason``. Raises MoveRefused for what something else rests on
    already, NotRecorded.
    """
    here = hold(grievance_id, Act.TAKE_BACK)
    why = why_not_undone(here, event)
    if why:
        raise MoveRefused(why)
    moves = withdraw_trigger(
        matter_id=here.grievance.pk, event=event, reason=reason, by=by, at=at, today=today
    )  # fmt: skip
    if event.startswith("meeting:"):
        _unhold(here)
    elif event == here.route.event_into(here.step.code):
        _go_back(here, reason, by=by, at=at)
    return moves


def _unhold(here: Place) -> None:
    """The meeting of the current step is planned again, and the step only filed."""
    if here.step.meeting is not None:
        Meeting.objects.filter(pk=here.step.meeting.pk).update(held_on=None)
    here.step.state = StepState.FILED
    here.step.save(update_fields=["state"])


def _go_back(here: Place, reason: str, *, by: User, at: datetime) -> None:
    """Forget the step that was opened by mistake; the one before is where it was."""
    before = (
        GrievanceStep.objects.filter(grievance=here.grievance, cycle=here.step.cycle)
        .exclude(pk=here.step.pk)
        .order_by("-pk")[0]
    )
    if here.step.meeting is not None and here.step.meeting.cancelled_at is None:
        cancel_meeting(meeting_id=here.step.meeting.pk, by=by, at=at)
    here.step.delete()
    if before.outcome in {"", StepOutcome.BYPASSED}:
        held = before.meeting is not None and before.meeting.held_on is not None
        before.state = StepState.MEETING_HELD if held else StepState.FILED
        before.outcome, before.decided_on = "", None
        before.save(update_fields=["state", "outcome", "decided_on"])
    here.grievance.step = before.code
    here.grievance.save(update_fields=["step"])
    walled = MatterExclusion.objects.filter(matter_id=here.grievance.pk, user=before.decider_id, ended_at=None)
    if before.decider is not None and walled.filter(reason=f"Decided {before.name} of it.").exists():
        let_back_in(matter_id=here.grievance.pk, user=before.decider, reason=reason, by=by, at=at)
