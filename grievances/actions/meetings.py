"""The meeting of a step: planned, held. Holding it is what starts the City's time to answer in most procedures."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction

from grievances.actions.places import MoveRefused, hold
from grievances.queries.places import Place
from grievances.rules.moves import Act
from grievances.rules.vocabulary import StepState
from labor_office.core.deadlines.actions.clocks import Happened
from labor_office.core.deadlines.actions.triggers import record_trigger
from labor_office.core.deadlines.rules import words
from labor_office.core.deadlines.rules.moves import Move
from labor_office.core.matters.actions import meetings
from labor_office.core.matters.models.record import Meeting
from labor_office.core.users.models import User


@transaction.atomic
def schedule_meeting(
    *,
    grievance_id: int,
    on: date,
    by: User,
    at: datetime,
    starts_at: time | None = None,
    ends_at: time | None = None,
    place: str = "",
    people: str = "",
) -> Meeting:
    """Plan the meeting of the current step; one planned before and not yet held gives way. Raises MoveRefused."""
    here = hold(grievance_id, Act.SCHEDULE_MEETING)
    former = here.step.meeting
    if former is not None and former.held_on is None and former.cancelled_at is None:
        meetings.cancel_meeting(meeting_id=former.pk, by=by, at=at)
    meeting = meetings.schedule_meeting(
        matter_id=here.grievance.pk,
        title=f"{here.step.name} meeting",
        step=here.step.code,
        on=on,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place,
        people=people,
        by=by,
        at=at,
    )
    here.step.meeting = meeting
    here.step.save(update_fields=["meeting"])
    return meeting


@transaction.atomic
def record_meeting(
    *,
    grievance_id: int,
    held_on: date,
    by: User,
    at: datetime,
    today: date,
    people: str = "",
    minutes: str = "",
    offers: str = "",
    evidence: str = "",
) -> list[Move]:
    """Record that the step's meeting was held, and what that moves on the clock.

    Raises MoveRefused: decided already, held before the step was reached, or in the future.
    """
    here = hold(grievance_id, Act.RECORD_MEETING)
    _on_a_possible_day(here, held_on, today)
    meeting = _planned(here, held_on, by)
    meetings.hold_meeting(
        meeting_id=meeting.pk, held_on=held_on, people=people, minutes=minutes, offers=offers, by=by, at=at
    )
    here.step.meeting, here.step.state = meeting, StepState.MEETING_HELD
    here.step.save(update_fields=["meeting", "state"])
    what = Happened(
        f"meeting:{here.step.code.lower()}", held_on, label=f"{here.step.name} meeting held", evidence=evidence
    )
    return record_trigger(matter_id=here.grievance.pk, what=what, by=by, at=at, today=today)


def _planned(here: Place, held_on: date, by: User) -> Meeting:
    meeting = here.step.meeting
    if meeting is not None and meeting.held_on is None and meeting.cancelled_at is None:
        return meeting
    return Meeting.objects.create(
        matter_id=here.grievance.pk, title=f"{here.step.name} meeting", step=here.step.code, on=held_on, owner=by
    )


def _on_a_possible_day(here: Place, held_on: date, today: date) -> None:
    if held_on > today:
        raise MoveRefused(f"{words.day(held_on)} is still to come. Schedule the meeting instead.")
    if held_on < here.step.filed_on:
        raise MoveRefused(f"{here.step.name} began on {words.day(here.step.filed_on)}. Enter a day on or after it.")
