"""Putting the rules that the desk comes with to use, asked from whatever page lacks them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from labor_office.core.deadlines import shipped
from labor_office.core.deadlines.actions.shipping import ShippedRulesRefused, put_in_use
from labor_office.core.deadlines.queries.choosing import published_office_calendar
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page
from labor_office.core.web.requests import StaffRequest


@require_POST
@requires(Permission.PROCEDURE_EDIT)
def use_shipped(request: StaffRequest, code: str) -> HttpResponse:
    """Count by the shipped rules of ``code``, or by what is new in them; back to the page that asked."""
    rules = shipped.get(code)
    if rules is None:
        raise Http404
    _use(request, rules)
    back = request.POST.get("back", "")
    is_ours = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return redirect_page(request, back if is_ours else reverse("deadlines:procedures"))


def _use(request: StaffRequest, rules: shipped.ShippedRules) -> None:
    calendar = published_office_calendar()
    if calendar is None:
        messages.warning(request, "The office has no published calendar yet. Publish one under Holidays first.")
        return
    try:
        used = put_in_use(rules, calendar=calendar, from_on=clock.today(), by=request.user, at=clock.now())
    except ShippedRulesRefused as why:
        messages.warning(request, str(why))
        return
    named = ", ".join(procedure.title for procedure in used)
    messages.success(request, f"In use from today: {named}." if used else "Rules for all of it are in use already.")
