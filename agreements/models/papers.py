"""Agreements on paper: what was asked to be set, and the facts it is set from."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from agreements.models.text import Agreement
from agreements.rules.editions import EDITION_LABELS, Edition


class TextPaper(models.Model):
    """One edition of an agreement's text. The same text is set once: ``fingerprint`` is the hash of its facts."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="papers")
    edition = models.CharField(max_length=10, choices=[(each.value, EDITION_LABELS[each]) for each in Edition])
    # The day of a conformed copy's words; empty for a draft's.
    as_of = models.DateField(null=True, blank=True)
    # The number of the document it becomes.
    reference = models.CharField(max_length=12, unique=True, editable=False)
    fingerprint = models.CharField(max_length=64, editable=False)
    # ``editions.AgreementPaper`` and ``papers.Sheet`` as plain JSON: the worker reads these and nothing else.
    facts = models.JSONField(default=dict, editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint("agreement", "fingerprint", name="text_paper_same_text_once"),
            models.CheckConstraint(
                name="text_paper_conformed_as_of_a_day",
                condition=~models.Q(edition=Edition.CONFORMED) | models.Q(as_of__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_edition_display()}, {self.agreement}"
