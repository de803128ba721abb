"""Windows on what stands behind a table, on units, petitions, plans and committees, inside the same walls."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from bargaining.actions.mandates import record_mandate_reading
from bargaining.models.committees import Committee
from bargaining.models.comparators import Benchmark, DataPoint, Jurisdiction
from bargaining.models.contacts import Conversation
from bargaining.models.impasse import ImpasseDeclaration
from bargaining.models.mandate import Mandate
from bargaining.models.money import RateTable, RosterSnapshot, Scenario
from bargaining.models.negotiation import Negotiation
from bargaining.models.parity import ParityClause
from bargaining.models.plans import ServicePlan
from bargaining.models.process import CouncilDay
from bargaining.models.seniority import SeniorityList
from bargaining.models.unit_matters import UnitHearing, UnitMatter
from bargaining.models.units import ReleaseGrant, UnitPlacement, UnitProfile
from labor_office.core.matters.admin import MatterWindow
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.models import User
from labor_office.core.web import clock
from labor_office.core.web.admin import WindowAdmin


@admin.register(Mandate)
class MandateAdmin(WindowAdmin[Mandate]):
    """Mandates that the reader holds, and no others; opening one is kept as on its own page."""

    list_display = ("negotiation", "body", "given_on", "expires_on", "replaced_at")
    list_select_related = ("negotiation",)
    list_filter = ("body",)

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """The mandate, after the reading is kept."""
        found = self.get_object(request, object_id)
        if found is not None and isinstance(request.user, User):
            record_mandate_reading(mandate=found, by=request.user, at=clock.now())
        return super().change_view(request, object_id, *args, **kwargs)


@admin.register(ParityClause)
class ParityClauseAdmin(WindowAdmin[ParityClause]):
    """Parity clauses, which stand in agreements that anybody may read."""

    list_display = ("unit", "place", "topic", "watches", "from_on", "until_on")
    list_select_related = ("unit", "watches")
    list_filter = ("topic", "unit")


@admin.register(Scenario)
class ScenarioAdmin(MatterWindow[Scenario]):
    """Costings of the tables the reader may know of; opening one is kept like opening the table."""

    list_display = ("negotiation", "name", "snapshot", "rate_table", "made_by", "made_at", "reviewed_by")
    list_select_related = ("negotiation", "snapshot", "rate_table", "made_by", "reviewed_by")
    exclude = ("results",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Scenario]:
        """Those of visible negotiations; none while the other side may look on."""
        reader: Any = request.user
        visible = Negotiation.objects.none() if reader.is_looked_on else Negotiation.objects.visible_to(reader)
        return WindowAdmin.get_queryset(self, request).filter(negotiation__in=visible)

    def matter_of(self, row: Scenario) -> Matter:
        """The negotiation it costs."""
        return row.negotiation


@admin.register(RosterSnapshot)
class RosterSnapshotAdmin(WindowAdmin[RosterSnapshot]):
    """Which rosters were kept for costing; whose pay they hold is not shown."""

    list_display = ("reference", "unit", "as_of", "authorized", "taken_by", "taken_at")
    list_select_related = ("unit", "taken_by")
    list_filter = ("unit",)
    fields = ("reference", "unit", "as_of", "authorized", "source", "taken_by", "taken_at")


@admin.register(RateTable)
class RateTableAdmin(WindowAdmin[RateTable]):
    """Payroll charges by the day they take effect."""

    list_display = ("name", "unit", "effective_on", "entered_by", "entered_at")
    list_select_related = ("unit", "entered_by")


@admin.register(Jurisdiction)
class JurisdictionAdmin(WindowAdmin[Jurisdiction]):
    """Employers the City is compared with."""

    list_display = ("name", "population", "employees", "miles", "basis", "is_own", "is_used")
    search_fields = ("name",)


@admin.register(Benchmark)
class BenchmarkAdmin(WindowAdmin[Benchmark]):
    """What is compared."""

    list_display = ("name", "unit", "figure", "is_by_hour")
    list_select_related = ("unit",)
    list_filter = ("unit", "figure")


@admin.register(DataPoint)
class DataPointAdmin(WindowAdmin[DataPoint]):
    """Every figure with its source, former ones included."""

    list_display = ("benchmark", "jurisdiction", "value", "weekly_hours", "effective_on", "source", "replaced_at")
    list_select_related = ("benchmark", "jurisdiction")
    list_filter = ("benchmark",)


class MatterOfItsOwn(MatterWindow[Matter]):
    """A window on a kind of matter."""

    list_select_related = ("unit",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Matter]:
        """Those the reader may know of."""
        return WindowAdmin.get_queryset(self, request)

    def matter_of(self, row: Matter) -> Matter:
        """The row itself."""
        return row


@admin.register(Negotiation)
class NegotiationAdmin(MatterOfItsOwn):
    """Negotiations the reader is named on."""

    list_display = ("reference", "unit", "form", "stage", "agreement_ends_on", "closed_on")
    list_filter = ("stage", "form")
    search_fields = ("reference",)


@admin.register(CouncilDay)
class CouncilDayAdmin(WindowAdmin[CouncilDay]):
    """The Council's days; they are entered and taken out under Bargaining."""

    list_display = ("on", "kind", "title", "entered_by")
    list_filter = ("kind",)
    list_select_related = ("entered_by",)
    date_hierarchy = "on"


@admin.register(ImpasseDeclaration)
class ImpasseDeclarationAdmin(WindowAdmin[ImpasseDeclaration]):
    """Impasses of negotiations the reader is named on."""

    list_display = ("negotiation", "declared_on", "declared_by", "ended_on")
    list_select_related = ("negotiation",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImpasseDeclaration]:
        """Those of negotiations the reader may know of."""
        visible = Negotiation.objects.visible_to(request.user)  # type: ignore[arg-type]
        return super().get_queryset(request).filter(negotiation__in=visible)


@admin.register(UnitMatter)
class UnitMatterAdmin(MatterOfItsOwn):
    """Petitions about units and how they ended."""

    list_display = ("reference", "title", "petition", "unit", "filed_on", "outcome")
    list_filter = ("petition", "outcome")
    search_fields = ("reference", "title", "petitioner")


@admin.register(UnitHearing)
class UnitHearingAdmin(MatterWindow[UnitHearing]):
    """Hearings before the neutral, of petitions the reader may know of."""

    list_display = ("meeting", "day", "unit_matter", "heard_by")
    list_select_related = ("meeting", "unit_matter")
    search_fields = ("unit_matter__reference", "heard_by")
    ordering = ("-meeting__on", "-pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet[UnitHearing]:
        """Those of visible petitions."""
        reader: Any = request.user
        visible = UnitMatter.objects.visible_to(reader)
        return WindowAdmin.get_queryset(self, request).filter(unit_matter__in=visible)

    def matter_of(self, row: UnitHearing) -> Matter:
        """The petition it is about."""
        return row.unit_matter

    @admin.display(description="Day", ordering="meeting__on")
    def day(self, row: UnitHearing) -> date:
        """When it is or was heard."""
        return row.meeting.on


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
    # The order that placed it may come from a matter that the reader may not know of.
    exclude = ("because", "matter")
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
