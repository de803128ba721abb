"""Meetings of a committee: planned, called off, held."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from bargaining.actions.committees import CommitteeRefused, hold_committee
from bargaining.actions.shipped import count_on
from bargaining.models.committees import CommitteeMeeting
from labor_office.core.matters.actions import meetings
from labor_office.core.matters.queries import knowing
from labor_office.core.notices.actions.promise import Promise, promise_many
from labor_office.core.notices.messages.meetings import MeetingOff
from labor_office.core.notices.messages.parts import Part
from labor_office.core.users.models import User
from labor_office.core.web import words


@transaction.atomic
def plan_meeting(
    *,
    committee_id: int,
    on: date,
    by: User,
    at: datetime,
    starts_at: time | None = None,
    place: str = "",
    agenda: str = "",
) -> CommitteeMeeting:
    """Put a meeting on the calendar; a day whose meeting was called off is free again.

    The meeting called off stays on file as it was. Raises CommitteeRefused when one stands on that day.
    """
    found = hold_committee(committee_id)
    former = found.sittings.select_related("meeting").filter(on=on).first()
    if former is not None and former.meeting.cancelled_at is None:
        raise CommitteeRefused(f"A meeting stands on {words.day_year(on)} already.")
    meeting = meetings.schedule_meeting(
        matter_id=found.pk, title=found.title[:160], on=on, starts_at=starts_at, place=place, by=by, at=at
    )
    if former is None:
        return CommitteeMeeting.objects.create(committee=found, meeting=meeting, on=on, agenda=agenda)
    former.meeting, former.agenda, former.called_off_because = meeting, agenda or former.agenda, ""
    former.save(update_fields=["meeting", "agenda", "called_off_because"])
    return former


@transaction.atomic
def call_off(*, sitting_id: int, because: str, by: User, at: datetime) -> CommitteeMeeting:
    """Call a meeting off before it is held, and tell the City's members why. Raises MeetingOver, CommitteeRefused."""
    if not because.strip():
        raise CommitteeRefused("Say why it is not held: the members are told.")
    sitting = CommitteeMeeting.objects.select_related("committee").get(pk=sitting_id)
    hold_committee(sitting.committee_id)
    sitting.called_off_because = because.strip()
    meetings.cancel_meeting(meeting_id=sitting.meeting_id, because=sitting.called_off_because, by=by, at=at)
    sitting.save(update_fields=["called_off_because"])
    _tell(sitting, by=by, at=at)
    return sitting


def _tell(sitting: CommitteeMeeting, *, by: User, at: datetime) -> None:
    """The City's members of that day who may know of the committee; the union has no account here."""
    committee = sitting.committee
    still_there = Q(ends_on=None) | Q(ends_on__gte=sitting.on)
    seated = committee.members.filter(still_there, starts_on__lte=sitting.on, user__is_active=True)
    people = [one.user for one in seated.select_related("user") if one.user and one.user != by]
    known = knowing(committee, people)
    path = reverse("bargaining:committee_meeting", args=[committee.slug, sitting.on.isoformat()])
    message = MeetingOff(
        item=Part(matter=committee.pk, reference=committee.reference, path=path),
        what=committee.title, on=sitting.on, because=sitting.called_off_because, called_off_by=by.name,
    )  # fmt: skip
    promises = [
        Promise(
            key=f"meeting-off-{sitting.meeting_id}-{person.pk}", message=message, recipient_id=person.pk,
            matter_id=committee.pk, why="you sit on this committee", not_before=at,
        )
        for person in people if person.pk in known
    ]  # fmt: skip
    promise_many(promises, at=at)


@transaction.atomic
def write_agenda(*, sitting_id: int, agenda: str) -> CommitteeMeeting:
    """Write what the meeting is about; the row's history keeps the agenda before."""
    sitting = CommitteeMeeting.objects.select_for_update(of=("self",)).get(pk=sitting_id)
    sitting.agenda = agenda
    sitting.save(update_fields=["agenda"])
    return sitting


@transaction.atomic
def hold_meeting(
    *, sitting_id: int, people: str, minutes: str, by: User, at: datetime, today: date
) -> CommitteeMeeting:
    """Record that a meeting was held, who came, and its minutes; the next required one is counted from it.

    Raises MeetingOver when it was recorded already, CommitteeRefused before its day.
    """
    sitting = CommitteeMeeting.objects.select_related("committee").get(pk=sitting_id)
    if sitting.on > today:
        raise CommitteeRefused(f"It is planned for {words.day_year(sitting.on)}. Record it once it was held.")
    hold_committee(sitting.committee_id)
    meetings.hold_meeting(
        meeting_id=sitting.meeting_id, held_on=sitting.on, people=people, minutes=minutes, by=by, at=at
    )
    count_on(
        matter_id=sitting.committee_id, event="met", on=sitting.on, label="Meeting held", by=by, at=at, today=today
    )
    return sitting
