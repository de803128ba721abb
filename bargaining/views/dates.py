"""The dates of a negotiation: counted by the rules of its jurisdiction, and planned back from the Council's days."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from bargaining.actions import process
from bargaining.forms.process import CorrectForm, CountForm, HappeningForm, PlanForm
from bargaining.models.negotiation import Negotiation
from bargaining.queries.dates import dues_of, events_to_record, happened_to, next_of, recorded_events
from bargaining.queries.planning import budget_days, plan_of
from bargaining.rules.board import MoveRefused
from bargaining.rules.planning import NotPlanned
from bargaining.views.pages import for_the_seated, found_ours, page_context, require_seat, unkept
from labor_office.core.deadlines.actions.triggers import AlreadyRecorded, NotRecorded
from labor_office.core.deadlines.models.clocks import Clock
from labor_office.core.deadlines.queries.choosing import versions_to_choose
from labor_office.core.deadlines.queries.readings import as_procedure
from labor_office.core.deadlines.queries.situations import clock_of
from labor_office.core.deadlines.rules.applying import special_kinds
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock, words
from labor_office.core.web.access import requires
from labor_office.core.web.forms import DeskForm
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest


@require_safe
@requires(Permission.BARGAINING_READ)
def show(request: StaffRequest, reference: str) -> HttpResponse:
    """What is owed next and why that day, every other date, the plan, and what happened."""
    negotiation = found_ours(request, reference)
    today = clock.today()
    dues = dues_of(negotiation.pk, today=today)
    started = clock_of(negotiation.pk)
    context = page_context(request, negotiation, here="dates") | {
        "clock": started,
        "dues": [due for due in dues if not due.is_planned],
        "coming": next_of(dues),
        "plan": plan_of(negotiation, dues, today=today),
        "happened": happened_to(negotiation.pk),
        "is_uncounted": started is None and not versions_to_choose("negotiation", negotiation.unit, on=today),
        "may_use_rules": request.user.may(Permission.PROCEDURE_EDIT),
    }
    return unkept(render_page(request, "bargaining/dates.html", context))


@require_http_methods(["GET", "POST"])
@for_the_seated
@requires(Permission.BARGAINING_READ)
def count(request: StaffRequest, reference: str) -> HttpResponse:
    """Begin to count, by the rules chosen."""
    negotiation = found_ours(request, reference)
    require_seat(request, negotiation)
    if clock_of(negotiation.pk) is not None:
        messages.info(request, "Its dates are counted already.")
        return _back(request, reference)
    versions = versions_to_choose("negotiation", negotiation.unit, on=clock.today())
    kinds = sorted({kind for version in versions for kind in special_kinds(as_procedure(version))})
    form = CountForm(request.POST or None, versions=versions, kinds=kinds)
    if form.is_valid():
        given = form.cleaned_data
        chosen = next(one for one in versions if one.pk == given["version"])
        named = special_kinds(as_procedure(chosen))
        try:
            process.count_dates(
                negotiation_id=negotiation.pk, version_id=chosen.pk,
                kinds=[kind for kind in given.get("kinds", ()) if kind in named],
                by=request.user, at=clock.now(), today=clock.today(),
            )  # fmt: skip
        except (process.NotCounted, MoveRefused) as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, "Its dates are counted.")
            return _back(request, reference)
    return _asked(request, negotiation, form, "Count its dates", "Begin to count")


@require_http_methods(["GET", "POST"])
@for_the_seated
@requires(Permission.BARGAINING_READ)
def happened(request: StaffRequest, reference: str) -> HttpResponse:
    """Record what happened on the way; what has a page of its own is offered there."""
    negotiation = found_ours(request, reference)
    require_seat(request, negotiation)
    form = HappeningForm(
        request.POST or None, today=clock.today(), events=events_to_record(_clock(negotiation)),
        initial={"event": request.GET.get("event", "")},
    )  # fmt: skip
    if form.is_valid():
        try:
            process.record_happening(
                negotiation_id=negotiation.pk, by=request.user, at=clock.now(), today=clock.today(), **form.cleaned_data
            )
        except (process.NotCounted, AlreadyRecorded, MoveRefused) as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, "Recorded. What follows from it is counted.")
            return _back(request, reference)
    return _asked(request, negotiation, form, "Record what happened", "Record it")


@require_http_methods(["GET", "POST"])
@for_the_seated
@requires(Permission.BARGAINING_READ)
def correct(request: StaffRequest, reference: str) -> HttpResponse:
    """Give something recorded its right day, or take it back."""
    negotiation = found_ours(request, reference)
    require_seat(request, negotiation)
    form = CorrectForm(request.POST or None, today=clock.today(), events=recorded_events(_clock(negotiation)))
    if form.is_valid():
        try:
            process.correct_happening(
                negotiation_id=negotiation.pk, by=request.user, at=clock.now(), today=clock.today(), **form.cleaned_data
            )
        except (NotRecorded, MoveRefused) as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, "Corrected. What stood before stays on record.")
            return _back(request, reference)
    return _asked(request, negotiation, form, "Correct a date", "Correct it")


@require_http_methods(["GET", "POST"])
@for_the_seated
@requires(Permission.BARGAINING_READ)
def plan(request: StaffRequest, reference: str) -> HttpResponse:
    """Plan the calendar back from a day on which money is adopted."""
    negotiation = found_ours(request, reference)
    require_seat(request, negotiation)
    _clock(negotiation)
    days = [(one.on.isoformat(), f"{words.day_year(one.on)}: {one}") for one in budget_days(from_on=clock.today())]
    form = PlanForm(request.POST or None, days=days)
    if form.is_valid():
        given = form.cleaned_data
        try:
            process.plan_back(
                negotiation_id=negotiation.pk, budget_on=date.fromisoformat(given["budget"]), reason=given["reason"],
                by=request.user, at=clock.now(), today=clock.today(),
            )  # fmt: skip
        except (process.NotCounted, NotPlanned, MoveRefused) as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, "Planned back. Every latest day stands with its count.")
            return _back(request, reference)
    return _asked(request, negotiation, form, "Plan back from the money", "Plan back", lacks_days=not days)


def _clock(negotiation: Negotiation) -> Clock:
    started = clock_of(negotiation.pk)
    if started is None:
        raise Http404
    return started


def _asked(
    request: StaffRequest,
    negotiation: Negotiation,
    form: DeskForm,
    heading: str,
    button: str,
    *,
    lacks_days: bool = False,
) -> HttpResponse:
    context = page_context(request, negotiation, here="dates") | {
        "form": form,
        "heading": heading,
        "button": button,
        "lacks_days": lacks_days,
    }
    return unkept(render_page(request, "bargaining/date_form.html", context))


def _back(request: StaffRequest, reference: str) -> HttpResponse:
    return redirect_page(request, reverse("bargaining:dates", args=[reference]))
