"""Windows on bargaining, for the chief, inside the same walls as everywhere; the Council's days may be entered."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from bargaining.models.impasse import ImpasseDeclaration
from bargaining.models.negotiation import Negotiation
from bargaining.models.process import CouncilDay
from labor_office.core.matters.admin import MatterWindow
from labor_office.core.matters.models.matter import Matter
from labor_office.core.web.admin import WindowAdmin


@admin.register(Negotiation)
class NegotiationAdmin(MatterWindow[Matter]):
    """Negotiations the reader is named on."""

    list_display = ("reference", "unit", "form", "stage", "agreement_ends_on", "closed_on")
    list_filter = ("stage", "form")
    list_select_related = ("unit",)
    search_fields = ("reference",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Matter]:
        """Those the reader may know of."""
        return WindowAdmin.get_queryset(self, request)

    def matter_of(self, row: Matter) -> Matter:
        """The row itself."""
        return row


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
