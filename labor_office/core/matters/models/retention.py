"""How long matters are kept, and what holds them: rules by kind, holds by matter."""

from __future__ import annotations

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.models import User


@pghistory.track()
class RetentionRule(models.Model):
    """For how long matters of a kind are kept after they close, by which series of the records schedule."""

    kind = models.CharField("kind of matter", max_length=24, unique=True)
    series = models.CharField("series", max_length=60, help_text="As the schedule names it: GS-03, series 100492.")
    title = models.CharField(max_length=160)
    years = models.PositiveSmallIntegerField(
        "years after closing", null=True, blank=True, help_text="Leave empty to keep them for ever."
    )
    source = models.CharField(max_length=200, blank=True)
    # Somebody compared it with the schedule; until then its dates say that nobody has.
    is_verified = models.BooleanField("compared with the schedule", default=False)

    class Meta:
        ordering = ["kind"]
        constraints = [
            models.CheckConstraint(
                name="retention_lasts_at_least_a_year", condition=Q(years=None) | Q(years__gte=1),
                violation_error_message="Enter at least one year, or nothing to keep them for ever.",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.series}, {self.title}"


class LegalHoldQuerySet(models.QuerySet["LegalHold"]):
    """Reads of holds."""

    def visible_to(self, user: User) -> Self:
        """Holds on matters ``user`` may know of."""
        return self.filter(matter__in=Matter.objects.visible_to(user))

    def standing(self) -> Self:
        """Those not released."""
        return self.filter(released_at=None)


@pghistory.track()
class LegalHold(models.Model):
    """An order to keep everything of a matter, whatever the schedule says: litigation, audit, a charge."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="holds")
    reason = models.CharField(max_length=300)
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    released_because = models.CharField(max_length=300, blank=True)

    objects = LegalHoldQuerySet.as_manager()

    class Meta:
        ordering = ["-placed_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="legal_hold_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="legal_hold_released_by_someone_at_a_time_with_a_reason",
                condition=Q(released_by=None, released_at=None, released_because="")
                | (Q(released_by__isnull=False, released_at__isnull=False) & ~Q(released_because="")),
            ),
        ]

    def __str__(self) -> str:
        return f"Hold on {self.matter}"


@pghistory.track()
class Disposal(models.Model):
    """That the papers of a matter were destroyed, under which certificate, on whose word."""

    matter = models.OneToOneField(Matter, models.PROTECT, related_name="disposal")
    certificate = models.CharField(max_length=60, help_text="The number of the signed form: RM-3.")
    series = models.CharField(max_length=60)
    was_due_on = models.DateField()
    papers_count = models.PositiveIntegerField()
    destroyed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    destroyed_at = models.DateTimeField()

    class Meta:
        ordering = ["-destroyed_at", "-pk"]
        constraints = [models.CheckConstraint(name="disposal_names_its_certificate", condition=~Q(certificate=""))]

    def __str__(self) -> str:
        return f"{self.matter}, {self.certificate}"
