"""The costing tab: what is costed on, both last offers, the scenarios; the roster and the charges behind them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from bargaining.actions import snapshots
from bargaining.costing.engine import CostingRefused
from bargaining.forms.costing import ChargesForm, RosterForm
from bargaining.models.negotiation import Negotiation
from bargaining.queries.apart import apart_of_articles, final_offers
from bargaining.queries.costing import NotCosted, basis_of
from bargaining.queries.offers import offers_of
from bargaining.queries.rosters import base_of, departments_of, is_stale, roster_initial
from bargaining.queries.scenarios import beside, newest_of
from bargaining.rules.board import MoveRefused
from bargaining.views.pages import for_the_seated, found, has_seat, is_safe, page_context, require_seat, unkept
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest


def unsafe(request: StaffRequest, reference: str, *, is_asked_again: bool = False) -> Negotiation:
    """The negotiation, for a page that is only for the City. While the union may look on there is no such page."""
    negotiation = found(request, reference, is_asked_again=is_asked_again)
    if is_safe(request, negotiation):
        raise Http404
    return negotiation


@require_safe
@requires(Permission.BARGAINING_READ)
def overview(request: StaffRequest, reference: str) -> HttpResponse:
    """What is costed on, what both last offers cost, the scenarios; ``?beside=`` puts up to four side by side."""
    negotiation = unsafe(request, reference)
    scenarios = list(newest_of(negotiation))
    wanted = set(request.GET.getlist("beside"))
    context = page_context(request, negotiation, here="costing") | {
        "scenarios": scenarios,
        "beside": beside([one for one in scenarios if str(one.pk) in wanted]),
        "wanted": wanted,
        "may_cost": has_seat(request, negotiation),
        "final": apart_of_articles(final_offers([negotiation])[negotiation.pk]),
    }
    try:
        basis = basis_of(negotiation)
    except NotCosted as missing:
        context |= {"missing": str(missing)}
    else:
        context |= {
            "base": base_of(basis),
            "base_is_stale": is_stale(basis.kept, clock.today()),
            "offers": offers_of(negotiation, basis=basis),
        }
    return unkept(render_page(request, "bargaining/costing/overview.html", context))


@require_http_methods(["GET", "POST"])
@for_the_seated
@requires(Permission.BARGAINING_READ)
def roster(request: StaffRequest, reference: str) -> HttpResponse:
    """Keep the unit's pay as of a day, with pools, health tiers and funds."""
    negotiation = unsafe(request, reference)
    require_seat(request, negotiation)
    departments = departments_of(negotiation)
    initial = roster_initial(negotiation, departments, today=clock.today())
    form = RosterForm(request.POST or None, departments=departments, initial=initial)
    if form.is_valid():
        given = form.cleaned_data
        try:
            kept = snapshots.take_snapshot(
                negotiation_id=negotiation.pk,
                as_of=given["as_of"],
                authorized=given["authorized"],
                top_step=given["top_step"],
                pools=form.pools,
                tiers=form.tiers,
                funds=form.funds,
                by=request.user,
                at=clock.now(),
            )
        except (CostingRefused, MoveRefused) as refused:
            form.add_error("as_of", str(refused))
        else:
            messages.success(request, f"{kept} is kept. Scenarios made from now on are costed on it.")
            return redirect_page(request, reverse("bargaining:costing", args=[reference]))
    context = page_context(request, negotiation, here="costing") | {"form": form}
    return unkept(render_page(request, "bargaining/costing/roster.html", context))


@require_http_methods(["GET", "POST"])
@for_the_seated
@requires(Permission.BARGAINING_READ)
def charges(request: StaffRequest, reference: str) -> HttpResponse:
    """Enter payroll charges in force from a day."""
    negotiation = unsafe(request, reference)
    require_seat(request, negotiation)
    form = ChargesForm(request.POST or None, unit=str(negotiation.unit or ""))
    if form.is_valid():
        given = form.cleaned_data
        try:
            kept = snapshots.enter_rates(
                name=given["name"],
                effective_on=given["effective_on"],
                rates=form.rates,
                unit=negotiation.unit if given["is_own"] else None,
                by=request.user,
                at=clock.now(),
            )
        except CostingRefused as refused:
            form.add_error("name", str(refused))
        else:
            messages.success(request, f"{kept} are entered. What was costed before keeps its own.")
            return redirect_page(request, reverse("bargaining:costing", args=[reference]))
    context = page_context(request, negotiation, here="costing") | {"form": form}
    return unkept(render_page(request, "bargaining/costing/charges.html", context))
