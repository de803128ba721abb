"""Parity clauses: what a unit may ask for because another got it."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from bargaining.models.negotiation import choices
from bargaining.rules.topics import TOPIC_WORDS
from labor_office.core.workforce.models import BargainingUnit


@pghistory.track()
class ParityClause(models.Model):
    """A "me too" in an agreement or a side letter. The text is public; what sets it off at a table is not."""

    unit = models.ForeignKey(BargainingUnit, models.PROTECT, related_name="+")
    # Where it stands, as people quote it: "Art. 29.2", "SL-2025-001".
    place = models.CharField(max_length=80)
    topic = models.CharField(max_length=13, choices=choices(TOPIC_WORDS))
    # Empty: whichever unit gets more.
    watches = models.ForeignKey(BargainingUnit, models.PROTECT, null=True, blank=True, related_name="+")
    # Set off by an increase above this many percent in any year; empty: by anything on the topic.
    above = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    words = models.TextField()
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["unit", "place", "pk"]
        constraints = [
            models.UniqueConstraint("unit", "place", "topic", name="parity_clause_once_per_place_and_topic"),
            models.CheckConstraint(
                name="parity_clause_ends_after_it_begins",
                condition=Q(from_on=None) | Q(until_on=None) | Q(until_on__gte=F("from_on")),
            ),
            models.CheckConstraint(
                name="parity_clause_watches_another_unit", condition=Q(watches=None) | ~Q(watches=F("unit"))
            ),
            models.CheckConstraint(name="parity_clause_has_words", condition=~Q(words="")),
        ]

    def __str__(self) -> str:
        return f"{self.unit}, {self.place}"
