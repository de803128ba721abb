"""Hearings on a unit matter: set for a day and a place, held with what came of it, called off; the brief after it."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction

from bargaining.actions.shipped import happened
from bargaining.actions.unit_matters import NotNow, held_open
from bargaining.models.unit_matters import UnitHearing
from labor_office.core.matters.actions import meetings
from labor_office.core.matters.actions.record import record_event
from labor_office.core.users.models import User
from labor_office.core.web import words


@transaction.atomic
def set_hearing(
    *,
    matter_id: int,
    on: date,
    by: User,
    at: datetime,
    starts_at: time | None = None,
    place: str = "",
    heard_by: str = "",
) -> UnitHearing:
    """Put a hearing on the calendar. Raises NotNow once the matter is closed."""
    found = held_open(matter_id)
    meeting = meetings.schedule_meeting(
        matter_id=found.pk, title=f"Hearing: {found.title}"[:160], on=on, starts_at=starts_at, place=place, by=by, at=at
    )
    return UnitHearing.objects.create(unit_matter=found, meeting=meeting, heard_by=heard_by.strip())


@transaction.atomic
def hold_hearing(
    *,
    hearing_id: int,
    held_on: date,
    outcome: str,
    by: User,
    at: datetime,
    today: date,
    people: str = "",
    has_briefs: bool = False,
) -> UnitHearing:
    """Record that it was held, who came and what came of it; where briefs follow, the time for ours runs from it.

    Raises MeetingOver for one that was held or called off, NotNow without an outcome, before its
    day or once the matter is closed.
    """
    hearing = UnitHearing.objects.select_related("meeting").get(pk=hearing_id)
    held_open(hearing.unit_matter_id)
    if not outcome.strip():
        raise NotNow("Say what came of it: continued, submitted on briefs, decided from the bench.")
    if held_on > today:
        raise NotNow("A hearing is recorded once it was held.")
    meetings.hold_meeting(meeting_id=hearing.meeting_id, held_on=held_on, people=people, minutes=outcome, by=by, at=at)
    hearing.outcome = outcome.strip()
    hearing.save(update_fields=["outcome"])
    told = {"matter_id": hearing.unit_matter_id, "on": held_on, "by": by, "at": at, "today": today}
    happened(event="hearing_held", label="Hearing held", **told)
    if has_briefs:
        happened(event="briefs_follow", label="Hearing held, briefs follow", **told)
    return hearing


@transaction.atomic
def call_off_hearing(*, hearing_id: int, by: User, at: datetime) -> UnitHearing:
    """Call a hearing off that is not held yet; it stays on file. Raises MeetingOver, NotNow."""
    hearing = UnitHearing.objects.get(pk=hearing_id)
    held_open(hearing.unit_matter_id)
    meetings.cancel_meeting(meeting_id=hearing.meeting_id, by=by, at=at)
    return hearing


@transaction.atomic
def send_brief(*, matter_id: int, sent_on: date, by: User, at: datetime, today: date) -> None:
    """Record the day on which the City's brief after the hearing went out. Raises NotNow once the matter is closed."""
    found = held_open(matter_id)
    said = f"Brief after the hearing sent, {words.day_year(sent_on)}"
    record_event(matter=found, verb="unit_matter.brief", summary=said, by=by, at=at, on=sent_on)
    happened(matter_id=found.pk, event="brief_sent", on=sent_on, label="Brief sent", by=by, at=at, today=today)
