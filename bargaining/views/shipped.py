"""Putting the rules that the desk comes with to use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from bargaining.actions import counting, shipped
from bargaining.models.negotiation import Negotiation
from labor_office.core.deadlines.actions.shipping import ShippedRulesRefused
from labor_office.core.deadlines.models.procedures import Procedure
from labor_office.core.deadlines.queries.choosing import published_office_calendar
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page
from labor_office.core.web.requests import StaffRequest


@dataclass(frozen=True, slots=True)
class Shipped:
    """Rules of one shipped file: how they are put to use, and the page from which that is asked."""

    use: Callable[..., list[Procedure]]
    page: str


SHIPPED: dict[str, Shipped] = {
    "negotiations": Shipped(counting.use_shipped_rules, "bargaining:list"),
    "unit_matters": Shipped(shipped.use_shipped_rules, "bargaining:unit_matters"),
    "plans": Shipped(shipped.use_shipped_rules, "bargaining:plans"),
    "committees": Shipped(shipped.use_shipped_rules, "bargaining:committees"),
}


@require_POST
@requires(Permission.PROCEDURE_EDIT)
def use_rules(request: StaffRequest, where: str) -> HttpResponse:
    """Count by the rules the desk comes with, asked from the page ``where``; a negotiation asks for its own dates."""
    if where not in SHIPPED:
        raise Http404
    _use(request, SHIPPED[where])
    return redirect_page(request, _dates_of(request) or reverse(SHIPPED[where].page))


def _use(request: StaffRequest, found: Shipped) -> None:
    calendar = published_office_calendar()
    if calendar is None:
        messages.warning(request, "The office has no published calendar yet. Publish one under Holidays first.")
        return
    try:
        used = found.use(calendar=calendar, from_on=clock.today(), by=request.user, at=clock.now())
    except ShippedRulesRefused as why:
        messages.warning(request, str(why))
        return
    named = ", ".join(procedure.title for procedure in used)
    messages.success(request, f"In use from today: {named}." if used else "Rules for all of it are in use already.")


def _dates_of(request: StaffRequest) -> str:
    """Back to the dates of the negotiation that asked, where there is one that the person may know of."""
    asked_from = request.POST.get("reference", "")
    known = Negotiation.objects.visible_to(request.user).filter(reference=asked_from)
    return reverse("bargaining:dates", args=[asked_from]) if asked_from and known.exists() else ""
