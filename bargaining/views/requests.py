"""What the union asked to know for this negotiation."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from bargaining import asked
from bargaining.views.pages import found_ours, page_context, unkept
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import render_page
from labor_office.core.web.requests import StaffRequest


@require_safe
@requires(Permission.BARGAINING_READ)
def listing(request: StaffRequest, reference: str) -> HttpResponse:
    """Every information request that came from this table, with its clock and what became of each item."""
    negotiation = found_ours(request, reference)
    kept = asked.source()
    context = page_context(request, negotiation, here="requests") | {
        "rows": kept.read(request.user, negotiation.pk, clock.today()) if kept else (),
        "new_url": kept.new_url(reference) if kept and kept.may_open(request.user) else "",
    }
    return unkept(render_page(request, "bargaining/requests.html", context))
