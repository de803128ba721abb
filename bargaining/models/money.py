"""What a costing is made of, kept so that any figure can be made again."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from bargaining.models.negotiation import Negotiation
from bargaining.models.proposals import Proposal
from labor_office.core.workforce.models import BargainingUnit


class RosterSnapshot(models.Model):
    """A unit's pay as of a day, by classification, step and anniversary. Never changed once taken.

    ``groups``, ``pools`` and ``tiers`` are what ``costing.snapshot`` reads, money as text.
    """

    unit = models.ForeignKey(BargainingUnit, models.PROTECT, related_name="+")
    as_of = models.DateField()
    reference = models.CharField(max_length=80)
    groups = models.JSONField()
    pools = models.JSONField(default=list, blank=True)
    tiers = models.JSONField(default=list, blank=True)
    authorized = models.PositiveIntegerField(null=True, blank=True)
    # What was typed beside the roster and begins the next one: {top_step, funds: {department: {fund: share}}}.
    entered = models.JSONField(default=dict, blank=True)
    source = models.CharField(max_length=200)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ["-as_of", "-pk"]
        constraints = [models.UniqueConstraint("unit", "reference", name="roster_snapshot_once_per_reference")]
        triggers = [pgtrigger.Protect(name="never_changes", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.reference


@pghistory.track()
class RateTable(models.Model):
    """Payroll charges in force from a day, with where each rate comes from: [{name, rate, on, cap, source}].

    Of one unit, or of every unit that has none of its own.
    """

    unit = models.ForeignKey(BargainingUnit, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=80, unique=True)
    effective_on = models.DateField()
    rates = models.JSONField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["-effective_on"]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Scenario(models.Model):
    """One costing that was kept: its items and everything it was made from, and what came out."""

    negotiation = models.ForeignKey(Negotiation, models.CASCADE, related_name="scenarios")
    name = models.CharField(max_length=120)
    proposal = models.ForeignKey(Proposal, models.PROTECT, null=True, blank=True, related_name="scenarios")
    snapshot = models.ForeignKey(RosterSnapshot, models.PROTECT, related_name="+")
    rate_table = models.ForeignKey(RateTable, models.PROTECT, related_name="+")
    # As they stood when it was costed: a later change of the table changes no figure.
    rates = models.JSONField()
    items = models.JSONField()
    years = models.JSONField()
    formulas = models.CharField(max_length=12)
    results = models.JSONField()
    assumptions = models.TextField(blank=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                name="scenario_reviewed_by_someone_at_a_time",
                condition=Q(reviewed_by=None, reviewed_at=None)
                | Q(reviewed_by__isnull=False, reviewed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="scenario_reviewer_is_not_its_author",
                condition=Q(reviewed_by=None) | ~Q(reviewed_by=models.F("made_by")),
            ),
        ]

    def __str__(self) -> str:
        return self.name
