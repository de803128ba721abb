"""Printed dossiers: what was printed, for whom, on which day."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models

from agreements.models.text import Agreement, Article
from labor_office.core.users.models import User


class DossierPrintQuerySet(models.QuerySet["DossierPrint"]):
    """Reads of printed dossiers."""

    def visible_to(self, user: User) -> Self:
        """Those that ``user`` asked for; what another printed is theirs."""
        return self.filter(asked_by=user)


class DossierPrint(models.Model):
    """One dossier as it was printed: its facts are frozen when it is asked for."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="+")
    # The agreement on whose file the paper is kept.
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="+")
    # The number of the document it becomes.
    reference = models.CharField(max_length=12, unique=True, editable=False)
    facts = models.JSONField()
    # How many entries were left out, because not all of the office may know of them. Told only to whom it was made for.
    left_out = models.PositiveIntegerField(default=0)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    objects = DossierPrintQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["article", "asked_by", "-asked_at"], name="dossier_print_newest")]

    def __str__(self) -> str:
        return self.reference
