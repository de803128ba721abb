"""Text that is not law yet: imported, cloned from the former agreement, or put together from tentative agreements."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from agreements.models.text import Agreement, Article
from agreements.rules.vocabulary import LEVEL_LABELS, MATCH_LABELS, ClauseLevel, Match


class Draft(models.Model):
    """The working text of an agreement that is not adopted. Adoption makes articles and versions of it."""

    agreement = models.OneToOneField(Agreement, models.CASCADE, related_name="draft")
    # The days whose text it began from, when it is a clone of the agreement before.
    cloned_from = models.ForeignKey(Agreement, models.PROTECT, null=True, blank=True, related_name="+")
    cloned_as_of = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="draft_clone_names_agreement_and_day",
                condition=Q(cloned_from=None, cloned_as_of=None)
                | Q(cloned_from__isnull=False, cloned_as_of__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"Draft of {self.agreement}"


@pghistory.track()
class DraftClause(models.Model):
    """One article, section or appendix of a draft, in its place.

    ``article`` is whose identity it continues from the former agreement; empty for what is new.
    """

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="clauses")
    position = models.PositiveIntegerField()
    level = models.CharField(max_length=10, choices=[(level.value, LEVEL_LABELS[level]) for level in ClauseLevel])
    number = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=200, blank=True)
    # The part or chapter it stands in, as printed: Part II. Work and time. Of articles only.
    part = models.CharField(max_length=160, blank=True, default="", db_default="")
    text = models.TextField(blank=True)
    article = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="+")
    match = models.CharField(
        max_length=10, choices=[(match.value, MATCH_LABELS[match]) for match in Match], default=Match.NEW
    )
    # Where the words come from: the file, the former agreement, TA-15.
    source = models.CharField(max_length=160, blank=True)
    # First line in the imported file, counted from 1.
    source_line = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["draft", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "position"],
                name="draft_clause_once_per_place",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                "draft", "article", name="draft_clause_one_for_each_article", condition=Q(article__isnull=False)
            ),
            models.CheckConstraint(
                name="draft_clause_new_has_no_forerunner",
                condition=~Q(match=Match.NEW) | Q(article=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()
