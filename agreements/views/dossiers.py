"""The dossier of an article, on screen and on paper."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from agreements.actions.dossiers import print_dossier
from agreements.dossier import Entry
from agreements.models.dossiers import DossierPrint
from agreements.models.text import Article
from agreements.queries.dossiers import Dossier, dossier_of, job_of, newest_print
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.dates import UnreadableDate, parse_day
from labor_office.core.web.htmx import redirect_page
from labor_office.core.web.navigation import Link
from labor_office.core.web.requests import StaffRequest


@require_safe
@requires(Permission.AGREEMENT_READ)
def dossier(request: StaffRequest, unit: str, number: str) -> HttpResponse:
    """Everything that ever touched the article, in order of time; ``?tab=`` shows one kind of it.

    An article may have borne another number before: ``?as-of=`` says on which day it is called ``number``.
    """
    on = _day(request)
    found = _dossier(request, unit, number, on)
    tab = request.GET.get("tab", "")
    address = _address(unit, number, on)
    entries, links = _tabs(found, tab, address)
    made, job = newest_print(request.user, found.article)
    context = {
        "dossier": found,
        "entries": entries,
        "tabs": links,
        "unit": unit,
        "number": number,
        "as_of": on,
        "may_print": request.user.may(Permission.MATTER_READ_OFFICE),
        "print": made,
        "job": job,
    }
    return render(request, "agreements/dossier.html", context)


@require_POST
@requires(Permission.AGREEMENT_READ, Permission.MATTER_READ_OFFICE)
def print_paper(request: StaffRequest, unit: str, number: str) -> HttpResponse:
    """Ask for the dossier as a PDF with numbered exhibits."""
    on = _day(request)
    print_dossier(dossier=_dossier(request, unit, number, on), by=request.user, at=clock.now(), today=clock.today())
    messages.success(request, "The PDF is being set. It will stand on this page in a moment.")
    return redirect_page(request, _address(unit, number, on))


@require_safe
@requires(Permission.AGREEMENT_READ, Permission.MATTER_READ_OFFICE)
def printing(request: StaffRequest, unit: str, number: str, reference: str) -> HttpResponse:
    """How far the PDF is; the page asks every two seconds until it is there."""
    made = DossierPrint.objects.visible_to(request.user).filter(reference=reference).first()
    if made is None:
        raise Http404
    context = {"print": made, "job": job_of(made), "unit": unit, "number": number}
    return render(request, "agreements/_dossier_print.html", context)


def _day(request: StaffRequest) -> date:
    """The day ``?as-of=`` names; today for none, or for what is no day."""
    today = clock.today()
    try:
        return parse_day(request.GET.get("as-of", "").strip() or today.isoformat(), today=today)
    except UnreadableDate:
        return today


def _address(unit: str, number: str, on: date) -> str:
    return f"{reverse('agreements:dossier', args=[unit, number])}?as-of={on.isoformat()}"


def _dossier(request: StaffRequest, unit: str, number: str, on: date) -> Dossier:
    try:
        return dossier_of(request.user, unit, number, on=on)
    except Article.DoesNotExist:
        raise Http404 from None


def _tabs(found: Dossier, tab: str, address: str) -> tuple[tuple[Entry, ...], list[Link]]:
    """The entries of the tab, all of them for none, and the tabs with their counts."""
    chosen = next((part for part in found.parts if part.code == tab), None)
    every = found.entries
    links = [Link("In order of time", address, count=str(len(every)), is_current=chosen is None)]
    links += [
        Link(part.label, f"{address}&tab={part.code}", count=str(len(part.entries)), is_current=part is chosen)
        for part in found.parts
    ]
    return chosen.entries if chosen else every, links
