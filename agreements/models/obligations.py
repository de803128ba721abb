"""What agreements, side letters, settlements and awards make the City do, and the money each year of a term needs."""

from __future__ import annotations

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from agreements.models.text import Agreement, Article, ArticleVersion
from agreements.rules.obligations import (
    FUNDING_CHIPS,
    FUNDING_WORDS,
    PERIODS,
    RHYTHM_WORDS,
    SOURCE_WORDS,
    Funding,
    Rhythm,
)
from labor_office.core.documents.models import Document
from labor_office.core.matters.models.matter import Matter, MatterQuerySet


class ObligationQuerySet(MatterQuerySet["Obligation"]):
    """Reads of obligations."""

    def on(self, article: Article) -> Self:
        """Those that ``article`` makes."""
        return self.filter(article=article)


class Obligation(Matter):
    """One thing owed: its owner is the matter's owner, its dates are its clock's."""

    matter = models.OneToOneField(Matter, models.CASCADE, parent_link=True, primary_key=True, related_name="+")
    detail = models.TextField(blank=True)
    source = models.CharField(max_length=12, choices=[(key.value, words) for key, words in SOURCE_WORDS.items()])
    # The agreement, side letter, grievance or arbitration it comes from.
    origin = models.ForeignKey(Matter, models.PROTECT, null=True, blank=True, related_name="+")
    article = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="obligations")
    quote = models.TextField("the words that oblige", blank=True)
    rhythm = models.CharField(max_length=10, choices=[(key.value, words) for key, words in RHYTHM_WORDS.items()])
    first_due_on = models.DateField(null=True, blank=True)
    # For what falls due each time something happens: how long after, and what it is that happens.
    period = models.CharField(max_length=20, choices=[(period, period) for period in PERIODS], blank=True)
    occasion = models.CharField(max_length=120, blank=True)

    objects = ObligationQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="obligation_has_a_day_or_an_occasion",
                condition=Q(rhythm=Rhythm.EVENT) & ~Q(period="") & ~Q(occasion="")
                | ~Q(rhythm=Rhythm.EVENT) & Q(first_due_on__isnull=False, period=""),
            )
        ]

    @property
    def how_often(self) -> Rhythm:
        """Its rhythm as the rules know it."""
        return Rhythm(self.rhythm)


@pghistory.track()
class Fulfilment(models.Model):
    """That an obligation was done once: for which due date, when, by what evidence, on whose word."""

    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="fulfilments")
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField()
    evidence = models.TextField(help_text="What shows that it was done.")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    # The person says in their own name that it was done as stated.
    attested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    attested_at = models.DateTimeField()

    class Meta:
        ordering = ["-done_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="fulfilment_has_evidence", condition=~Q(evidence="")),
        ]

    def __str__(self) -> str:
        return f"{self.obligation} done {self.done_on}"

    @property
    def is_late(self) -> bool:
        """Whether it was done after its day."""
        return self.due_on is not None and self.done_on > self.due_on


class RefusedSuggestion(models.Model):
    """That a sentence was looked at and is no obligation: it is suggested no more, until the words change."""

    version = models.ForeignKey(ArticleVersion, models.CASCADE, related_name="+")
    text = models.TextField()
    refused_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    refused_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("version", "text", name="suggestion_refused_once")]

    def __str__(self) -> str:
        return self.text[:60]


@pghistory.track()
class FundingYear(models.Model):
    """Whether the Council has appropriated what an agreement costs in a fiscal year."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="funding_years")
    # The calendar year in which the fiscal year ends: 2027 for July 2026 to June 2027.
    fiscal_year = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=18, choices=[(key.value, words) for key, words in FUNDING_WORDS.items()])
    decided_on = models.DateField(null=True, blank=True)
    resolution = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["agreement", "fiscal_year"]
        constraints = [
            models.UniqueConstraint("agreement", "fiscal_year", name="funding_once_a_fiscal_year"),
            models.CheckConstraint(
                name="funding_decided_on_a_day", condition=Q(status=Funding.COMMITTED) | Q(decided_on__isnull=False)
            ),
            models.CheckConstraint(
                name="funding_year_is_a_year", condition=Q(fiscal_year__gte=1990) & Q(fiscal_year__lt=2200)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_status_display()}"

    @property
    def name(self) -> str:
        """``FY 2026 to 2027``."""
        return f"FY {self.fiscal_year - 1} to {self.fiscal_year}"

    @property
    def chip(self) -> str:
        """The look of its status."""
        return FUNDING_CHIPS[Funding(self.status)]

    @property
    def reopens(self) -> bool:
        """Whether the money was refused, so that the parties meet on it again."""
        return self.status == Funding.NOT_APPROPRIATED
