"""Who reads what an adoption keeps for closed session: the brief, and the packet built from it."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from agreements.models.adoption import Adoption
from bargaining.models.mandate import inside_the_wall
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class ClosedReader(models.Model):
    """Someone let into what an adoption keeps for closed session, by someone who reads it."""

    adoption = models.ForeignKey(Adoption, models.CASCADE, related_name="closed_readers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["named_at", "pk"]
        constraints = [
            models.UniqueConstraint("adoption", "user", name="closed_reader_once", condition=Q(ended_at=None)),
            models.CheckConstraint(
                name="closed_reader_ended_by_someone_at_a_time",
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)


def closed_side_of(user: User) -> models.QuerySet[Adoption]:
    """Adoptions whose closed side ``user`` reads, of those they are named on.

    Who holds the mandate of its negotiation, and who was named for it by someone who reads it. Where no table
    belongs to it, there is no mandate to hold: then those begin who would record the first one, whoever answers for
    it and the chief. Nobody while the other side may look on.
    """
    if user.is_looked_on or not user.may(Permission.BARGAINING_READ):
        return Adoption.objects.none()
    named = ClosedReader.objects.filter(adoption=OuterRef("pk"), user=user, ended_at=None)
    begins = Q(negotiation=None) if user.may(Permission.ACCESS_GRANT) else Q(negotiation=None, owner=user)
    return Adoption.objects.visible_to(user).filter(
        begins | Q(negotiation__in=inside_the_wall(user).values("pk")) | Q(Exists(named))
    )
