"""What other employers pay and grant, each figure with where it comes from."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from bargaining.models.negotiation import choices
from bargaining.rules.comparators import FIGURE_WORDS, MATCH_WORDS, Figure, Match
from labor_office.core.workforce.models import BargainingUnit


@pghistory.track()
class Jurisdiction(models.Model):
    """An employer the City is compared with, why it is one, how large it is. The City itself is one of them."""

    name = models.CharField(max_length=120)
    population = models.PositiveIntegerField(null=True, blank=True)
    employees = models.PositiveIntegerField(null=True, blank=True)
    miles = models.PositiveIntegerField(null=True, blank=True, help_text="From City Hall, by road.")
    # Why it is comparable: the Council's list, the same labor market, the same size.
    basis = models.CharField(max_length=200, blank=True)
    is_own = models.BooleanField(default=False)
    is_used = models.BooleanField(default=True)

    class Meta:
        ordering = ["-is_own", "name"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="jurisdiction_once_in_any_case"),
            models.UniqueConstraint("is_own", name="jurisdiction_one_is_the_city", condition=Q(is_own=True)),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Benchmark(models.Model):
    """One thing that is compared: the starting pay of a class, a raise, the City's share of a premium."""

    name = models.CharField(max_length=120)
    unit = models.ForeignKey(BargainingUnit, models.PROTECT, null=True, blank=True, related_name="+")
    figure = models.CharField(max_length=8, choices=choices(FIGURE_WORDS), default=Figure.YEARLY)
    # Yearly pay is compared by the hour where weeks differ: 42 and 56 hours.
    is_by_hour = models.BooleanField(default=False)
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["unit", "name"]
        constraints = [
            models.UniqueConstraint("unit", Lower("name"), name="benchmark_once_per_unit", nulls_distinct=False),
            models.CheckConstraint(
                name="benchmark_by_the_hour_is_yearly_pay",
                condition=Q(is_by_hour=False) | Q(figure=Figure.YEARLY),
                violation_error_message="Only yearly pay can be compared by the hour.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class DataPoint(models.Model):
    """What one employer pays or grants on one benchmark from a day, as a document says it."""

    benchmark = models.ForeignKey(Benchmark, models.CASCADE, related_name="points")
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="points")
    value = models.DecimalField(max_digits=14, decimal_places=4)
    weekly_hours = models.DecimalField(
        max_digits=5, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(1)]
    )
    effective_on = models.DateField()
    matched_class = models.CharField(max_length=120, blank=True)
    match = models.CharField(max_length=6, choices=choices(MATCH_WORDS), default=Match.GOOD)
    source = models.CharField(max_length=200)
    source_url = models.URLField(max_length=500, blank=True)
    collected_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    collected_at = models.DateTimeField()
    # A newer figure of the same employer takes its place; the former stays for the record.
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["benchmark", "jurisdiction", "-effective_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "benchmark", "jurisdiction", name="data_point_one_current", condition=Q(replaced_at=None)
            ),
            models.CheckConstraint(name="data_point_names_its_source", condition=~Q(source="")),
            models.CheckConstraint(
                name="data_point_week_has_hours", condition=Q(weekly_hours=None) | Q(weekly_hours__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jurisdiction}: {self.benchmark}"
