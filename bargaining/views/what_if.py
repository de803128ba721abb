"""What-ifs beside the table: an answer while the numbers are typed, and one kept as a scenario."""

from __future__ import annotations

from decimal import Decimal

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from bargaining.actions import scenarios
from bargaining.actions.scenarios import Made
from bargaining.costing.engine import CostingRefused
from bargaining.costing.pricing import yearly_increases
from bargaining.forms.costing import WhatIfForm
from bargaining.models.money import Scenario
from bargaining.models.negotiation import Issue, Negotiation, first_day_of
from bargaining.queries.against import stand_of
from bargaining.queries.costing import NotCosted, basis_of
from bargaining.queries.rail import what_if
from bargaining.rules.board import MoveRefused
from bargaining.views.costing import unsafe
from bargaining.views.pages import for_the_seated, require_seat, unkept
from bargaining.views.scenarios import address
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page
from labor_office.core.web.requests import StaffRequest


@require_POST
@requires(Permission.BARGAINING_READ)
def answer(request: StaffRequest, reference: str, number: str) -> HttpResponse:
    """What the City's package would cost with these raises; the page puts it into its status line."""
    negotiation = unsafe(request, reference, is_asked_again=True)
    issue = _issue(negotiation, number)
    form = WhatIfForm(request.POST)
    context: dict[str, object] = {"form": form, "negotiation": negotiation}
    if form.is_valid():
        try:
            found = what_if(negotiation, issue, form.percents)
            context |= {
                "found": found,
                "stands": stand_of(request.user, negotiation, found.package, issue, today=clock.today()),
            }
        except NotCosted as missing:
            context["missing"] = str(missing)
    return unkept(render(request, "bargaining/costing/_what_if_answer.html", context))


@require_POST
@for_the_seated
@requires(Permission.BARGAINING_READ)
def keep(request: StaffRequest, reference: str, number: str) -> HttpResponse:
    """Keep a what-if as a scenario of its own."""
    negotiation = unsafe(request, reference)
    require_seat(request, negotiation)
    issue = _issue(negotiation, number)
    form = WhatIfForm(request.POST)
    if form.is_valid():
        try:
            kept = _kept(request, negotiation, issue, form.percents)
        except (CostingRefused, MoveRefused, NotCosted) as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, f"{kept} is kept.")
            return redirect_page(request, address(kept))
    else:
        messages.error(request, "Give each raise in percent, for example 3.25.")
    return redirect_page(request, f"{reverse('bargaining:table', args=[reference])}?issue={number}")


def _kept(request: StaffRequest, negotiation: Negotiation, issue: Issue, percents: list[Decimal]) -> Scenario:
    basis, first = basis_of(negotiation), first_day_of(negotiation)
    assert first is not None  # noqa: S101 -- there is a basis
    raises = "/".join(f"{percent.normalize():f}" for percent in percents)
    made = Made(
        name=f"What if {raises} on Art. {issue.number}",
        items=yearly_increases(percents, first=first),
        years=basis.years,
        snapshot=basis.kept,
        rates=basis.rates,
    )
    return scenarios.keep_scenario(negotiation_id=negotiation.pk, made=made, by=request.user, at=clock.now())


def _issue(negotiation: Negotiation, number: str) -> Issue:
    issue = negotiation.issues.filter(number=number).first()
    if issue is None:
        raise Http404
    return issue
