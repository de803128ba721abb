"""What was done in training, as its records show it."""

from __future__ import annotations

from django.db.models import QuerySet

from labor_office.core.matters.models.matter import MatterEvent
from labor_office.core.users.models import User
from training.models.reach import reads_everyone


def history_of(user: User, **about: str) -> QuerySet[MatterEvent]:
    """Events about a course, session, requirement or person, the newest first.

    They name people of every department: for those who read everyone's training.
    """
    if not reads_everyone(user):
        return MatterEvent.objects.none()
    found = MatterEvent.objects.filter(matter__kind="training", details__contains=about)
    return found.select_related("actor").order_by("-occurred_at", "-pk")
