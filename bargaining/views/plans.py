"""Essential services plans: the list, one, its paper. All of it for the people named on the plan."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bargaining.actions import plan_papers
from bargaining.actions import plans as actions
from bargaining.forms.plans import LogForm, PlanForm
from bargaining.models.plans import ServicePlan
from bargaining.queries import plans as queries
from bargaining.rules.plans import FUNCTIONS, SETTLED, Criticality
from bargaining.views.acting import Act, act
from labor_office.core.deadlines.queries.choosing import version_for
from labor_office.core.matters.actions.record import record_reading
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.navigation import Link
from labor_office.core.web.requests import StaffRequest


def find(request: StaffRequest, reference: str, *, to_edit: bool = False) -> ServicePlan:
    """The plan for those named on it, and that they opened it: 404 otherwise, 403 for what they may only read."""
    known = queries.whole(request.user)
    found = get_object_or_404(known, reference=reference)
    if to_edit and not request.user.may(Permission.BARGAINING_EDIT):
        raise PermissionDenied
    record_reading(matter=found, by=request.user, at=clock.now())
    return found


@require_safe
def listing(request: StaffRequest) -> HttpResponse:
    """The plans one is named on, and which of them have no agreed minimum."""
    if not request.user.may(Permission.BARGAINING_READ) and not queries.whole(request.user).exists():
        raise PermissionDenied
    plans = list(queries.listed(request.user))
    context = {
        "plans": plans,
        "unsettled": [plan for plan in plans if plan.standing not in SETTLED and plan.standing != "NOT_NEEDED"],
        "functions": FUNCTIONS,
        "may_edit": request.user.may(Permission.BARGAINING_EDIT),
        "is_uncounted": version_for("essential_services", None, on=clock.today()) is None,
        "may_count": request.user.may(Permission.PROCEDURE_EDIT),
    }
    return render_page(request, "bargaining/plans.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.BARGAINING_EDIT)
def new(request: StaffRequest) -> HttpResponse:
    """Open the plan of a service."""
    form = PlanForm(request.POST or None, today=clock.today(), initial={"service": request.GET.get("service", "")})

    def save(given: dict[str, Any]) -> tuple[str, str]:
        given |= {"criticality": Criticality(given["criticality"])}
        made = actions.open_plan(by=request.user, at=clock.now(), today=clock.today(), **given)
        return f"{made.reference} is open to those named on it.", made.get_absolute_url()

    lead = "It begins restricted: only you and those you choose know that it exists."
    return act(request, form, save, Act(home(), "Plan a service", "Open the plan", lead=lead))


@require_safe
def detail(request: StaffRequest, reference: str) -> HttpResponse:
    """The plan: minimums by shift, who is designated, notices with their hours, what happened."""
    found, today = find(request, reference), clock.today()
    context = {
        "plan": found,
        "today": today,
        "now": clock.now(),
        "book": queries.book_of(request.user, found, today=today),
        "call_backs": found.call_backs.all(),
        "aid": found.aid.all(),
        "scenarios": found.scenarios.all(),
        "log_form": LogForm(),
        "may_edit": request.user.may(Permission.BARGAINING_EDIT) and found.is_open,
    }
    return render(request, "bargaining/plan.html", context)


@require_POST
def log(request: StaffRequest, reference: str) -> HttpResponse:
    """Write a line of the log, as anybody named on the plan may."""
    found = find(request, reference)
    form = LogForm(request.POST)
    if form.is_valid():
        try:
            actions.log_line(plan_id=found.pk, by=request.user, at=clock.now(), **form.cleaned_data)
        except actions.PlanRefused as why:
            messages.warning(request, str(why))
        else:
            messages.success(request, "Logged.")
    else:
        messages.warning(request, "Enter what happened.")
    return redirect_page(request, found.get_absolute_url())


@require_POST
def print_paper(request: StaffRequest, reference: str) -> HttpResponse:
    """Ask for the plan as a PDF."""
    found = find(request, reference)
    plan_papers.print_plan(plan_id=found.pk, by=request.user, at=clock.now(), today=clock.today())
    messages.success(request, "The PDF is being set. It will stand on this page in a moment.")
    return redirect_page(request, found.get_absolute_url())


@require_safe
def printing(request: StaffRequest, reference: str) -> HttpResponse:
    """How far the PDF is; the page asks every two seconds until it is there."""
    known = queries.whole(request.user)
    found = get_object_or_404(known, reference=reference)
    newest = found.prints.first()
    context = {"plan": found, "job": queries.job_of(newest) if newest else None, "print": newest}
    return render(request, "bargaining/_plan_printing.html", context)


def home() -> Link:
    """The list, as crumbs name it."""
    return Link("Essential services", reverse("bargaining:plans"))
