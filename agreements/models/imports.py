"""The reading of an agreement's file into a draft."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from agreements.models.drafts import Draft, DraftClause
from agreements.rules.imports import UNDER_WAY
from agreements.rules.vocabulary import STAGE_LABELS, ImportStage
from labor_office.core.documents.models import Document
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.models import User


class AgreementImportQuerySet(models.QuerySet["AgreementImport"]):
    """Reads of imports."""

    def visible_to(self, user: User) -> Self:
        """Imports into agreements whose draft ``user`` works on or may know of as a matter."""
        return self.filter(draft__agreement__in=Matter.objects.visible_to(user).filter(kind="agreement").values("pk"))

    def under_way(self) -> Self:
        """Imports a worker has to finish."""
        return self.filter(stage__in=UNDER_WAY)


class AgreementImport(models.Model):
    """One file on its way into a draft. A file that cannot be read leaves its reason and nothing else."""

    draft = models.OneToOneField(Draft, models.CASCADE, related_name="imported")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    stage = models.CharField(
        max_length=12, choices=[(s.value, STAGE_LABELS[s]) for s in ImportStage], default=ImportStage.QUEUED
    )
    percent = models.PositiveSmallIntegerField(default=0)
    # Why it was refused, in words for the person who uploaded it.
    refusal = models.CharField(max_length=400, blank=True)
    # The file's text, a line each, as it was read: what the review shows beside the outline.
    lines = models.TextField(blank=True)
    pages = models.PositiveIntegerField(default=0)
    # What of the lines is no agreement text: numbers of furniture lines, and [from, to, why] of what is left out.
    furniture = models.JSONField(default=list, blank=True)
    left_out = models.JSONField(default=list, blank=True)
    # When a worker took it last; a worker that died is passed over after a while.
    taken_at = models.DateTimeField(null=True, blank=True)
    # How often a worker took it: a file that breaks the reader is not taken for ever.
    attempts = models.PositiveSmallIntegerField(default=0)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()

    objects = AgreementImportQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(name="import_percent_within_a_hundred", condition=Q(percent__lte=100)),
            models.CheckConstraint(
                name="import_refused_says_why", condition=~Q(stage=ImportStage.REFUSED) | ~Q(refusal="")
            ),
        ]

    def __str__(self) -> str:
        return f"Import for {self.draft}"

    @property
    def is_under_way(self) -> bool:
        """Whether a worker still reads it."""
        return self.stage in UNDER_WAY


class ImportDoubt(models.Model):
    """A place the reader was not sure of, and what a person made of it."""

    imported = models.ForeignKey(AgreementImport, models.CASCADE, related_name="doubts")
    clause = models.ForeignKey(DraftClause, models.SET_NULL, null=True, blank=True, related_name="doubts")
    code = models.CharField(max_length=40)
    reason = models.CharField(max_length=300)
    line = models.PositiveIntegerField()
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_how = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["line", "pk"]
        constraints = [
            models.CheckConstraint(
                name="import_doubt_settled_by_someone_at_a_time",
                condition=Q(settled_by=None, settled_at=None) | Q(settled_by__isnull=False, settled_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.reason
