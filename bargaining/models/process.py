"""What the course of a negotiation hangs on: the Council's days, and what departments are asked before the table."""

from __future__ import annotations

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from bargaining.models.negotiation import Negotiation
from labor_office.core.users.models import User
from labor_office.core.workforce.models import Department, DepartmentContact


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class CouncilDay(models.Model):
    """A day of the City Council that bargaining is planned back from."""

    class Kind(models.TextChoices):
        MEETING = "MEETING", "Regular meeting"
        BUDGET = "BUDGET", "Money is adopted"

    on = models.DateField()
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.MEETING)
    # "Budget of fiscal year 2027", "Supplemental appropriation".
    title = models.CharField(max_length=120, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["on", "kind"]
        constraints = [
            models.UniqueConstraint("on", "kind", name="council_day_once_of_a_kind"),
            models.CheckConstraint(
                name="council_day_of_money_says_which", condition=~Q(kind="BUDGET") | ~Q(title="")
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title or self.get_kind_display()


class IntakeInvitationQuerySet(models.QuerySet["IntakeInvitation"]):
    """Reads of what departments are asked."""

    def visible_to(self, user: User) -> Self:
        """For the table's team those of their negotiations."""
        return self.filter(negotiation__in=Negotiation.objects.visible_to(user))

    def asking(self, user: User) -> Self:
        """Those that ask a department ``user`` is a contact of; they open nothing of the negotiation."""
        if not user.is_active:
            return self.none()
        own = DepartmentContact.objects.filter(user=user).values("department")
        return self.filter(department__in=own)


@pghistory.track()
class IntakeInvitation(models.Model):
    """That a department is asked, before the table, what should be mended. Its contacts answer; they see their own."""

    negotiation = models.ForeignKey(Negotiation, models.CASCADE, related_name="invitations")
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    # The address in the invitation. It opens nothing to whoever is no contact of the department.
    token = models.CharField(max_length=32, unique=True, editable=False)
    words = models.TextField(help_text="What the department reads. Say nothing of the City's plans.")
    due_on = models.DateField(null=True, blank=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = IntakeInvitationQuerySet.as_manager()

    class Meta:
        ordering = ["department", "pk"]
        constraints = [
            models.UniqueConstraint(
                "negotiation", "department", name="intake_invitation_one_open", condition=Q(closed_at=None)
            ),
            models.CheckConstraint(name="intake_invitation_says_what_is_asked", condition=~Q(words="")),
        ]

    def __str__(self) -> str:
        return f"{self.department}: asked before the table"
