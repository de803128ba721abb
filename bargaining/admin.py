"""Windows on units, petitions, plans, committees and conversations for the chief, inside the same walls."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from bargaining.models.committees import Committee
from bargaining.models.contacts import Conversation
from bargaining.models.seniority import SeniorityList
from bargaining.models.services import ServicePlan
from bargaining.models.unit_matters import UnitMatter
from bargaining.models.units import ReleaseGrant, UnitPlacement, UnitProfile
from labor_office.core.matters.admin import MatterWindow
from labor_office.core.matters.models.matter import Matter
from labor_office.core.web.admin import WindowAdmin


class MatterOfItsOwn(MatterWindow[Matter]):
    """A window on a kind of matter."""

    list_select_related = ("unit",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Matter]:
        """Those the reader may know of."""
        return WindowAdmin.get_queryset(self, request)

    def matter_of(self, row: Matter) -> Matter:
        """The row itself."""
        return row


@admin.register(UnitMatter)
class UnitMatterAdmin(MatterOfItsOwn):
    """Petitions about units and how they ended."""

    list_display = ("reference", "title", "petition", "unit", "filed_on", "outcome")
    list_filter = ("petition", "outcome")
    search_fields = ("reference", "title", "petitioner")


@admin.register(ServicePlan)
class ServicePlanAdmin(MatterOfItsOwn):
    """Essential services plans, for those named on them; the service itself stands on the plan's own page."""

    list_display = ("reference", "unit", "criticality", "standing", "reviewed_on")
    list_filter = ("standing", "criticality")
    search_fields = ("reference",)


@admin.register(Committee)
class CommitteeAdmin(MatterOfItsOwn):
    """Committees and how often they must meet."""

    list_display = ("reference", "title", "unit", "frequency", "basis")
    list_filter = ("frequency",)
    search_fields = ("reference", "title")


@admin.register(SeniorityList)
class SeniorityListAdmin(MatterOfItsOwn):
    """Lists of seniority as they were issued."""

    list_display = ("reference", "purpose", "scope", "as_of", "created_at")
    list_filter = ("purpose",)
    search_fields = ("reference", "scope")


@admin.register(UnitProfile)
class UnitProfileAdmin(WindowAdmin[UnitProfile]):
    """What defines each unit."""

    list_display = ("unit", "basis", "citation", "case_number")
    list_select_related = ("unit",)


@admin.register(UnitPlacement)
class UnitPlacementAdmin(WindowAdmin[UnitPlacement]):
    """Which classifications stand in or out of units, and since when."""

    list_display = ("classification", "position", "unit", "exclusion", "starts_on", "ends_on")
    list_filter = ("unit", "exclusion")
    list_select_related = ("classification", "unit")
    search_fields = ("classification__title", "position")


@admin.register(ReleaseGrant)
class ReleaseGrantAdmin(WindowAdmin[ReleaseGrant]):
    """Release time allowed."""

    list_display = ("organization", "unit", "starts_on", "ends_on", "hours", "citation")
    list_select_related = ("organization", "unit")


@admin.register(Conversation)
class ConversationAdmin(WindowAdmin[Conversation]):
    """The contacts log, as far as the reader may know of the matters in it."""

    list_display = ("on", "representative", "user", "channel", "follow_up_on", "followed_up_on")
    list_filter = ("channel",)
    list_select_related = ("representative", "user")
    search_fields = ("representative__name",)
