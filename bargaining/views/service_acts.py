"""What is written into an essential services plan, a page for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from bargaining.actions import plans as actions
from bargaining.forms import plans as forms
from bargaining.models.plans import ServicePlan
from bargaining.rules.plans import MinimumRefused, Standing, Stoppage
from bargaining.views.acting import EDITS, Act, act
from bargaining.views.plans import find, home
from labor_office.core.web import clock
from labor_office.core.web.access import opens_for
from labor_office.core.web.forms import DeskForm
from labor_office.core.web.navigation import Link
from labor_office.core.web.requests import StaffRequest


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its words, its form, and what saving does with what was typed."""

    heading: str
    button: str
    form: type[DeskForm]
    save: Callable[..., object]
    done: str
    initial: Callable[[ServicePlan], dict[str, Any]] = lambda plan: {}
    typed: Mapping[str, Callable[[str], object]] | None = None


def _settle(**given: Any) -> object:
    return actions.settle_minimum(**given)


PAGES: dict[str, Page] = {
    "minimum": Page(
        "Set a minimum by shift", "Set it", forms.MinimumForm, actions.set_minimum, "The minimum is set.",
    ),
    "standing": Page(
        "Record how far it is agreed", "Record it", forms.StandingForm, _settle, "Recorded.",
        initial=lambda plan: {"standing": plan.standing, "conditions": plan.conditions}, typed={"standing": Standing},
    ),
    "call-back": Page(
        "Add to the call-back list", "Add", forms.CallBackForm, actions.list_call_back, "Added at the end of the list.",
    ),
    "aid": Page("Add mutual aid", "Add", forms.AidForm, actions.add_aid, "Added."),
    "scenario": Page(
        "Write a scenario", "Save", forms.ScenarioForm, actions.write_scenario, "The scenario is saved.",
        typed={"stoppage": Stoppage},
    ),
    "notice": Page(
        "Record a notice of action", "Count the hours", forms.NoticeForm, actions.record_notice,
        "The notice is recorded and its hours are counted.",
    ),
}  # fmt: skip


@require_http_methods(["GET", "POST"])
@opens_for(EDITS)
def plan_act(request: StaffRequest, reference: str, slug: str) -> HttpResponse:
    """Write something into the plan."""
    found, page = find(request, reference, to_edit=True), PAGES.get(slug)
    if page is None:
        raise Http404
    initial = page.initial(found) | {"on": clock.today(), "received_on": clock.today()}
    form = page.form(request.POST or None, today=clock.today(), initial=initial)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        given |= {name: read(given[name]) for name, read in (page.typed or {}).items()}
        page.save(plan_id=found.pk, by=request.user, at=clock.now(), **given)
        return page.done, ""

    return act(request, form, save, _words(found, page.heading, page.button), actions.PlanRefused, MinimumRefused)


@require_http_methods(["GET", "POST"])
@opens_for(EDITS)
def designate(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """Name who fills a position of one of the plan's shifts."""
    found = find(request, reference, to_edit=True)
    row = get_object_or_404(found.minimums.select_related("classification"), pk=number)
    form = forms.DesignationForm(request.POST or None, today=clock.today())

    def save(given: dict[str, Any]) -> tuple[str, str]:
        given.pop("number")
        actions.designate(minimum_id=row.pk, by=request.user, at=clock.now(), **given)
        return "The position is designated.", ""

    return act(request, form, save, _words(found, "Designate a position", "Designate", f"{row}."), actions.PlanRefused)


@require_http_methods(["GET", "POST"])
@opens_for(EDITS)
def review(request: StaffRequest, reference: str) -> HttpResponse:
    """Record that the plan was gone through."""
    found = find(request, reference, to_edit=True)
    form = forms.ReviewForm(request.POST or None, today=clock.today(), initial={"on": clock.today()})

    def save(given: dict[str, Any]) -> tuple[str, str]:
        actions.record_review(plan_id=found.pk, by=request.user, at=clock.now(), today=clock.today(), **given)
        return "The next review is counted from that day.", ""

    return act(request, form, save, _words(found, "Record the review", "Record it"), actions.PlanRefused)


def _words(found: ServicePlan, heading: str, button: str, lead: str = "") -> Act:
    return Act(home(), heading, button, Link(found.reference, found.get_absolute_url()), lead)
