"""Change briefs: what a new agreement changes, told before it takes effect."""

from __future__ import annotations

from typing import Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from agreements.models.text import Agreement, Article
from labor_office.core.users.models import User
from training.models.courses import Course
from training.models.reach import reads_training
from training.models.requirements import Requirement
from training.rules.vocabulary import BRIEF_WORDS, CHANGE_WORDS, BriefState


class BriefQuerySet(models.QuerySet["Brief"]):
    """Reads of change briefs."""

    def visible_to(self, user: User) -> Self:
        """Briefs on agreements ``user`` may know of; drafts for those who write them."""
        if not reads_training(user):
            return self.none()
        return self.filter(agreement__in=Agreement.objects.visible_to(user))


@pghistory.track()
class Brief(models.Model):
    """What changes with a new agreement, in plain words beside its clauses.

    People take it as a course and owe it by a requirement.
    """

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="+")
    # The agreement it is compared with.
    before = models.ForeignKey(Agreement, models.PROTECT, null=True, blank=True, related_name="+")
    course = models.OneToOneField(Course, models.PROTECT, null=True, blank=True, related_name="brief")
    requirement = models.OneToOneField(Requirement, models.PROTECT, null=True, blank=True, related_name="brief")
    title = models.CharField(max_length=160)
    opening = models.TextField(blank=True)
    effective_on = models.DateField()
    state = models.CharField(
        max_length=8, choices=[(key.value, words) for key, words in BRIEF_WORDS.items()], default=BriefState.DRAFT
    )
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    assigned_at = models.DateTimeField(null=True, blank=True)

    objects = BriefQuerySet.as_manager()

    class Meta:
        ordering = ["-effective_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="brief_assigned_by_someone_at_a_time_as_a_course",
                condition=Q(state=BriefState.DRAFT, assigned_by=None, assigned_at=None)
                | Q(
                    state=BriefState.ASSIGNED,
                    assigned_by__isnull=False,
                    assigned_at__isnull=False,
                    course__isnull=False,
                ),
            )
        ]

    def __str__(self) -> str:
        return self.title


class BriefItem(models.Model):
    """One clause that changes: its words before and after, and what that means at work."""

    brief = models.ForeignKey(Brief, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    article = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="+")
    number = models.CharField(max_length=40, blank=True)
    heading = models.CharField(max_length=200, blank=True)
    change = models.CharField(max_length=8, choices=[(key.value, words) for key, words in CHANGE_WORDS.items()])
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    meaning = models.TextField("what it means", blank=True)
    # Left out of what people read: of no use to them.
    is_left_out = models.BooleanField(default=False)

    class Meta:
        ordering = ["brief", "position"]
        constraints = [models.UniqueConstraint("brief", "position", name="brief_item_once_per_place")]

    def __str__(self) -> str:
        return self.number or self.heading
