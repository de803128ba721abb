"""What departments are asked, and what a person sent: all that someone outside the negotiation ever reads of it."""

from __future__ import annotations

from django.db.models import QuerySet

from bargaining.models.negotiation import DepartmentIntake
from bargaining.models.process import IntakeInvitation
from labor_office.core.users.models import User


def asked_of(user: User) -> QuerySet[IntakeInvitation]:
    """What the person's own departments are asked now, the soonest due first."""
    open_ones = IntakeInvitation.objects.asking(user).filter(closed_at=None)
    return open_ones.select_related("department").order_by("due_on", "pk")


def asked_by_token(user: User, token: str) -> IntakeInvitation | None:
    """The asking at an address; None for whoever is no contact of the department asked."""
    found = IntakeInvitation.objects.asking(user).select_related(
        "department", "negotiation__unit__organization", "invited_by"
    )
    return found.filter(token=token).first()


def sent_by(user: User) -> QuerySet[DepartmentIntake]:
    """A person's own answers, the newest first."""
    return DepartmentIntake.objects.sent_by(user).select_related("department")
