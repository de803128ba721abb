"""The page of an agreement's term: its windows, what is owed after adoption, and the money of each year."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements.actions import obligations, terms
from agreements.forms.obligations import FundingForm, TermEventForm
from agreements.models.text import Agreement
from agreements.queries.counting import dues_of
from agreements.queries.obligations import has_list, money_of, whole
from agreements.rules.obligations import Funding
from labor_office.core.deadlines.actions.triggers import AlreadyRecorded
from labor_office.core.deadlines.queries.choosing import version_for
from labor_office.core.deadlines.queries.dockets import triggers_of
from labor_office.core.deadlines.queries.situations import clock_of
from labor_office.core.matters.actions.record import record_reading
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest


def find(request: StaffRequest, reference: str) -> Agreement:
    """A published agreement this person may know of as a matter, and that they opened it if closed; 404 otherwise."""
    known = Matter.objects.visible_to(request.user).filter(kind="agreement")
    found = Agreement.objects.visible_to(request.user).published().filter(matter__in=known.values("pk"))
    agreement = get_object_or_404(found.select_related("unit", "owner"), reference=reference)
    record_reading(matter=agreement, by=request.user, at=clock.now())
    return agreement


@require_safe
def term(request: StaffRequest, reference: str) -> HttpResponse:
    """When the term ends, which windows lie before that, and whether each year is paid for."""
    agreement = find(request, reference)
    context = {
        "agreement": agreement,
        "today": clock.today(),
        "clock": clock_of(agreement.pk),
        "is_uncounted": version_for("agreement", agreement.unit, on=clock.today()) is None,
        "dues": dues_of(agreement.pk, today=clock.today()),
        "happened": triggers_of(agreement.pk),
        "money": money_of(agreement),
        "reopeners": agreement.reopener_flags.filter(
            cleared_at=None, cause__in=Matter.objects.visible_to(request.user)
        ).select_related("cause"),
        "obligations": whole(request.user).filter(origin=agreement.pk).order_by("next_due_on", "pk"),
        "may_edit": request.user.may(Permission.AGREEMENT_EDIT),
        "has_list": has_list(agreement),
        "may_count": request.user.may(Permission.PROCEDURE_EDIT),
    }
    return render(request, "agreements/term.html", context)


@require_POST
@requires(Permission.AGREEMENT_EDIT)
def count(request: StaffRequest, reference: str) -> HttpResponse:
    """Count the windows of the term."""
    agreement = find(request, reference)
    try:
        terms.count_term(agreement_id=agreement.pk, by=request.user, at=clock.now(), today=clock.today())
    except terms.NotCounted as why:
        messages.warning(request, str(why))
    else:
        messages.success(request, "The windows of the term are counted and stand on the calendar.")
    return _back(request, agreement)


@require_POST
@requires(Permission.AGREEMENT_EDIT)
def checklist(request: StaffRequest, reference: str) -> HttpResponse:
    """Begin the list of what every new agreement asks of the office."""
    agreement = find(request, reference)
    try:
        begun = obligations.begin_checklist(
            agreement_id=agreement.pk, by=request.user, at=clock.now(), today=clock.today()
        )
    except obligations.ChecklistStands as why:
        messages.warning(request, str(why))
    else:
        messages.success(request, f"{len(begun)} things to do, each with its day. Give them to whoever does them.")
    return _back(request, agreement)


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREEMENT_EDIT)
def happened(request: StaffRequest, reference: str) -> HttpResponse:
    """Record what happened to the term."""
    agreement = find(request, reference)
    form = TermEventForm(request.POST or None, today=clock.today(), events=list(terms.TERM_EVENTS.items()))
    if form.is_valid():
        try:
            terms.record_term_event(
                agreement_id=agreement.pk, by=request.user, at=clock.now(), today=clock.today(), **form.cleaned_data
            )
        except (terms.NotCounted, AlreadyRecorded) as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, "Recorded.")
            return _back(request, agreement)
    context = {"agreement": agreement, "form": form, "heading": "Record what happened", "button": "Record it"}
    return render_page(request, "agreements/term_act.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREEMENT_EDIT)
def funding(request: StaffRequest, reference: str, fiscal_year: int) -> HttpResponse:
    """Say whether the money of a fiscal year is there."""
    agreement = find(request, reference)
    year = next((one for one in money_of(agreement) if one.fiscal_year == fiscal_year), None)
    if year is None:
        raise Http404
    known = year.known
    initial = {"status": Funding.COMMITTED} if known is None else {
        "status": known.status, "decided_on": known.decided_on, "resolution": known.resolution, "note": known.note
    }  # fmt: skip
    form = FundingForm(request.POST or None, today=clock.today(), initial=initial)
    if form.is_valid():
        given = form.cleaned_data | {"status": Funding(form.cleaned_data["status"])}
        terms.record_funding(
            agreement_id=agreement.pk, fiscal_year=fiscal_year, by=request.user, at=clock.now(), today=clock.today(),
            **given,
        )  # fmt: skip
        messages.success(request, f"{year.name} recorded.")
        return _back(request, agreement)
    context = {"agreement": agreement, "form": form, "heading": f"The money of {year.name}", "button": "Save"}
    return render_page(request, "agreements/term_act.html", context)


def _back(request: StaffRequest, agreement: Agreement) -> HttpResponse:
    return redirect_page(request, reverse("agreements:term_and_money", args=[agreement.reference]))
