"""Seniority, layoff and recall lists: drawn from the roster of a day, and never drawn again."""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from bargaining.models.negotiation import choices
from bargaining.rules.seniority import BASES, MEASURE_WORDS, PURPOSE_WORDS
from labor_office.core.matters.models.matter import Matter, MatterQuerySet
from labor_office.core.workforce.models import Classification


class SeniorityListQuerySet(MatterQuerySet["SeniorityList"]):
    """Reads of lists."""


class SeniorityList(Matter):
    """One list as it was issued. A later roster makes another list; this one stays what it was."""

    matter = models.OneToOneField(Matter, models.CASCADE, parent_link=True, primary_key=True, related_name="+")
    purpose = models.CharField(max_length=10, choices=choices(PURPOSE_WORDS))
    as_of = models.DateField("roster day")
    basis = models.CharField(max_length=10, choices=[(each.value, MEASURE_WORDS[each]) for each in BASES])
    ties = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    classifications = models.ManyToManyField(Classification, related_name="+", blank=True)
    scope = models.CharField("whom it covers", max_length=300)
    citation = models.CharField(max_length=120, blank=True)
    # The layoff list from which a recall list was drawn, and the last day of the right to be recalled.
    drawn_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="recalls")
    rights_until = models.DateField(null=True, blank=True)
    # Every place as it was issued, and the paper's own head; the PDF is set from these alone.
    facts = models.JSONField()
    document_reference = models.CharField(max_length=12, unique=True)

    objects = SeniorityListQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="seniority_list_for_recall_comes_from_a_layoff",
                condition=Q(purpose="RECALL", drawn_from__isnull=False) | ~Q(purpose="RECALL") & Q(drawn_from=None),
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="issued_list_never_changes",
                fields=[
                    *("purpose", "as_of", "basis", "ties", "scope", "citation", "drawn_from", "rights_until", "facts"),
                    "document_reference",
                ],
            ),
            pgtrigger.Protect(name="issued_list_is_never_deleted", operation=pgtrigger.Delete),
        ]
