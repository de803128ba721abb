"""Questions and acknowledgements that prove a course was taken on a page."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from labor_office.core.users.models import User
from labor_office.core.workforce.models import Employee
from training.models.courses import CourseVersion
from training.models.reach import about_people
from training.models.sessions import TrainingSession
from training.rules.vocabulary import QUIZ_PART_WORDS, QuizPart


class Question(models.Model):
    """One question of a course version."""

    version = models.ForeignKey(CourseVersion, models.PROTECT, related_name="questions")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    # Shown after the answer, right or not.
    explanation = models.TextField(blank=True)

    class Meta:
        ordering = ["version", "position"]
        constraints = [models.UniqueConstraint("version", "position", name="question_once_per_place")]

    def __str__(self) -> str:
        return self.text


class Choice(models.Model):
    """One of a question's possible answers."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="choices")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    is_right = models.BooleanField(default=False)

    class Meta:
        ordering = ["question", "position"]
        constraints = [
            models.UniqueConstraint("question", "position", name="choice_once_per_place"),
            models.UniqueConstraint("question", condition=Q(is_right=True), name="question_has_one_right_answer"),
        ]

    def __str__(self) -> str:
        return self.text


class AttemptQuerySet(models.QuerySet["Attempt"]):
    """Reads of attempts."""

    def visible_to(self, user: User) -> Self:
        """Attempts of people whose training ``user`` may read."""
        return self.filter(about_people(user, employee="employee"))


class Attempt(models.Model):
    """One person's try at a version's questions; before or after a class, or by itself."""

    version = models.ForeignKey(CourseVersion, models.PROTECT, related_name="attempts")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    session = models.ForeignKey(TrainingSession, models.PROTECT, null=True, blank=True, related_name="attempts")
    part = models.CharField(
        max_length=4, choices=[(key.value, words) for key, words in QUIZ_PART_WORDS.items()], default=QuizPart.POST
    )
    began_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True, blank=True)
    # Percent right; set with the handing in.
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    is_passed = models.BooleanField(default=False)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["-began_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="attempt_handed_in_with_a_score",
                condition=Q(handed_in_at=None, score=None, is_passed=False)
                | Q(handed_in_at__gte=F("began_at"), score__isnull=False),
            ),
            models.CheckConstraint(name="attempt_score_in_percent", condition=Q(score=None) | Q(score__lte=100)),
        ]
        indexes = [models.Index(fields=["employee", "version"], name="attempt_of_person")]

    def __str__(self) -> str:
        return f"{self.employee} at {self.version}"


class Answer(models.Model):
    """What somebody chose."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    choice = models.ForeignKey(Choice, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["attempt", "question"]
        constraints = [models.UniqueConstraint("attempt", "question", name="question_answered_once_an_attempt")]

    def __str__(self) -> str:
        return str(self.choice)


class AcknowledgementQuerySet(models.QuerySet["Acknowledgement"]):
    """Reads of acknowledgements."""

    def visible_to(self, user: User) -> Self:
        """Acknowledgements of people whose training ``user`` may read."""
        return self.filter(about_people(user, employee="employee"))


class Acknowledgement(models.Model):
    """That a person says in their own name that they read a course version."""

    version = models.ForeignKey(CourseVersion, models.PROTECT, related_name="acknowledgements")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    # The sentence they put their name to, as it read.
    words = models.TextField()
    attested_at = models.DateTimeField()
    # Who was signed in; empty where the person came by a link sent to them.
    attested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = AcknowledgementQuerySet.as_manager()

    class Meta:
        ordering = ["-attested_at", "-pk"]
        constraints = [
            models.UniqueConstraint("version", "employee", "attested_at", name="acknowledged_once_at_a_time"),
            models.CheckConstraint(name="acknowledgement_keeps_its_words", condition=~Q(words="")),
        ]

    def __str__(self) -> str:
        return f"{self.employee} read {self.version}"
