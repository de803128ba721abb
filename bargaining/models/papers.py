"""Papers of the table: what was asked to be set, and the facts it is set from."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models

from bargaining.models.money import Scenario
from bargaining.models.proposals import Proposal, TentativeAgreement


class _TablePaper(models.Model):
    """What every paper of the table keeps. Never changed: another reading is another paper."""

    # The number of the document it becomes.
    reference = models.CharField(max_length=12, unique=True, editable=False)
    fingerprint = models.CharField(max_length=64, editable=False)
    # The paper and its ``papers.Sheet`` as plain JSON: the worker reads these and nothing else.
    facts = models.JSONField(default=dict, editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ["-asked_at", "-pk"]
        triggers = [pgtrigger.Protect(name="papers_never_change", operation=pgtrigger.Update | pgtrigger.Delete)]


class SheetPaper(_TablePaper):
    """The sheet of a tentative agreement as it read once. The same words and initials are set once."""

    agreement = models.ForeignKey(TentativeAgreement, models.PROTECT, related_name="papers")

    class Meta(_TablePaper.Meta):
        constraints = [
            models.UniqueConstraint("agreement", "fingerprint", name="sheet_paper_same_words_once"),
        ]

    def __str__(self) -> str:
        return f"{self.agreement}, {self.reference}"


class ProposalPaper(_TablePaper):
    """A proposal of the City as it is handed across. The same words are set once."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="papers")

    class Meta(_TablePaper.Meta):
        constraints = [
            models.UniqueConstraint("proposal", "fingerprint", name="proposal_paper_same_words_once"),
        ]

    def __str__(self) -> str:
        return f"{self.proposal}, {self.reference}"


class CostingPaper(_TablePaper):
    """A kept costing on paper. The same figures, items and review are set once."""

    scenario = models.ForeignKey(Scenario, models.PROTECT, related_name="papers")

    class Meta(_TablePaper.Meta):
        constraints = [
            models.UniqueConstraint("scenario", "fingerprint", name="costing_paper_same_words_once"),
        ]

    def __str__(self) -> str:
        return f"{self.scenario}, {self.reference}"
