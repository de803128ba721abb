"""Units beyond the roster: on what each rests, which classifications stand in or out of it and since when."""

from __future__ import annotations

from datetime import date
from typing import Self

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from bargaining.models.negotiation import choices
from bargaining.rules.units import BASIS_WORDS, EXCLUSION_WORDS
from labor_office.core.matters.models.matter import Matter
from labor_office.core.workforce.models import (
    BargainingUnit,
    Classification,
    DateRange,
    EmployeeOrganization,
    Representative,
)


@pghistory.track()
class UnitProfile(models.Model):
    """The words that define a unit, and on what they rest."""

    unit = models.OneToOneField(BargainingUnit, models.PROTECT, primary_key=True, related_name="+")
    definition = models.TextField()
    exclusions = models.TextField("who is kept out, in the words of the definition", blank=True)
    basis = models.CharField(max_length=12, choices=choices(BASIS_WORDS))
    citation = models.CharField(max_length=120, blank=True)
    # The agency's number for the certification.
    case_number = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return f"Definition of {self.unit}"


class PlacementQuerySet(models.QuerySet["UnitPlacement"]):
    """Questions about what stands in or out of units."""

    def on(self, day: date) -> Self:
        """As the lists stood on ``day``."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


@pghistory.track()
class UnitPlacement(models.Model):
    """A classification, or one position of it, in a unit or kept out of it, from a day to a day."""

    unit = models.ForeignKey(BargainingUnit, models.PROTECT, related_name="+")
    classification = models.ForeignKey(Classification, models.PROTECT, related_name="+")
    # One position of the classification; empty for the whole of it.
    position = models.CharField(max_length=120, blank=True)
    # Why it stands out; empty for what stands in.
    exclusion = models.CharField(max_length=12, choices=choices(EXCLUSION_WORDS), blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    because = models.CharField("what placed it there", max_length=200)
    # The matter whose order placed it, when there was one.
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, blank=True, related_name="+")

    objects = PlacementQuerySet.as_manager()

    class Meta:
        ordering = ["unit", "classification", "position", "starts_on"]
        constraints = [
            models.CheckConstraint(
                name="unit_placement_ends_on_or_after_start",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            ExclusionConstraint(
                name="unit_placement_one_at_a_time",
                expressions=[
                    ("classification", RangeOperators.EQUAL),
                    ("position", RangeOperators.EQUAL),
                    (DateRange("starts_on", "ends_on", models.Value("[]")), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.named} {'outside' if self.exclusion else 'in'} {self.unit}"

    @property
    def named(self) -> str:
        """The classification, or the position and its classification."""
        return f"{self.position} ({self.classification})" if self.position else str(self.classification)


@pghistory.track()
class ReleaseGrant(models.Model):
    """How many hours of release time an organization may use from a day to a day, and by what words."""

    organization = models.ForeignKey(EmployeeOrganization, models.PROTECT, related_name="+")
    unit = models.ForeignKey(BargainingUnit, models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    hours = models.DecimalField(max_digits=8, decimal_places=2)
    citation = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["organization", "-starts_on"]
        constraints = [
            models.CheckConstraint(name="release_grant_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(name="release_grant_is_for_some_hours", condition=Q(hours__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.hours} hours for {self.organization}"


@pghistory.track()
class ReleaseUse(models.Model):
    """Hours of release time that somebody used on a day."""

    grant = models.ForeignKey(ReleaseGrant, models.PROTECT, related_name="uses")
    representative = models.ForeignKey(Representative, models.PROTECT, related_name="+")
    on = models.DateField()
    hours = models.DecimalField(max_digits=5, decimal_places=2)
    purpose = models.CharField(max_length=200)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(name="release_use_within_a_day", condition=Q(hours__gt=0, hours__lte=24)),
        ]

    def __str__(self) -> str:
        return f"{self.hours} hours, {self.representative}, {self.on}"
