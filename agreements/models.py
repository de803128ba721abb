"""Agreements as graphs of dated text: an article keeps its identity, its words carry dates."""

from __future__ import annotations

from datetime import date
from typing import Self

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from labor_office.core.matters.models.matter import Matter, MatterExclusion, MatterQuerySet
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission
from labor_office.core.workforce.models import BargainingUnit


class AgreementQuerySet(MatterQuerySet["Agreement"]):
    """Reads of agreements."""

    def in_force(self, on: date) -> Self:
        """Agreements whose term includes ``on``."""
        return self.filter(starts_on__lte=on, ends_on__gte=on)


class Agreement(Matter):
    """A collective bargaining agreement with its term."""

    matter = models.OneToOneField(Matter, models.CASCADE, parent_link=True, primary_key=True, related_name="+")
    term_name = models.CharField(max_length=40, help_text="As people say it: 2023 to 2026.")
    starts_on = models.DateField()
    ends_on = models.DateField()

    objects = AgreementQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.CheckConstraint(name="agreement_ends_after_it_starts", condition=Q(ends_on__gt=F("starts_on")))
        ]


class ArticleQuerySet(models.QuerySet["Article"]):
    """Reads of articles."""

    def cited_as(self, unit: BargainingUnit, number: str) -> Self:
        """The article or section of ``unit`` that people call ``number`` (``14`` or ``14.3``)."""
        return self.filter(unit=unit, number=number)


class Article(models.Model):
    """An article or section of a unit's agreements: the thing that keeps its identity while its words change."""

    unit = models.ForeignKey(BargainingUnit, models.PROTECT, related_name="+")
    number = models.CharField(max_length=20)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="sections")

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["unit", "pk"]
        constraints = [models.UniqueConstraint("unit", "number", name="article_once_per_unit_and_number")]

    def __str__(self) -> str:
        return f"section {self.number}" if self.parent_id else f"Art. {self.number}"


class ArticleVersionQuerySet(models.QuerySet["ArticleVersion"]):
    """Reads of dated text."""

    def visible_to(self, user: User) -> Self:
        """The words ``user`` may read: of agreements they may know of, and of those open to the office.

        An agreement in the drawer is read by every role that reads agreements, a liaison's
        too; one closed to named people, or whose wall shuts the reader out, is not.
        """
        if not user.may(Permission.AGREEMENT_READ):
            return self.none()
        walls = MatterExclusion.objects.filter(user=user, ended_at=None).values("matter")
        known = Matter.objects.visible_to(user).filter(kind="agreement").values("pk")
        is_open = Q(agreement__level=Level.OFFICE) & ~Q(agreement__in=walls)
        return self.filter(is_open | Q(agreement__in=known))

    def in_force(self, on: date) -> Self:
        """The words in force on ``on``: at most one version of each article."""
        return self.filter(in_force__contains=on)


@pghistory.track()
class ArticleVersion(models.Model):
    """The words of an article over a range of days; ranges of one article never overlap."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="versions")
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="versions")
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    in_force = DateRangeField()
    source = models.CharField(max_length=160, blank=True)

    objects = ArticleVersionQuerySet.as_manager()

    class Meta:
        ordering = ["article", "in_force"]
        constraints = [
            ExclusionConstraint(
                name="article_version_one_text_on_a_day",
                expressions=[("article", RangeOperators.EQUAL), ("in_force", RangeOperators.OVERLAPS)],
            )
        ]

    def __str__(self) -> str:
        return f"{self.article}, {self.title}"
