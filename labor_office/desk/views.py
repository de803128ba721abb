"""The desk: what is owed, at risk, waited for."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.deadlines.queries.holidays import has_office_calendar
from labor_office.core.matters.actions.record import record_reading
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.navigation import Link
from labor_office.core.web.requests import StaffRequest
from labor_office.desk import letters
from labor_office.desk.queries import board


@require_safe
def home(request: StaffRequest) -> HttpResponse:
    """The address of the city's desk leads to the person's own."""
    return HttpResponseRedirect(reverse("desk:mine"))


@require_safe
def mine(request: StaffRequest) -> HttpResponse:
    """What the signed-in person owes, in date order."""
    return _desk(request, scope="mine")


@require_safe
def team(request: StaffRequest) -> HttpResponse:
    """What the whole office owes, as far as the person may see it."""
    return _desk(request, scope="team")


def _desk(request: StaffRequest, *, scope: str) -> HttpResponse:
    if not has_office_calendar():
        may_begin = request.user.may(Permission.CALENDAR_EDIT)
        return render_page(request, "desk/begin.html", {"may_begin": may_begin})
    today = clock.today()
    people = None if scope == "mine" else board.office_people()
    shown = board.desk_board(user=request.user, people=people, today=today, now=timezone.localtime(clock.now()))
    context = {
        "board": shown,
        "today": today,
        "scope": scope,
        "scopes": _scopes(request.user, scope),
        "new_grievance_url": _new_grievance(request.user),
    }
    return render_page(request, "desk/desk.html", context)


def _scopes(user: User, scope: str) -> list[Link]:
    links = [Link("Mine", reverse("desk:mine"), is_current=scope == "mine")]
    if user.may(Permission.MATTER_READ_OFFICE):
        links.append(Link("My team", reverse("desk:team"), is_current=scope == "team"))
    return links


def _new_grievance(user: User) -> str:
    if not user.may(Permission.GRIEVANCE_EDIT):
        return ""
    try:
        return reverse("grievances:new")
    except NoReverseMatch:
        return ""


@require_safe
def deadline_proof(request: StaffRequest, pk: int) -> HttpResponse:
    """One date's whole reasoning as a PDF, to be printed or filed as an exhibit; a page until the worker has set it."""
    rows = Deadline.objects.visible_to(request.user).select_related(*letters.WHOLE)
    deadline = get_object_or_404(rows, pk=pk)
    if not request.htmx:
        record_reading(matter=deadline.matter, by=request.user, at=clock.now())
    try:
        content = letters.kept_proof(deadline, today=clock.today())
    except letters.NothingToProve:
        return HttpResponseRedirect(reverse("deadlines:proof", args=[pk]))
    if content is not None and request.htmx:
        return redirect_page(request, request.path)
    if content is None:
        if not request.htmx:
            letters.ask_for_proof(deadline)
        return render_page(
            request,
            "desk/proof_setting.html",
            {"deadline": deadline},
            fragments={"setting": "desk/_proof_setting.html"},
        )
    headers = {"Content-Disposition": f'inline; filename="{deadline.reference}-proof.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
