"""What people thought of a class. Nobody's name stands on it."""

from __future__ import annotations

import uuid
from typing import Self

from django.db import models
from django.db.models import Q

from labor_office.core.users.models import User
from training.models.reach import reads_everyone
from training.models.sessions import TrainingSession


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    """Reads of evaluations."""

    def visible_to(self, user: User) -> Self:
        """Evaluations, for those who read everyone's training."""
        return self.all() if reads_everyone(user) else self.none()


class Evaluation(models.Model):
    """One sheet handed in: three marks from 1 to 5 and words. ``key`` keeps one sheet from being counted twice."""

    session = models.ForeignKey(TrainingSession, models.PROTECT, related_name="evaluations")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    usefulness = models.PositiveSmallIntegerField()
    clarity = models.PositiveSmallIntegerField()
    readiness = models.PositiveSmallIntegerField(help_text="How ready the person feels to apply it.")
    went_well = models.TextField(blank=True)
    to_better = models.TextField(blank=True)
    handed_in_at = models.DateTimeField()

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        ordering = ["-handed_in_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="evaluation_marks_from_one_to_five",
                condition=Q(
                    usefulness__range=(1, 5),
                    clarity__range=(1, 5),
                    readiness__range=(1, 5),
                ),
            )
        ]

    def __str__(self) -> str:
        return f"Evaluation of {self.session}"
