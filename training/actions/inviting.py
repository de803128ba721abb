"""Telling people of their seat: each change of a session is one email, with the meeting for their calendar."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from labor_office.core.notices.actions.promise import Promise, promise_many
from labor_office.core.notices.messages.training import TrainingSeat
from labor_office.core.users.models import User
from labor_office.core.workforce.models import Employee
from training.models.sessions import Enrolment, TrainingSession


def tell_seat(
    enrolments: Iterable[Enrolment], *, session: TrainingSession, standing: str, by: User, at: datetime, was: str = "",
    because: str = "",
) -> int:  # fmt: skip
    """Promise each person one message of how they stand in ``session`` now; how many are new.

    The same change of the same seat is told once. Whoever has no address on the roster is
    not told: the session's page says so. The mail goes to the person's account where they
    have one.
    """
    rows = []
    for enrolment in enrolments:
        person = enrolment.employee
        account = person.user if person.user and person.user.is_active else None
        if not (account or person.email):
            continue
        rows.append(
            Promise(
                key=f"training-seat:{enrolment.pk}:{session.sequence}:{standing}",
                message=_message(
                    session, standing, by=by, at=at, was=was, because=because, signs_in=account is not None
                ),
                recipient_id=account.pk if account else None,
                employee_id=None if account else person.pk,
                matter_id=None,
                why=f"you were put down for {session.reference}",
                not_before=at,
            )
        )
    return promise_many(rows, at=at)


def can_be_told(person: Employee) -> bool:
    """Whether an address is known for ``person``."""
    return bool(person.email or (person.user and person.user.is_active))


def answers(by: User) -> str:
    """Whom a reader writes to: whoever acted, else the office."""
    return by.email or settings.DEFAULT_FROM_EMAIL


def _message(
    session: TrainingSession, standing: str, *, by: User, at: datetime, was: str, because: str, signs_in: bool
) -> TrainingSeat:
    return TrainingSeat(
        standing=standing,
        course=session.version.course.title,
        reference=session.reference,
        held_on=session.held_on,
        begins=f"{session.begins_at:%H:%M}",
        ends=f"{session.ends_at:%H:%M}",
        place=session.place,
        online=session.link,
        trainer=session.led_by,
        uid=str(session.uid),
        sequence=session.sequence,
        stamp=at.isoformat(),
        answer_to=answers(by),
        because=because,
        was=was,
        signs_in=signs_in,
    )
