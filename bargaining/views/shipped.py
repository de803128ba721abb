"""Putting the rules that the desk comes with to use."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from bargaining.actions import shipped
from labor_office.core.deadlines.actions.shipping import ShippedRulesRefused
from labor_office.core.deadlines.queries.choosing import published_office_calendar
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page
from labor_office.core.web.requests import StaffRequest

PAGES = {"unit_matters": "bargaining:unit_matters", "plans": "bargaining:plans", "committees": "bargaining:committees"}


@require_POST
@requires(Permission.PROCEDURE_EDIT)
def use_rules(request: StaffRequest, where: str) -> HttpResponse:
    """Count petitions, reviews of plans and committee meetings by the rules the desk comes with."""
    back = reverse(PAGES.get(where, PAGES["unit_matters"]))
    calendar = published_office_calendar()
    if calendar is None:
        messages.warning(request, "The office has no published calendar yet. Publish one under Holidays first.")
        return redirect_page(request, back)
    try:
        used = shipped.use_shipped_rules(calendar=calendar, from_on=clock.today(), by=request.user, at=clock.now())
    except ShippedRulesRefused as why:
        messages.warning(request, str(why))
        return redirect_page(request, back)
    named = ", ".join(procedure.title for procedure in used)
    messages.success(request, f"In use from today: {named}." if used else "Rules for all of it are in use already.")
    return redirect_page(request, back)
