"""Agreements as graphs of dated text: an article keeps its identity; number, place and words carry dates.

Only adopted text stands here. What is being imported, bargained or cloned is a draft
(`drafts.py`), in tables no reader's query touches, so an unadopted word cannot leak.
"""

from __future__ import annotations

from datetime import date
from typing import Self

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Func, Q

from agreements.rules.vocabulary import LEVEL_LABELS, ClauseLevel
from labor_office.core.matters.models.matter import Matter, MatterExclusion, MatterQuerySet
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission
from labor_office.core.workforce.models import BargainingUnit


class AgreementQuerySet(MatterQuerySet["Agreement"]):
    """Reads of agreements."""

    def visible_to(self, user: User) -> Self:
        """Agreements ``user`` may know of as matters, and those that are law and open to the office.

        What is law is read by every role that reads agreements, a liaison's too; a wall
        shuts out whomever it names.
        """
        known = super().visible_to(user).values("pk")
        if not user.may(Permission.AGREEMENT_READ):
            return self.filter(pk__in=known)
        walls = MatterExclusion.objects.filter(user=user, ended_at=None).values("matter")
        is_law = Q(level=Level.OFFICE, published_at__isnull=False) & ~Q(pk__in=walls)
        return self.filter(is_law | Q(pk__in=known))

    def in_force(self, on: date) -> Self:
        """Agreements whose term includes ``on``."""
        return self.filter(starts_on__lte=on, ends_on__gte=on)

    def published(self) -> Self:
        """Agreements that are law of their unit, or were; drafts are left out."""
        return self.exclude(published_at=None)


class Agreement(Matter):
    """A collective bargaining agreement with its term."""

    matter = models.OneToOneField(Matter, models.CASCADE, parent_link=True, primary_key=True, related_name="+")
    term_name = models.CharField(max_length=40, help_text="As people say it: 2023 to 2026.")
    starts_on = models.DateField()
    ends_on = models.DateField()
    predecessor = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="successor", help_text="The agreement it follows."
    )
    # Empty while the agreement is a draft: then no word of it is in force and no reader knows of it.
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    # The first day on which its words no longer hold. Empty while they do: past the term the
    # status quo goes on until the successor begins.
    text_until = models.DateField(null=True, blank=True, editable=False)

    objects = AgreementQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.CheckConstraint(name="agreement_ends_after_it_starts", condition=Q(ends_on__gt=F("starts_on"))),
            models.CheckConstraint(
                name="agreement_text_holds_at_least_a_day",
                condition=Q(text_until=None) | Q(text_until__gt=F("starts_on")),
            ),
        ]

    @property
    def is_draft(self) -> bool:
        """Whether it has not been adopted and published yet."""
        return self.published_at is None


class ArticleQuerySet(models.QuerySet["Article"]):
    """Reads of articles."""

    def cited_as(self, unit: BargainingUnit, number: str, *, on: date) -> Self:
        """The article or section of ``unit`` called ``number`` (``14`` or ``14.3``) on a day.

        Where no words are held for that day, whichever bears the number last.
        """
        dated = ArticleVersion.objects.in_force(on).filter(unit=unit, number=number)
        then = self.filter(pk__in=dated.values("article"))
        return then if then.exists() else self.filter(unit=unit, number=number)


class Article(models.Model):
    """An article, section or appendix of a unit's agreements: what keeps its identity while its words change."""

    unit = models.ForeignKey(BargainingUnit, models.PROTECT, related_name="+")
    # What people call it now; what it was called on a day stands on the version of that day.
    number = models.CharField(max_length=40)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["unit", "pk"]
        indexes = [models.Index(fields=["unit", "number"], name="article_by_number")]

    def __str__(self) -> str:
        return cited(self.number)


def cited(number: str) -> str:
    """How a number is cited: ``Art. 14``, ``section 14.3``, ``Appendix A`` as it is; ``Preamble`` for none."""
    if not number:
        return "Preamble"
    if " " in number:
        return number
    return f"section {number}" if "." in number or "(" in number else f"Art. {number}"


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
    # The article's unit again: numbers are unique in it on a day, and searches stay inside it.
    unit = models.ForeignKey(BargainingUnit, models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="versions")
    # The side letter's change that brought these words; empty for the agreement's own.
    change = models.ForeignKey(
        "agreements.TextChange", models.PROTECT, null=True, blank=True, related_name="versions", db_index=False
    )
    level = models.CharField(max_length=10, choices=[(level.value, LEVEL_LABELS[level]) for level in ClauseLevel])
    number = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=200, blank=True)
    # The part or chapter of the agreement it stood in: Part II. Work and time. Of articles only.
    part = models.CharField(max_length=160, blank=True, default="", db_default="")
    # The article this stood under on those days.
    parent = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="section_versions")
    # Its place in the agreement's order of reading.
    position = models.PositiveIntegerField(default=0)
    text = models.TextField(blank=True)
    # Empty for words that never came into force: a change put off before its day.
    in_force = DateRangeField()
    source = models.CharField(max_length=160, blank=True)

    objects = ArticleVersionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            ExclusionConstraint(
                name="article_version_one_text_on_a_day",
                expressions=[("article", RangeOperators.EQUAL), ("in_force", RangeOperators.OVERLAPS)],
            ),
            ExclusionConstraint(
                name="article_version_one_number_on_a_day",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    ("number", RangeOperators.EQUAL),
                    ("in_force", RangeOperators.OVERLAPS),
                ],
                condition=~Q(number=""),
            ),
        ]
        indexes = [models.Index(fields=["agreement", "position"], name="article_version_in_order")]

    def __str__(self) -> str:
        return f"{cited(self.number)}, {self.title}" if self.title else cited(self.number)


class Paragraph(models.Model):
    """One paragraph of a version: what a permalink names and a search finds. Written with its version, never alone."""

    version = models.ForeignKey(ArticleVersion, models.CASCADE, related_name="paragraphs")
    unit = models.ForeignKey(BargainingUnit, models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveSmallIntegerField()
    # The last part of the address: 14.3, 14.3(a), 14.3-p2 where the text gives no letter.
    anchor = models.CharField(max_length=60)
    # Number and title of its article and section, so that a search for a subject finds its paragraphs.
    heading = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    in_force = DateRangeField()
    words = models.GeneratedField(
        expression=SearchVector("heading", config="english", weight="A")
        + SearchVector("text", config="english", weight="B"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        ordering = ["version", "position"]
        constraints = [models.UniqueConstraint("version", "position", name="paragraph_once_per_place")]
        indexes = [
            # Stored indexes without the pending list: readers never pay for a writer's rows.
            # The unit stands in them because a search is mostly of one unit.
            GinIndex(fields=["unit", "words"], name="paragraph_unit_words", fastupdate=False),
            # Words without an end are those of agreements in force: the scope nearly every search has.
            GinIndex(
                fields=["unit", "words"],
                name="paragraph_words_in_force",
                condition=Q(in_force__upper_inf=True),
                fastupdate=False,
            ),
            # What holds today but will end: of a letter for a season, of an agreement whose successor is adopted.
            models.Index(
                Func(F("in_force"), function="upper", output_field=models.DateField()),
                name="paragraph_ending",
                condition=Q(in_force__upper_inf=False),
            ),
        ]

    def __str__(self) -> str:
        return self.anchor
