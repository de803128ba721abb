"""Lists of seniority: every list issued, one, drawing another, its files."""

from __future__ import annotations

import csv
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from bargaining.actions import seniority as actions
from bargaining.forms.seniority import ListForm, RecallForm
from bargaining.models.seniority import SeniorityList
from bargaining.queries import seniority as queries
from bargaining.rules.seniority import HEADINGS, CutRefused, Measure, Purpose, cells
from bargaining.views.acting import Act, act
from labor_office.core.matters.actions.record import record_reading
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import render_page
from labor_office.core.web.navigation import Link
from labor_office.core.web.paging import paginate
from labor_office.core.web.requests import StaffRequest


def find(request: StaffRequest, reference: str) -> SeniorityList:
    """The list as this person may read it; 404 otherwise."""
    known = queries.whole(request.user)
    found = get_object_or_404(known, reference=reference)
    record_reading(matter=found, by=request.user, at=clock.now())
    return found


def may_draw(request: StaffRequest) -> bool:
    """Whether this person issues lists: those who keep the roster, and those who bargain by it."""
    user = request.user
    return user.may(Permission.ROSTER_READ) and (
        user.may(Permission.WORKFORCE_EDIT) or user.may(Permission.BARGAINING_EDIT)
    )


@require_safe
@requires(Permission.ROSTER_READ, Permission.MATTER_READ_OFFICE)
def listing(request: StaffRequest) -> HttpResponse:
    """Every list issued, the newest first."""
    rows = queries.whole(request.user)
    page = paginate(rows, order=("-created_at", "-pk"), query=request.GET)
    context = {"page": page, "may_draw": may_draw(request)}
    return render_page(request, "bargaining/seniority_lists.html", context)


@require_safe
def detail(request: StaffRequest, reference: str) -> HttpResponse:
    """The list as it was issued."""
    found = find(request, reference)
    context = {
        "list": found,
        "paper": queries.paper_of(found),
        "job": queries.job_of(found),
        "recalls": list(queries.whole(request.user).filter(drawn_from=found.pk)),
        "may_recall": may_draw(request) and found.purpose == Purpose.LAYOFF,
        "may_export": request.user.may(Permission.EXPORT),
    }
    return render(request, "bargaining/seniority_list.html", context)


@require_safe
def printing(request: StaffRequest, reference: str) -> HttpResponse:
    """How far the PDF is; the page asks every two seconds until it is there."""
    known = queries.whole(request.user)
    found = get_object_or_404(known, reference=reference)
    return render(request, "bargaining/_list_printing.html", {"list": found, "job": queries.job_of(found)})


@require_safe
@requires(Permission.EXPORT)
def export(request: StaffRequest, reference: str) -> HttpResponse:
    """The list as CSV; that somebody took it is kept."""
    found = find(request, reference)
    actions.record_download(list_id=found.pk, by=request.user, at=clock.now())
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.reference.lower()}.csv"'
    writer = csv.writer(response)
    writer.writerow(HEADINGS)
    paper = queries.paper_of(found)
    rows = enumerate(paper.places, start=1)
    writer.writerows(cells(one, order=at, reference=found.reference, as_of=paper.as_of) for at, one in rows)
    return response


@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Draw a list from the roster of a day."""
    if not may_draw(request):
        raise PermissionDenied
    initial = {"as_of": clock.today(), "unit": request.GET.get("unit"), "first_tie": Measure.NUMBER}
    form = ListForm(request.POST or None, today=clock.today(), initial=initial)

    def save(given: dict[str, Any]) -> tuple[str, str]:
        given |= {"purpose": Purpose(given["purpose"]), "basis": Measure(given["basis"]), "cut": given["cut"] or 0}
        made = actions.draw_list(by=request.user, at=clock.now(), today=clock.today(), **given)
        return f"{made.reference} is issued.", made.get_absolute_url()

    lead = "It is issued as it is drawn and never changes; a later roster makes another list."
    words = Act(_home(), "Draw a list", "Draw and issue it", lead=lead)
    return act(request, form, save, words, actions.NobodyToList, CutRefused)


@require_http_methods(["GET", "POST"])
def recall(request: StaffRequest, reference: str) -> HttpResponse:
    """Draw the recall list of those whom a layoff list named."""
    found = find(request, reference)
    if not may_draw(request):
        raise PermissionDenied
    form = RecallForm(request.POST or None, today=clock.today())

    def save(given: dict[str, Any]) -> tuple[str, str]:
        made = actions.draw_recall(layoff_id=found.pk, by=request.user, at=clock.now(), today=clock.today(), **given)
        return f"{made.reference} is issued.", made.get_absolute_url()

    record = Link(found.reference, found.get_absolute_url())
    words = Act(
        _home(), "Draw the recall list", "Draw and issue it", record, "The last laid off is the first recalled."
    )
    return act(request, form, save, words, actions.NobodyToList)


def _home() -> Link:
    return Link("Seniority lists", reverse("bargaining:seniority_lists"))
