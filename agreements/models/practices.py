"""The register of past practice: what has been done, since when, who knew, and what the sides say of it."""

from __future__ import annotations

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from agreements.models.text import Article
from agreements.rules.practices import PRACTICE_CHIPS, PRACTICE_WORDS, PracticeState
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission
from labor_office.core.workforce.models import BargainingUnit, Department


class PracticeQuerySet(models.QuerySet["Practice"]):
    """Reads of past practice."""

    def visible_to(self, user: User) -> Self:
        """The office's own register: nobody outside reads what the City concedes or disputes, or looks on at it."""
        return self if user.may(Permission.MATTER_READ_OFFICE) and not user.is_looked_on else self.none()


@pghistory.track()
class Practice(models.Model):
    """One past practice. Its row history is who changed what and when."""

    number = models.PositiveIntegerField(unique=True, editable=False)
    unit = models.ForeignKey(BargainingUnit, models.PROTECT, related_name="+")
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="+")
    article = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="practices")
    title = models.CharField(max_length=200)
    practice = models.TextField()
    since = models.CharField(max_length=80, help_text="As far as it is known: 2015, or spring of 2019.")
    # The three things by which a practice is proved.
    clarity = models.TextField(blank=True)
    consistency = models.TextField(blank=True)
    acceptance = models.TextField(blank=True)
    who_knew = models.TextField(blank=True)
    state = models.CharField(
        max_length=12, choices=[(key.value, words) for key, words in PRACTICE_WORDS.items()],
        default=PracticeState.ASSERTED,
    )  # fmt: skip
    # The day of the notice that repudiates it, or on which it ended.
    ended_on = models.DateField("notice or end", null=True, blank=True)
    ended_note = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = PracticeQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                name="practice_repudiated_or_ended_on_a_day",
                condition=Q(state__in=["REPUDIATED", "ENDED"], ended_on__isnull=False)
                | (~Q(state__in=["REPUDIATED", "ENDED"]) & Q(ended_on=None)),
            )
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """``PR-12``: how a practice is quoted."""
        return f"PR-{self.number}"

    @property
    def chip(self) -> str:
        """The look of its state."""
        return PRACTICE_CHIPS[PracticeState(self.state)]
