"""What an agreement really cost, set against what the table said it would."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bargaining.models.money import Scenario
from bargaining.models.negotiation import Negotiation


@pghistory.track()
class EstimateOfRecord(models.Model):
    """The costing that the City adopted an agreement on: what its real cost is held against."""

    negotiation = models.OneToOneField(Negotiation, models.CASCADE, related_name="estimate")
    scenario = models.ForeignKey(Scenario, models.PROTECT, related_name="+")
    adopted_on = models.DateField()
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    named_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.scenario)


class ActualCost(models.Model):
    """What one item of the estimate cost in one fiscal year, of one fund or of all, as a document says it.

    Never changed: a correction is a row of its own and the former keeps the time it was replaced.
    """

    negotiation = models.ForeignKey(Negotiation, models.CASCADE, related_name="actuals")
    # The key and the title of the item in the estimate, and the name of the fiscal year.
    item = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    year = models.CharField(max_length=20)
    # Empty for all funds together.
    fund = models.CharField(max_length=80, blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    source = models.CharField(max_length=200)
    reason = models.CharField(max_length=300, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["year", "item", "fund", "-entered_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "negotiation", "item", "year", "fund", name="actual_cost_one_in_force", condition=Q(replaced_at=None)
            ),
            models.CheckConstraint(name="actual_cost_names_its_source", condition=~Q(source="")),
            models.CheckConstraint(
                name="actual_cost_is_replaced_after_it_was_entered",
                condition=Q(replaced_at=None) | Q(replaced_at__gte=F("entered_at")),
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="figures_never_change",
                exclude=["replaced_at"],
            ),
            pgtrigger.Protect(
                name="replaced_stays_replaced",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__replaced_at__isnull=False)
                & pgtrigger.Q(old__replaced_at__df=pgtrigger.F("new__replaced_at")),
            ),
            pgtrigger.Protect(name="figures_are_never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.year}"
