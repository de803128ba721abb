"""Windows on what stands behind a table, inside the same walls as everywhere."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from bargaining.actions.mandates import record_mandate_reading
from bargaining.models.mandate import Mandate
from bargaining.models.parity import ParityClause
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
