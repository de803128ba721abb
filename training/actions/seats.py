"""Seats: taken, waited for, given back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from labor_office.core.notices.messages.training import CONFIRMED, NO_LONGER_WAITING, WAITING, WITHDRAWN
from labor_office.core.users.models import User
from labor_office.core.web.dates import short_day
from labor_office.core.workforce.models import Employee
from training.actions.inviting import tell_seat
from training.actions.program import remember
from training.models.sessions import AccommodationRequest, Enrolment, TrainingSession
from training.rules.vocabulary import ENROLMENT_WORDS, EnrolmentState


class AlreadyEnrolled(Exception):
    """The person has a seat, or waits for one."""


class NotOpen(Exception):
    """The session was held or called off."""


class NotEmployed(Exception):
    """The roster shows the person as having left by then."""


@transaction.atomic
def enrol(*, session_id: int, employee_id: int, by: User, at: datetime, today: date, needs: str = "") -> Enrolment:
    """Give a person a seat, or a place on the waiting list when the room is full; they are told.

    Seats are given under the session's lock: there are never more than it holds. ``needs``
    is what they need to take part, kept apart. Raises NotOpen, AlreadyEnrolled, NotEmployed.
    """
    session = hold_session(session_id)
    if _is_over(session, today):
        raise NotOpen(f"{session} is over or was called off. Choose another session.")
    employee = Employee.objects.select_related("user").get(pk=employee_id)
    if employee.left_on is not None and employee.left_on < session.held_on:
        raise NotEmployed(f"{employee} left the City on {short_day(employee.left_on)}.")
    if session.enrolments.exclude(state=EnrolmentState.WITHDRAWN).filter(employee=employee).exists():
        raise AlreadyEnrolled(f"{employee} is put down for {session} already.")
    has_room = session.enrolments.enrolled().count() < session.capacity
    state = EnrolmentState.ENROLLED if has_room else EnrolmentState.WAITLISTED
    enrolment = Enrolment.objects.create(
        session=session, employee=employee, state=state, asked_by=by, asked_at=at, seated_at=at if has_room else None
    )
    if needs:
        AccommodationRequest.objects.create(enrolment=enrolment, needs=needs, asked_by=by, asked_at=at)
    _note(enrolment, "enrolled" if has_room else "waitlisted", ENROLMENT_WORDS[state].lower(), by, at)
    tell_seat([enrolment], session=session, standing=CONFIRMED if has_room else WAITING, by=by, at=at)
    return enrolment


@transaction.atomic
def withdraw(*, enrolment_id: int, because: str, by: User, at: datetime) -> Enrolment:
    """Give a seat back, or a place on the waiting list; they are told, and whoever waits longest moves up.

    Withdrawn before, nothing changes. Raises NotOpen once the session is over: its
    attendance says who was there.
    """
    session = hold_session(Enrolment.objects.values_list("session_id", flat=True).get(pk=enrolment_id))
    enrolment = Enrolment.objects.select_for_update(no_key=True, of=("self",)).get(pk=enrolment_id)
    if enrolment.state == EnrolmentState.WITHDRAWN:
        return enrolment
    if _is_over(session, timezone.localdate(at)):
        raise NotOpen(f"{session} is over or was called off. Its attendance says who was there.")
    had_seat = enrolment.state == EnrolmentState.ENROLLED
    enrolment.state, enrolment.withdrawn_by, enrolment.withdrawn_at = EnrolmentState.WITHDRAWN, by, at
    enrolment.withdrawn_because = because
    enrolment.save(update_fields=["state", "withdrawn_by", "withdrawn_at", "withdrawn_because"])
    _note(enrolment, "withdrawn", "withdrawn", by, at)
    if had_seat:
        tell_seat([enrolment], session=session, standing=WITHDRAWN, by=by, at=at, because=because)
        fill_seats(session, by=by, at=at)
    else:
        tell_seat([enrolment], session=session, standing=NO_LONGER_WAITING, by=by, at=at, because=because)
    return enrolment


def fill_seats(session: TrainingSession, *, by: User, at: datetime) -> list[Enrolment]:
    """Move people up from the waiting list into free seats, in the caller's transaction and under its lock."""
    free = session.capacity - session.enrolments.enrolled().count()
    if free <= 0:
        return []
    moved = list(session.enrolments.waiting().select_related("employee__user")[:free])
    for enrolment in moved:
        enrolment.state, enrolment.seated_at = EnrolmentState.ENROLLED, at
        enrolment.save(update_fields=["state", "seated_at"])
        _note(enrolment, "moved_up", "moved up from the waiting list", by, at)
    tell_seat(moved, session=session, standing=CONFIRMED, by=by, at=at)
    return moved


def hold_session(session_id: int) -> TrainingSession:
    """The session, held for this transaction: seats are given one at a time."""
    found = TrainingSession.objects.select_for_update(no_key=True, of=("self",))
    return found.select_related("version__course", "trainer").get(pk=session_id)


def _is_over(session: TrainingSession, today: date) -> bool:
    return session.is_cancelled or session.settled_at is not None or session.held_on < today


def _note(enrolment: Enrolment, verb: str, what: str, by: User, at: datetime) -> None:
    session = enrolment.session
    remember(
        verb=verb, summary=f"{enrolment.employee}, {session}: {what}", by=by, at=at,
        session=session.reference, person=enrolment.employee.code,
    )  # fmt: skip
