"""Papers of the table: what was asked to be set, and the facts it is set from."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from bargaining.models.proposals import TentativeAgreement


class SheetPaper(models.Model):
    """The sheet of a tentative agreement as it read once. The same words and initials are set once."""

    agreement = models.ForeignKey(TentativeAgreement, models.CASCADE, related_name="papers")
    # The number of the document it becomes.
    reference = models.CharField(max_length=12, unique=True, editable=False)
    fingerprint = models.CharField(max_length=64, editable=False)
    # ``sheets.AgreedSheet`` and ``papers.Sheet`` as plain JSON: the worker reads these and nothing else.
    facts = models.JSONField(default=dict, editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint("agreement", "fingerprint", name="sheet_paper_same_words_once"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement}, {self.reference}"
