"""Sessions: put on the calendar, moved, called off."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils import timezone

from labor_office.core.matters.actions.record import next_number
from labor_office.core.notices.messages.training import CANCELLED, MOVED
from labor_office.core.users.models import User
from labor_office.core.web.dates import hour, short_day
from training.actions.inviting import tell_seat
from training.actions.program import remember
from training.actions.seats import fill_seats, hold_session
from training.models.courses import CourseVersion
from training.models.sessions import Enrolment, TrainingSession
from training.rules.attendance import has_ended
from training.rules.vocabulary import EnrolmentState

PREFIX = "TS"


class SessionOver(Exception):
    """The session was held or called off: it stays as it was."""


class NotEnded(Exception):
    """The class goes on at the hour given as its end."""


class RoomTooSmall(Exception):
    """More people have a seat than the room would hold."""


class Held(TypedDict):
    """When and where a session is held, by whom, for how many."""

    held_on: date
    begins_at: time
    ends_at: time
    place: str
    link: str
    trainer: User | None
    trainer_name: str
    capacity: int


@transaction.atomic
def schedule_session(*, version: CourseVersion, by: User, at: datetime, **held: Unpack[Held]) -> TrainingSession:
    """Put a session of a course version on the calendar under the next number of its year."""
    reference = next_number(prefix=PREFIX, year=held["held_on"].year, digits=4)
    session = TrainingSession.objects.create(reference=reference, version=version, added_by=by, added_at=at, **held)
    remember(
        verb="session_scheduled",
        summary=f"{reference}: {version.course}, {when(session)}",
        by=by, at=at, session=reference, course=version.course.slug,
    )  # fmt: skip
    return session


@transaction.atomic
def move_session(*, session_id: int, today: date, by: User, at: datetime, **held: Unpack[Held]) -> TrainingSession:
    """Hold it another day, elsewhere, by somebody else, for more or fewer.

    Everyone with a seat is told once, and their calendar moves the meeting; more room
    brings people up from the waiting list. Raises SessionOver, RoomTooSmall. Nothing
    changed is no change.
    """
    session = hold_session(session_id)
    check_open(session, today)
    seated = session.enrolments.enrolled().count()
    if held["capacity"] < seated:
        raise RoomTooSmall(f"{seated} people have a seat. Withdraw some first, or keep room for {seated}.")
    changed = [name for name, value in held.items() if getattr(session, name) != value]
    if not changed:
        return session
    was = when(session)
    for name in changed:
        setattr(session, name, held[name])  # type: ignore[literal-required]
    is_seen = bool(set(changed) - {"capacity"})
    session.sequence += is_seen
    session.save(update_fields=[*changed, "sequence"])
    remember(
        verb="session_moved", summary=f"{session}: now {when(session)}, was {was}", by=by, at=at,
        session=session.reference, course=session.version.course.slug,
    )  # fmt: skip
    if is_seen:
        told = was if {"held_on", "begins_at", "ends_at"} & set(changed) else ""
        tell_seat(_people(session), session=session, standing=MOVED, by=by, at=at, was=told)
    fill_seats(session, by=by, at=at)
    return session


@transaction.atomic
def correct_hours(*, session_id: int, begins_at: time, ends_at: time, by: User, at: datetime) -> TrainingSession:
    """Say from when to when a class was really held. Only the record changes: nobody is written to.

    Raises SessionOver for one that was called off, NotEnded before the hour given. The same hours are no change.
    """
    session = hold_session(session_id)
    if session.is_cancelled:
        raise SessionOver(f"{session} was called off.")
    if not has_ended(session.held_on, ends_at, at=timezone.localtime(at)):
        raise NotEnded(f"Give the hour at which it ended; {hour(ends_at)} is still to come.")
    was = when(session)
    session.begins_at, session.ends_at = begins_at, ends_at
    if when(session) == was:
        return session
    session.save(update_fields=["begins_at", "ends_at"])
    remember(
        verb="session_hours", summary=f"{session} was held {when(session)}, planned {was}", by=by, at=at,
        session=session.reference, course=session.version.course.slug,
    )  # fmt: skip
    return session


@transaction.atomic
def cancel_session(*, session_id: int, because: str, today: date, by: User, at: datetime) -> TrainingSession:
    """Call it off: everyone with a seat or waiting is told, and calendars drop the meeting. Raises SessionOver."""
    session = hold_session(session_id)
    check_open(session, today)
    session.cancelled_by, session.cancelled_at, session.cancelled_because = by, at, because
    session.sequence += 1
    session.save(update_fields=["cancelled_by", "cancelled_at", "cancelled_because", "sequence"])
    waiting = session.enrolments.waiting().select_related("employee__user")
    tell_seat([*_people(session), *waiting], session=session, standing=CANCELLED, by=by, at=at, because=because)
    remember(
        verb="session_cancelled", summary=f"{session} called off: {because}", by=by, at=at,
        session=session.reference, course=session.version.course.slug,
    )  # fmt: skip
    return session


def check_open(session: TrainingSession, today: date) -> None:
    """Raises SessionOver for what was held, settled or called off."""
    if session.is_cancelled:
        raise SessionOver(f"{session} was called off.")
    if session.settled_at is not None or session.held_on < today:
        raise SessionOver(f"{session} was held on {short_day(session.held_on)}.")


def when(session: TrainingSession) -> str:
    """``Thu, Jun 25, 9:00 a.m. to 12:00 p.m.``."""
    return f"{short_day(session.held_on)}, {hour(session.begins_at)} to {hour(session.ends_at)}"


def _people(session: TrainingSession) -> list[Enrolment]:
    found = session.enrolments.filter(state=EnrolmentState.ENROLLED)
    return list(found.select_related("employee__user"))
