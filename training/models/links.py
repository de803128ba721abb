"""That somebody's links were stopped: none made before opens anything from then on."""

from __future__ import annotations

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from labor_office.core.users.models import User
from labor_office.core.workforce.models import Employee
from training.models.reach import about_people


class LinkStopQuerySet(models.QuerySet["LinkStop"]):
    """Reads of stops."""

    def visible_to(self, user: User) -> Self:
        """Stops of people whose training ``user`` may read."""
        return self.filter(about_people(user, employee="employee"))


class LinkStop(models.Model):
    """Links need no row of their own: each says when it was made, and this says which are too old for a person."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    because = models.CharField(max_length=300)
    stopped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    stopped_at = models.DateTimeField()

    objects = LinkStopQuerySet.as_manager()

    class Meta:
        ordering = ["-stopped_at", "-pk"]
        constraints = [models.CheckConstraint(name="links_stopped_with_a_reason", condition=~Q(because=""))]
        triggers = [pgtrigger.Protect(name="stopped_links_stay_stopped", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"Links of {self.employee} stopped"
