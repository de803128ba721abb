"""Meetings planned, held and called off. What a meeting does to a clock is said by the app whose step it is."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction

from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.models.record import Meeting
from labor_office.core.users.models import User
from labor_office.core.web.dates import short_day_with_year


class MeetingOver(Exception):
    """It was held or called off; nothing about it can be planned any more."""


@transaction.atomic
def schedule_meeting(
    *,
    matter_id: int,
    title: str,
    on: date,
    by: User,
    at: datetime,
    step: str = "",
    starts_at: time | None = None,
    ends_at: time | None = None,
    place: str = "",
    people: str = "",
) -> Meeting:
    """Plan a meeting on the matter."""
    matter = Matter.objects.select_for_update(no_key=True).get(pk=matter_id)
    meeting = Meeting.objects.create(
        matter=matter, title=title, step=step, on=on, starts_at=starts_at, ends_at=ends_at, place=place,
        people=people, owner=by,
    )  # fmt: skip
    record_event(
        matter=matter, verb="meeting.scheduled", summary=f"{title} set for {on:%a}, {on:%b} {on.day}", by=by, at=at,
        meeting=meeting.pk, on=on,
    )  # fmt: skip
    return meeting


@transaction.atomic
def hold_meeting(
    *, meeting_id: int, held_on: date, by: User, at: datetime, people: str = "", minutes: str = "", offers: str = ""
) -> Meeting:
    """Record that a planned meeting was held, who came and what was said. Raises MeetingOver."""
    meeting = _locked(meeting_id)
    _still_planned(meeting)
    meeting.held_on, meeting.people, meeting.minutes, meeting.offers = held_on, people, minutes, offers
    meeting.save(update_fields=["held_on", "people", "minutes", "offers"])
    if meeting.matter is not None:
        record_event(
            matter=meeting.matter, verb="meeting.held", summary=f"{meeting.title} held", by=by, at=at,
            meeting=meeting.pk, held_on=held_on, people=people[:200],
        )  # fmt: skip
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting_id: int, by: User, at: datetime, because: str = "") -> Meeting:
    """Call a planned meeting off; ``because`` stands in the history. Raises MeetingOver."""
    meeting = _locked(meeting_id)
    _still_planned(meeting)
    meeting.cancelled_at = at
    meeting.save(update_fields=["cancelled_at"])
    if meeting.matter is not None:
        said = f"{meeting.title} called off" + (f": {because}" if because else "")
        record_event(
            matter=meeting.matter, verb="meeting.cancelled", summary=said[:300], by=by, at=at, meeting=meeting.pk
        )
    return meeting


def _still_planned(meeting: Meeting) -> None:
    if meeting.held_on:
        raise MeetingOver(f"{meeting} was held on {short_day_with_year(meeting.held_on)}.")
    if meeting.cancelled_at:
        raise MeetingOver(f"{meeting} was called off.")


def _locked(meeting_id: int) -> Meeting:
    matter_id = Meeting.objects.values_list("matter_id", flat=True).get(pk=meeting_id)
    if matter_id:
        Matter.objects.select_for_update(no_key=True).get(pk=matter_id)
    return Meeting.objects.select_for_update(no_key=True, of=("self",)).select_related("matter").get(pk=meeting_id)
