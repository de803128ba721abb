"""What an agreement really cost against its estimate: shown, entered, loaded. Walled as the costing is."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bargaining.actions import actuals
from bargaining.actions.actuals import ActualRefused
from bargaining.forms.actuals import ActualForm, ActualsFileForm, EstimateForm
from bargaining.models.actuals import EstimateOfRecord
from bargaining.models.negotiation import Negotiation
from bargaining.queries.actuals import actuals_page, estimate_of, estimates_to_name
from bargaining.queries.scenarios import costing_of
from bargaining.views.costing import unsafe
from bargaining.views.pages import for_the_seated, has_seat, page_context, require_seat, unkept
from bargaining.views.scenarios import one_of
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest


@require_safe
@requires(Permission.BARGAINING_READ)
def show(request: StaffRequest, reference: str) -> HttpResponse:
    """Real costs by item, year and fund, each against its part of the estimate; how to begin when there are none."""
    negotiation = unsafe(request, reference)
    estimate = estimate_of(negotiation)
    context = page_context(request, negotiation, here="costing") | {
        "page": actuals_page(estimate) if estimate else None,
        "may_cost": has_seat(request, negotiation),
    }
    return unkept(render_page(request, "bargaining/costing/actuals.html", context))


@require_http_methods(["GET", "POST"])
@for_the_seated
@requires(Permission.BARGAINING_READ)
def name(request: StaffRequest, reference: str) -> HttpResponse:
    """Say on which costing the agreement was adopted."""
    negotiation = _seated(request, reference)
    held = estimate_of(negotiation)
    initial = {"scenario": str(held.scenario_id), "adopted_on": held.adopted_on} if held else {}
    form = EstimateForm(request.POST or None, choices=estimates_to_name(negotiation), initial=initial)
    if form.is_valid():
        given = form.cleaned_data
        try:
            kept = actuals.name_estimate(
                negotiation_id=negotiation.pk,
                scenario=one_of(negotiation, int(given["scenario"])),
                adopted_on=given["adopted_on"],
                by=request.user,
                at=clock.now(),
                today=clock.today(),
            )
        except ActualRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"Real costs are held against {kept} from now on.")
            return _back(request, reference)
    context = page_context(request, negotiation, here="costing") | {
        "form": form, "heading": "Costing the agreement was adopted on", "button": "Keep it",
    }  # fmt: skip
    return unkept(render_page(request, "bargaining/form.html", context))


@require_http_methods(["GET", "POST"])
@for_the_seated
@requires(Permission.BARGAINING_READ)
def enter(request: StaffRequest, reference: str) -> HttpResponse:
    """Enter what one item cost in one fiscal year."""
    negotiation = _seated(request, reference)
    costing = costing_of(_estimate(negotiation).scenario)
    asked = {key: request.GET[key] for key in ("item", "year", "fund") if key in request.GET}
    form = ActualForm(request.POST or None, costing=costing, today=clock.today(), initial=asked)
    if form.is_valid():
        try:
            actuals.enter_actuals(
                negotiation_id=negotiation.pk, entries=[form.entry], by=request.user, at=clock.now(),
                today=clock.today(),
            )  # fmt: skip
        except ActualRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The real cost is kept.")
            return _back(request, reference)
    context = page_context(request, negotiation, here="costing") | {
        "form": form, "heading": "Enter a real cost", "button": "Keep the figure",
    }  # fmt: skip
    return unkept(render_page(request, "bargaining/form.html", context))


@require_http_methods(["GET", "POST"])
@for_the_seated
@requires(Permission.BARGAINING_READ)
def load(request: StaffRequest, reference: str) -> HttpResponse:
    """Load real costs from a file: every line or none, with what is wrong line by line."""
    negotiation = _seated(request, reference)
    costing = costing_of(_estimate(negotiation).scenario)
    form = ActualsFileForm(request.POST or None, request.FILES or None)
    problems: list[str] = []
    if form.is_valid():
        count, problems = actuals.import_actuals(
            negotiation_id=negotiation.pk, data=form.cleaned_data["file"].read(), by=request.user, at=clock.now(),
            today=clock.today(),
        )  # fmt: skip
        if not problems:
            messages.success(request, f"{count} figure{'' if count == 1 else 's'} kept.")
            return _back(request, reference)
        form.add_error("file", "Nothing was loaded. Mend the lines named above and load the file again.")
    context = page_context(request, negotiation, here="costing") | {
        "form": form, "problems": problems, "columns": actuals.COLUMNS, "costing": costing,
    }  # fmt: skip
    return unkept(render_page(request, "bargaining/costing/actuals_load.html", context))


@require_POST
@for_the_seated
@requires(Permission.BARGAINING_READ)
def take_out(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    """Let a figure count no longer."""
    negotiation = _seated(request, reference)
    try:
        gone = actuals.take_out_actual(negotiation_id=negotiation.pk, actual_id=pk, by=request.user, at=clock.now())
    except ActualRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{gone} no longer counts. It stays on record.")
    return _back(request, reference)


def _seated(request: StaffRequest, reference: str) -> Negotiation:
    negotiation = unsafe(request, reference)
    require_seat(request, negotiation)
    return negotiation


def _estimate(negotiation: Negotiation) -> EstimateOfRecord:
    found = estimate_of(negotiation)
    if found is None:
        raise Http404
    return found


def _back(request: StaffRequest, reference: str) -> HttpResponse:
    return redirect_page(request, reverse("bargaining:actuals", args=[reference]))
