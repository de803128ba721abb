"""Questions to the office and what it said: asked by whom, on which articles, followed up when."""

from __future__ import annotations

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from agreements.models.text import Article
from agreements.rules.advice import CHANNEL_WORDS, Channel
from labor_office.core.matters.models.matter import Matter, MatterQuerySet
from labor_office.core.workforce.models import Department


class AdviceQuerySet(MatterQuerySet["Advice"]):
    """Reads of advice. Whoever asked in the Desk is named on their question, so ``visible_to`` holds for them too."""

    def unanswered(self) -> Self:
        """Questions that wait for the office."""
        return self.filter(answered_on=None, closed_on=None)

    def on(self, article: Article) -> Self:
        """Those about ``article``."""
        return self.filter(articles=article)


@pghistory.track(
    fields=["question", "answer", "answered_on"],
    model_name="AdviceRow",
    # The rows of its matter have the plain name.
    obj_field=pghistory.ObjForeignKey(related_name="word_rows", related_query_name="word_row"),
)
class Advice(Matter):
    """One question and its answer."""

    matter = models.OneToOneField(Matter, models.CASCADE, parent_link=True, primary_key=True, related_name="+")
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    asker_name = models.CharField("who asked", max_length=120)
    # Not the matter's own department: its liaison would read what others asked about it.
    asker_department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="+")
    channel = models.CharField(
        max_length=8, choices=[(key.value, words) for key, words in CHANNEL_WORDS.items()], default=Channel.CALL
    )
    articles = models.ManyToManyField(Article, related_name="+", blank=True)
    question = models.TextField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_on = models.DateField(null=True, blank=True)
    follow_up_on = models.DateField(null=True, blank=True)
    followed_up_on = models.DateField(null=True, blank=True)
    follow_up_note = models.CharField(max_length=300, blank=True)

    objects = AdviceQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.CheckConstraint(name="advice_asks_something", condition=~Q(question="")),
            models.CheckConstraint(
                name="advice_answered_by_someone_on_a_day_in_words",
                condition=Q(answered_by=None, answered_on=None, answer="")
                | (Q(answered_by__isnull=False, answered_on__isnull=False) & ~Q(answer="")),
            ),
        ]

    @property
    def is_answered(self) -> bool:
        """Whether the office has said something."""
        return self.answered_on is not None


@pghistory.track()
class TrainingNeed(models.Model):
    """That advice showed people do not know something: for the training plan to take up."""

    advice = models.OneToOneField(Advice, models.PROTECT, related_name="training_need")
    subject = models.CharField(max_length=200)
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="+")
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    # Set by whoever plans a course or session for it.
    settled_on = models.DateField(null=True, blank=True)
    settled_how = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["noted_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="training_need_settled_says_how", condition=Q(settled_on=None) | ~Q(settled_how="")
            )
        ]

    def __str__(self) -> str:
        return self.subject
