"""One scenario: made, shown, changed, reviewed, explained."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bargaining.actions import proposals, scenarios
from bargaining.actions.scenarios import Made
from bargaining.costing.difference import why_changed
from bargaining.costing.engine import CostingRefused
from bargaining.costing.wire import read_items
from bargaining.forms.costing import AboutForm, ScenarioForm
from bargaining.models.money import Scenario
from bargaining.models.negotiation import Negotiation
from bargaining.models.proposals import Proposal
from bargaining.queries.cost_papers import paper_of, printing_of
from bargaining.queries.costing import NotCosted, basis_of
from bargaining.queries.scenarios import (
    costing_of,
    kinds,
    made_again,
    made_from,
    newest_of,
    scenario_page,
    scenarios_of,
    states_of,
)
from bargaining.rules.board import MoveRefused
from bargaining.views.costing import unsafe
from bargaining.views.pages import for_the_seated, has_seat, page_context, require_seat, unkept
from bargaining.views.proposals import called
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest


def one_of(negotiation: Negotiation, pk: int) -> Scenario:
    """A scenario of the negotiation, any state of it. 404 otherwise."""
    scenario = scenarios_of(negotiation).filter(pk=pk).first()
    if scenario is None:
        raise Http404
    return scenario


def made_of(scenario: Scenario) -> Made:
    """What a scenario is made of, to make a newer state from."""
    costing = costing_of(scenario)
    snapshot, rates = made_from(scenario)
    return Made(
        scenario.name,
        costing.items,
        costing.years,
        snapshot,
        rates,
        scenario.assumptions,
        scenario.proposal,
    )


def address(scenario: Scenario) -> str:
    """Where a scenario stands."""
    return reverse("bargaining:scenario", args=[scenario.negotiation.reference, scenario.pk])


@require_http_methods(["GET", "POST"])
@for_the_seated
@requires(Permission.BARGAINING_READ)
def new(request: StaffRequest, reference: str) -> HttpResponse:
    """A new scenario, empty, from another or from a proposal; of ``?proposal=U4-22``, whatever it begins with."""
    negotiation = unsafe(request, reference)
    require_seat(request, negotiation)
    named = request.GET.get("proposal", "")
    proposal = called(request, negotiation, named) if named else None
    choices = _beginnings(negotiation)
    initial = {"name": f"{proposal} on Art. {proposal.issue.number}", "begins_with": named} if proposal else {}
    form = ScenarioForm(request.POST or None, choices=choices, initial=initial)
    if form.is_valid() and (kept := _keep_new(request, negotiation, form, proposal)):
        messages.success(request, f"{kept} is kept. Add what it costs, item by item.")
        return redirect_page(request, address(kept))
    context = page_context(request, negotiation, here="costing") | {
        "form": form,
        "heading": f"New scenario of {proposal.reference}" if proposal else "New scenario",
        "button": "Keep the scenario",
    }
    return unkept(render_page(request, "bargaining/form.html", context))


def _beginnings(negotiation: Negotiation) -> list[tuple[str, str]]:
    """Proposals and scenarios whose items a new one may take over."""
    passed = negotiation.proposals.select_related("issue").order_by("-passed_at", "-pk")
    rows = [(one.reference, f"{one} on {one.issue}: {one.words[:60]}") for one in passed if one.issue.is_economic]
    return rows + [(f"s{one.pk}", f"Scenario {one.name}") for one in newest_of(negotiation)]


def _keep_new(
    request: StaffRequest, negotiation: Negotiation, form: ScenarioForm, asked: Proposal | None
) -> Scenario | None:
    """The scenario, of the proposal that was asked for: another's items may be taken over, not what they price."""
    given, begins = form.cleaned_data, form.cleaned_data["begins_with"]
    try:
        basis = basis_of(negotiation)
        if begins.startswith("s"):
            source = made_of(one_of(negotiation, int(begins[1:])))
            made = replace(source, name=given["name"], assumptions=given["assumptions"] or source.assumptions)
            of = source.proposal
        else:
            of = called(request, negotiation, begins) if begins else None
            items = read_items(of.items) if of else ()
            made = Made(given["name"], items, basis.years, basis.kept, basis.rates, given["assumptions"])
        made = replace(made, proposal=asked or of)
        return scenarios.keep_scenario(negotiation_id=negotiation.pk, made=made, by=request.user, at=clock.now())
    except (CostingRefused, MoveRefused, NotCosted) as refused:
        form.add_error(None, str(refused))
        return None


@require_safe
@requires(Permission.BARGAINING_READ)
def show(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    """A scenario with its tables, measures, assumptions and lineage; ``?again=1`` makes its figures again."""
    negotiation = unsafe(request, reference)
    scenario = one_of(negotiation, pk)
    document, job = printing_of(paper_of(scenario))
    newer = negotiation.scenarios.filter(replaces=scenario).select_related("made_by").first()
    context = page_context(request, negotiation, here="costing") | {
        "page": scenario_page(scenario),
        "scenario": scenario,
        "document": document,
        "job": job,
        "newer": newer,
        "kinds": kinds(),
        "may_cost": has_seat(request, negotiation) and newer is None,
        "may_export": request.user.may(Permission.EXPORT),
        "may_review": scenario.reviewed_at is None and scenario.made_by_id != request.user.pk and newer is None,
        "again": made_again(scenario) if "again" in request.GET else None,
    }
    return unkept(render_page(request, "bargaining/costing/scenario.html", context))


@require_http_methods(["GET", "POST"])
@for_the_seated
@requires(Permission.BARGAINING_READ)
def about(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    """Change the name and the assumptions, or cost it on the newest roster and charges."""
    negotiation = unsafe(request, reference)
    require_seat(request, negotiation)
    scenario = one_of(negotiation, pk)
    form = AboutForm(request.POST or None, initial=AboutForm.initial_of(scenario))
    if form.is_valid():
        given = form.cleaned_data
        made = replace(made_of(scenario), name=given["name"], assumptions=given["assumptions"])
        try:
            if given["on_newest"]:
                basis = basis_of(negotiation)
                made = replace(made, snapshot=basis.kept, rates=basis.rates, years=basis.years)
            kept = scenarios.keep_scenario(
                negotiation_id=negotiation.pk, made=made, by=request.user, at=clock.now(), replaces=scenario
            )
        except (CostingRefused, MoveRefused, NotCosted) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{kept} is kept as it now stands.")
            return redirect_page(request, address(kept))
    context = page_context(request, negotiation, here="costing") | {
        "form": form,
        "heading": f"Name and assumptions of {scenario}",
        "button": "Keep it",
    }
    return unkept(render_page(request, "bargaining/form.html", context))


@require_POST
@requires(Permission.BARGAINING_READ)
def review(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    """Stamp it as reviewed for the budget. Whoever is named on the negotiation may, but not its author."""
    negotiation = unsafe(request, reference)
    scenario = one_of(negotiation, pk)
    try:
        scenarios.review_scenario(scenario_id=scenario.pk, by=request.user, at=clock.now())
    except (CostingRefused, MoveRefused) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{scenario} bears your review.")
    return redirect_page(request, address(scenario))


@require_POST
@for_the_seated
@requires(Permission.BARGAINING_READ)
def price(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    """Let the scenario's items be what its proposal costs, in every package from now on."""
    negotiation = unsafe(request, reference)
    require_seat(request, negotiation)
    scenario = one_of(negotiation, pk)
    if scenario.proposal_id is None:
        raise Http404
    try:
        priced = proposals.price_proposal(
            proposal_id=scenario.proposal_id, items=read_items(scenario.items), by=request.user, at=clock.now()
        )
    except MoveRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{priced.reference} is costed with these items from now on.")
    return redirect_page(request, address(scenario))


@require_safe
@requires(Permission.BARGAINING_READ)
def why(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    """Why the figure changed since an earlier state, ``?since=``; since the last one when none is named."""
    negotiation = unsafe(request, reference)
    scenario = one_of(negotiation, pk)
    states = states_of(scenario)
    asked = request.GET.get("since", "")
    since = next((one for one in states if str(one.pk) == asked), states[0] if states else None)
    if since is None:
        raise Http404
    before, after = costing_of(one_of(negotiation, since.pk)), costing_of(scenario)
    context = page_context(request, negotiation, here="costing") | {
        "scenario": scenario,
        "states": states,
        "since": since,
        "causes": why_changed(before, after),
        "before": before.total,
        "after": after.total,
        "difference": after.total - before.total,
    }
    return unkept(render_page(request, "bargaining/costing/why.html", context))
