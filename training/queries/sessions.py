"""What the page of a session shows, as far as its reader may know who comes."""

from __future__ import annotations

from datetime import date
from typing import Any

from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission
from labor_office.core.workforce.models import Assignment
from training.models.reach import reads_everyone
from training.models.sessions import AccommodationRequest, Enrolment, TrainingSession
from training.rules.vocabulary import EnrolmentState


def session_page(user: User, session: TrainingSession, *, today: date) -> dict[str, Any]:
    """Seats taken and waited for, where people work, and what they need where ``user`` may read it. Five queries."""
    rows = list(
        Enrolment.objects.visible_to(user)
        .filter(session=session)
        .exclude(state=EnrolmentState.WITHDRAWN)
        .select_related("employee__user", "asked_by")
        .order_by("employee__name", "pk")
    )
    people = [row.employee_id for row in rows]
    posts = {
        post.employee_id: post
        for post in Assignment.objects.on(today)
        .filter(employee__in=people)
        .select_related("department", "classification")
    }
    needs = {one.enrolment_id: one for one in AccommodationRequest.objects.visible_to(user).filter(enrolment__in=rows)}
    for row in rows:
        row.post = posts.get(row.employee_id)  # type: ignore[attr-defined]
        row.needs = needs.get(row.pk)  # type: ignore[attr-defined]
        row.can_be_told = bool(row.employee.email or (row.employee.user and row.employee.user.is_active))  # type: ignore[attr-defined]
    seated = session.enrolments.filter(state=EnrolmentState.ENROLLED).count()
    is_open = not session.is_cancelled and session.settled_at is None and session.held_on >= today
    return {
        "session": session,
        "today": today,
        "seated": [row for row in rows if row.state == EnrolmentState.ENROLLED],
        "waiting": sorted(
            (row for row in rows if row.state == EnrolmentState.WAITLISTED), key=lambda row: (row.asked_at, row.pk)
        ),
        "taken": seated,
        "free": max(0, session.capacity - seated),
        "is_open": is_open,
        "reads_everyone": reads_everyone(user),
        "may_enrol": is_open and may_enrol(user),
        "unmet": sum(one.arranged_at is None for one in needs.values()),
    }


def may_enrol(user: User) -> bool:
    """Whoever trains, and a liaison for people of departments of theirs."""
    return user.may(Permission.TRAINING_EDIT) or (user.may(Permission.TRAINING_READ) and not reads_everyone(user))


def is_asked_by_another(user: User, enrolment: Enrolment) -> bool:
    """Whether somebody passed on what this person needs and ``user`` may not read it."""
    asked = AccommodationRequest.objects.filter(enrolment=enrolment)
    return asked.exists() and not asked.filter(pk__in=AccommodationRequest.objects.visible_to(user)).exists()
