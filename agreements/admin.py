"""Windows on what the office says of its agreements, for the chief, inside the same walls as everywhere."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from agreements.models.adoption import Adoption
from agreements.models.advice import Advice
from agreements.models.interpretations import Interpretation
from agreements.models.legislation import Bill
from agreements.models.obligations import FundingYear, Obligation
from agreements.models.policies import Policy
from agreements.models.practices import Practice
from labor_office.core.matters.admin import MatterWindow
from labor_office.core.matters.models.matter import Matter
from labor_office.core.web.admin import WindowAdmin


class OwnMatterWindow(MatterWindow[Matter]):
    """A window on a kind of matter."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Matter]:
        """Those the reader may know of."""
        return WindowAdmin.get_queryset(self, request)

    def matter_of(self, row: Matter) -> Matter:
        """The row itself."""
        return row


@admin.register(Interpretation)
class InterpretationAdmin(OwnMatterWindow):
    """Interpretations and where they stand. Published words never change."""

    list_display = ("reference", "title", "unit", "state", "effective_on", "questioned_at")
    list_filter = ("state", "unit", "basis")
    list_select_related = ("unit",)
    search_fields = ("reference", "title")


@admin.register(Advice)
class AdviceAdmin(OwnMatterWindow):
    """Questions and answers, privileged ones for those named on them."""

    several = "advice entries"
    list_display = ("reference", "shown_title", "unit", "answered_on", "follow_up_on")
    list_filter = ("unit",)
    list_select_related = ("unit",)
    search_fields = ("reference",)

    @admin.display(description="Question")
    def shown_title(self, advice: Matter) -> str:
        """The title where someone may look over a shoulder: nothing for privileged advice."""
        return advice.public_title


@admin.register(Obligation)
class ObligationAdmin(OwnMatterWindow):
    """Obligations, their owners and next dates."""

    list_display = ("reference", "title", "unit", "rhythm", "owner", "next_due_on", "closed_on")
    list_filter = ("rhythm", "source", "unit")
    list_select_related = ("unit", "owner")
    search_fields = ("reference", "title")


@admin.register(Practice)
class PracticeAdmin(WindowAdmin[Practice]):
    """The register of past practice."""

    list_display = ("number", "title", "unit", "state", "ended_on")
    list_filter = ("state", "unit")
    list_select_related = ("unit",)
    search_fields = ("title",)


@admin.register(FundingYear)
class FundingYearAdmin(WindowAdmin[FundingYear]):
    """The money of each fiscal year of an agreement."""

    list_display = ("agreement", "fiscal_year", "status", "decided_on", "resolution")
    list_filter = ("status", "fiscal_year")
    list_select_related = ("agreement",)


@admin.register(Adoption)
class AdoptionAdmin(OwnMatterWindow):
    """Adoptions, for those named on them."""

    list_display = ("reference", "unit", "council_on", "next_due_on", "closed_on")
    list_select_related = ("unit",)
    search_fields = ("reference",)


@admin.register(Bill)
class BillAdmin(OwnMatterWindow):
    """Bills and rules that the office follows."""

    list_display = ("reference", "number", "title", "status", "status_on", "position", "next_hearing_on")
    list_filter = ("status", "position", "form")
    search_fields = ("reference", "number", "title")


@admin.register(Policy)
class PolicyAdmin(OwnMatterWindow):
    """The policy register."""

    several = "policies"
    list_display = ("reference", "number", "title", "department", "state", "adopted_on", "next_due_on")
    list_filter = ("state", "department")
    list_select_related = ("department",)
    search_fields = ("reference", "number", "title")
