"""Taking back what was settled or named: an issue is taken up again, someone leaves a team."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from bargaining.actions import negotiations
from bargaining.forms.table import ReopenForm
from bargaining.rules.board import MoveRefused
from bargaining.views.pages import for_the_seated, found, may_name, page_context, require_seat, unkept
from labor_office.core.matters.actions.access import LastReader
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest


@require_http_methods(["GET", "POST"])
@for_the_seated
@requires(Permission.BARGAINING_READ)
def reopen(request: StaffRequest, reference: str, number: str) -> HttpResponse:
    """Take a settled issue up again, with the reason."""
    negotiation = found(request, reference)
    require_seat(request, negotiation)
    issue = negotiation.issues.filter(number=number).first()
    if issue is None:
        raise Http404
    form = ReopenForm(request.POST or None)
    if form.is_valid():
        try:
            negotiations.reopen_issue(
                issue_id=issue.pk, reason=form.cleaned_data["reason"], by=request.user, at=clock.now()
            )
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{issue} is taken up again.")
            return redirect_page(request, f"{reverse('bargaining:table', args=[reference])}?issue={issue.number}")
    context = page_context(request, negotiation, here="table") | {
        "form": form,
        "heading": f"Take up {issue} again",
        "button": "Take it up again",
    }
    return unkept(render_page(request, "bargaining/form.html", context))


@require_POST
@requires(Permission.BARGAINING_READ)
def leave(request: StaffRequest, reference: str, member: int) -> HttpResponse:
    """Take someone off a team, as of today."""
    negotiation = found(request, reference)
    if not may_name(request, negotiation):
        raise PermissionDenied
    leaving = negotiation.team.filter(pk=member).first()
    if leaving is None:
        raise Http404
    try:
        negotiations.leave_team(member_id=leaving.pk, on=clock.today(), by=request.user, at=clock.now())
    except LastReader as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{leaving.name} left the team.")
    if leaving.user_id == request.user.pk and not negotiation.access_grants.filter(user=request.user).exists():
        return redirect_page(request, reverse("bargaining:list"))
    return redirect_page(request, reverse("bargaining:team", args=[reference]))
