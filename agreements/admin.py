"""Windows on what the office says of its agreements, for the chief, inside the same walls as everywhere."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from agreements.models.interpretations import Interpretation
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
