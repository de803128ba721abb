"""Side letters, amendments and whatever else changes an agreement between two terms."""

from __future__ import annotations

from typing import Self

import pghistory
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q

from agreements.models.text import Agreement, Article
from agreements.rules.vocabulary import EFFECT_LABELS, FORM_LABELS, LEVEL_LABELS, ChangeEffect, ClauseLevel, LetterForm
from labor_office.core.matters.models.matter import Matter, MatterExclusion, MatterQuerySet
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission


class SideLetterQuerySet(MatterQuerySet["SideLetter"]):
    """Reads of side letters."""

    def visible_to(self, user: User) -> Self:
        """Letters ``user`` may know of: as matters, and, once in force, as words open to all who read agreements."""
        known = Matter.objects.visible_to(user).filter(kind="side_letter").values("pk")
        if not (user.is_active and user.may(Permission.AGREEMENT_READ)):
            return self.filter(pk__in=known)
        walls = MatterExclusion.objects.filter(user=user, ended_at=None).values("matter")
        is_law = Q(level=Level.OFFICE) & ~Q(put_in_force_at=None) & ~Q(pk__in=walls) & ~Q(agreement__in=walls)
        return self.filter(is_law | Q(pk__in=known))

    def in_force(self) -> Self:
        """Letters that were put in force, whatever their days."""
        return self.exclude(put_in_force_at=None)


class SideLetter(Matter):
    """A paper both sides signed that changes an agreement from a day, for good or until a day."""

    matter = models.OneToOneField(Matter, models.CASCADE, parent_link=True, primary_key=True, related_name="+")
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="side_letters")
    form = models.CharField(max_length=12, choices=[(form.value, FORM_LABELS[form]) for form in LetterForm])
    text = models.TextField(blank=True)
    effective_on = models.DateField()
    # The last day it holds; empty when it holds as long as the agreement does.
    ends_on = models.DateField(null=True, blank=True)
    signed_by_city = models.CharField(max_length=120, blank=True)
    signed_by_city_on = models.DateField(null=True, blank=True)
    signed_by_union = models.CharField(max_length=120, blank=True)
    signed_by_union_on = models.DateField(null=True, blank=True)
    sets_no_precedent = models.BooleanField(default=False)
    # The letter it puts an end to, if it says so.
    ends_letter = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="ended_by")
    # Empty while it is a draft: then it changes no word anybody reads.
    put_in_force_at = models.DateTimeField(null=True, blank=True, editable=False)
    # For the search, which adds the title: that stands in the table of matters.
    words = models.GeneratedField(
        expression=SearchVector("text", config="english"), output_field=SearchVectorField(), db_persist=True
    )

    objects = SideLetterQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="side_letter_ends_on_or_after_its_start",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("effective_on")),
                violation_error_message="A side letter cannot end before it takes effect.",
            ),
            models.CheckConstraint(
                name="side_letter_in_force_is_signed_by_both",
                condition=Q(put_in_force_at=None)
                | Q(signed_by_city_on__isnull=False, signed_by_union_on__isnull=False),
            ),
        ]

    @property
    def extends_term(self) -> bool:
        """Whether its last day becomes the agreement's own."""
        return self.form == LetterForm.EXTENSION


@pghistory.track()
class TextChange(models.Model):
    """What a side letter does to one article: other words, new words, or none from a day on."""

    letter = models.ForeignKey(SideLetter, models.PROTECT, related_name="changes")
    # Whose words change; empty until an added article has come into being.
    article = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="changes")
    effect = models.CharField(max_length=8, choices=[(e.value, EFFECT_LABELS[e]) for e in ChangeEffect])
    level = models.CharField(max_length=10, choices=[(level.value, LEVEL_LABELS[level]) for level in ClauseLevel])
    number = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=200, blank=True)
    # What added text stands under and after.
    parent = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(blank=True)
    effective_on = models.DateField()
    # The last day; empty for good.
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["letter", "pk"]
        constraints = [
            models.CheckConstraint(
                name="text_change_ends_on_or_after_its_start",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("effective_on")),
            ),
            models.CheckConstraint(
                name="text_change_touches_an_article",
                condition=Q(effect=ChangeEffect.ADD) | Q(article__isnull=False),
            ),
            models.CheckConstraint(
                name="text_change_has_words_unless_it_ends",
                condition=Q(effect=ChangeEffect.END) | ~Q(text=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_effect_display()}: {self.number}"
