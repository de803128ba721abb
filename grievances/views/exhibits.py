"""The exhibits of a hearing: numbered, and bound into one PDF by the worker."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from grievances.actions import binders
from grievances.models import Proceeding
from grievances.queries.acts import needed_for
from grievances.queries.exhibits import exhibits_of, matters_of, newest_binder
from grievances.rules.exhibits import SIDES
from grievances.views.pages import found_proceeding, proceeding_frame, require
from labor_office.core.documents.actions.files import ExhibitTaken
from labor_office.core.documents.models import Document
from labor_office.core.web import clock
from labor_office.core.web.htmx import redirect_page
from labor_office.core.web.requests import StaffRequest


@require_safe
def exhibits(request: StaffRequest, reference: str, kind: str) -> HttpResponse:
    """Numbered papers in the order of the binder, those without a number, and the binder built last."""
    case = found_proceeding(request, kind, reference)
    context = proceeding_frame(request, case) | _binder(case.proceeding)
    context |= {"exhibits": exhibits_of(request.user, case.proceeding), "sides": SIDES.items()}
    return render(request, "grievances/exhibits.html", context)


@require_POST
def number(request: StaffRequest, reference: str, kind: str, number: str) -> HttpResponse:
    """Give a paper the next number of a side."""
    case = found_proceeding(request, kind, reference)
    require(request, needed_for(None, kind))
    mine = Document.objects.visible_to(request.user).filter(matter__in=matters_of(case.proceeding))
    found = mine.filter(reference=number).first()
    side = request.POST.get("side", "")
    if found is None or side not in SIDES:
        raise Http404
    try:
        numbered = binders.number_exhibit(
            proceeding_id=case.proceeding.pk, document_id=found.pk, side=side, by=request.user, at=clock.now()
        )
    except ExhibitTaken as why:
        messages.warning(request, str(why))
    else:
        messages.success(request, f"{numbered.title} is exhibit {numbered.exhibit}.")
    return redirect_page(request, _here(case.proceeding))


@require_POST
def build(request: StaffRequest, reference: str, kind: str) -> HttpResponse:
    """Ask for the binder."""
    case = found_proceeding(request, kind, reference)
    require(request, needed_for(None, kind))
    try:
        binders.build_binder(proceeding_id=case.proceeding.pk, by=request.user, at=clock.now(), today=clock.today())
    except binders.NothingToBind as why:
        messages.warning(request, str(why))
    else:
        messages.success(request, "The binder is being set. It will stand on this page in a moment.")
    return redirect_page(request, _here(case.proceeding))


@require_safe
def printing(request: StaffRequest, reference: str, kind: str) -> HttpResponse:
    """How far the binder is; the page asks every two seconds until it is there."""
    case = found_proceeding(request, kind, reference)
    return render(request, "grievances/_binder.html", {"proceeding": case.proceeding} | _binder(case.proceeding))


def _binder(proceeding: Proceeding) -> dict[str, Any]:
    made, job = newest_binder(proceeding)
    return {"binder": made, "job": job}


def _here(proceeding: Proceeding) -> str:
    return reverse(f"grievances:{proceeding.kind}_exhibits", args=[proceeding.reference])
