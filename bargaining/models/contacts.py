"""Conversations with union people: when, who, about what, and what was promised."""

from __future__ import annotations

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission
from labor_office.core.workforce.models import Representative


class Channel(models.TextChoices):
    """How people spoke."""

    CALL = "CALL", "Call"
    MEETING = "MEETING", "In person"
    EMAIL = "EMAIL", "Email"
    HALLWAY = "HALLWAY", "In passing"


class ConversationQuerySet(models.QuerySet["Conversation"]):
    """Reads of the contacts log."""

    def visible_to(self, user: User) -> Self:
        """For the office; what concerns a matter, for those who may know of that matter. None while looked on."""
        if user.is_looked_on or not user.may(Permission.MATTER_READ_OFFICE):
            return self.none()
        return self.filter(Q(matter=None) | Q(matter__in=Matter.objects.visible_to(user)))


@pghistory.track()
class Conversation(models.Model):
    """One conversation of someone of the office with someone of a union."""

    representative = models.ForeignKey(Representative, models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField()
    channel = models.CharField(max_length=8, choices=Channel.choices)
    about = models.CharField(max_length=300)
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, blank=True, related_name="+")
    follow_up_on = models.DateField(null=True, blank=True)
    followed_up_on = models.DateField(null=True, blank=True)
    logged_at = models.DateTimeField()

    objects = ConversationQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="conversation_followed_up_only_when_promised",
                condition=Q(followed_up_on=None) | Q(follow_up_on__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["representative", "-on"], name="conversation_of_person")]

    def __str__(self) -> str:
        return f"{self.user} and {self.representative}, {self.on}"
