"""Proof: who completed what, on which day, good until when; and the certificate that says so."""

from __future__ import annotations

from datetime import date
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from labor_office.core.documents.models import Document
from labor_office.core.users.models import User
from labor_office.core.workforce.models import Employee
from training.models.attendance import Attendance
from training.models.courses import CourseVersion
from training.models.quizzes import Acknowledgement, Attempt
from training.models.reach import about_people
from training.models.sessions import TrainingSession
from training.rules.vocabulary import PROOF_WORDS, ProofSource

# What each source must bring with it, and nothing of the others.
_NOTHING = Q(attendance=None, attempt=None, acknowledgement=None)
_ONE_SOURCE = (
    Q(source=ProofSource.ATTENDANCE, attendance__isnull=False, attempt=None, acknowledgement=None)
    | Q(source=ProofSource.QUIZ, attendance=None, attempt__isnull=False, acknowledgement=None)
    | Q(source=ProofSource.ATTESTATION, attendance=None, attempt=None, acknowledgement__isnull=False)
    | Q(source__in=[ProofSource.EARLIER, ProofSource.EQUIVALENT]) & _NOTHING & ~Q(evidence="")
)


class CompletionQuerySet(models.QuerySet["Completion"]):
    """Reads of proof."""

    def visible_to(self, user: User) -> Self:
        """Completions of people whose training ``user`` may read."""
        return self.filter(about_people(user, employee="employee"))

    def standing(self) -> Self:
        """Those not taken back as recorded by mistake."""
        return self.filter(voided_at=None)

    def good_on(self, day: date) -> Self:
        """Those completed by ``day`` that had not run out on it."""
        return self.standing().filter(Q(valid_until=None) | Q(valid_until__gte=day), completed_on__lte=day)


class Completion(models.Model):
    """That a person completed a version of a course. Append-only: a mistake is voided, with a reason, and stays."""

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    version = models.ForeignKey(CourseVersion, models.PROTECT, related_name="completions")
    completed_on = models.DateField()
    # The last day it is good for; empty means for good.
    valid_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=12, choices=[(key.value, words) for key, words in PROOF_WORDS.items()])
    attendance = models.ForeignKey(Attendance, models.PROTECT, null=True, blank=True, related_name="completions")
    attempt = models.ForeignKey(Attempt, models.PROTECT, null=True, blank=True, related_name="completions")
    acknowledgement = models.ForeignKey(
        Acknowledgement, models.PROTECT, null=True, blank=True, related_name="completions"
    )
    # What shows an earlier or equivalent training: where, by whom, which paper.
    evidence = models.CharField(max_length=300, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()
    voided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_because = models.CharField(max_length=300, blank=True)

    objects = CompletionQuerySet.as_manager()

    class Meta:
        ordering = ["-completed_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="completion_has_one_source", condition=_ONE_SOURCE),
            models.CheckConstraint(
                name="completion_good_from_its_day_on",
                condition=Q(valid_until=None) | Q(valid_until__gte=F("completed_on")),
            ),
            models.CheckConstraint(name="completion_score_in_percent", condition=Q(score=None) | Q(score__lte=100)),
            models.CheckConstraint(
                name="completion_voided_by_someone_at_a_time_says_why",
                condition=Q(voided_by=None, voided_at=None, voided_because="")
                | Q(voided_by__isnull=False, voided_at__isnull=False) & ~Q(voided_because=""),
            ),
            models.UniqueConstraint("attendance", condition=Q(voided_at=None), name="completion_once_per_attendance"),
            models.UniqueConstraint("attempt", condition=Q(voided_at=None), name="completion_once_per_attempt"),
            models.UniqueConstraint(
                "acknowledgement", condition=Q(voided_at=None), name="completion_once_per_acknowledgement"
            ),
        ]
        indexes = [
            models.Index(fields=["employee", "version", "-completed_on"], name="completion_of_person"),
            models.Index(fields=["version", "completed_on"], name="completion_of_version"),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="proof_never_changes",
                fields=[
                    "employee", "version", "completed_on", "valid_until", "source", "attendance", "attempt",
                    "acknowledgement", "evidence", "score", "recorded_by", "recorded_at",
                ],
            ),
            pgtrigger.Protect(
                name="voided_once", operation=pgtrigger.Update, condition=pgtrigger.Q(old__voided_at__isnull=False)
            ),
            pgtrigger.Protect(name="no_delete", operation=pgtrigger.Delete),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.employee}: {self.version}, {self.completed_on}"


class CertificateBatch(models.Model):
    """Certificates asked for together; how far the worker is shows in how many have their paper."""

    session = models.ForeignKey(TrainingSession, models.PROTECT, null=True, blank=True, related_name="batches")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"Certificates of {self.session or self.asked_at}"


class CertificateQuerySet(models.QuerySet["Certificate"]):
    """Reads of certificates."""

    def visible_to(self, user: User) -> Self:
        """Certificates of people whose training ``user`` may read."""
        return self.filter(about_people(user, employee="completion__employee"))


class Certificate(models.Model):
    """The paper that says a completion happened. Numbered once, its facts frozen; withdrawn, never deleted."""

    completion = models.OneToOneField(Completion, models.PROTECT, related_name="certificate")
    number = models.CharField(max_length=20, unique=True, editable=False)
    # What the public page asks for; says nothing of whom it is about.
    code = models.CharField(max_length=16, unique=True, editable=False)
    batch = models.ForeignKey(CertificateBatch, models.PROTECT, null=True, blank=True, related_name="certificates")
    # The paper's facts and sheet as plain JSON: the worker sets it from these and nothing else.
    facts = models.JSONField(default=dict)
    document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="+")
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="certificate_withdrawn_by_someone_at_a_time_says_why",
                condition=Q(withdrawn_by=None, withdrawn_at=None, withdrawn_because="")
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False) & ~Q(withdrawn_because=""),
            )
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="issued_never_changes", fields=["completion", "number", "code", "facts", "issued_by", "issued_at"]
            ),
            pgtrigger.Protect(name="no_delete", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.number
