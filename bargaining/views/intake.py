"""Department intake: asked by the team, answered by departments that learn nothing else, put on the board."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bargaining.actions import intake, negotiations
from bargaining.forms.intake import AskForm, IntakeForm, OnBoardForm
from bargaining.models.negotiation import DepartmentIntake
from bargaining.queries.intake import asked_by_token, asked_of, sent_by
from bargaining.rules.board import MoveRefused
from bargaining.views.pages import for_the_seated, found_ours, page_context, require_seat, unkept
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest


@require_http_methods(["GET", "POST"])
@requires(Permission.BARGAINING_READ)
def listing(request: StaffRequest, reference: str) -> HttpResponse:
    """Whom the team asked, what they answered, what became of it; another department is asked beside it."""
    negotiation = found_ours(request, reference)
    form = AskForm(request.POST or None, today=clock.today())
    if request.method == "POST":
        require_seat(request, negotiation)
    if form.is_valid():
        try:
            intake.ask_department(negotiation_id=negotiation.pk, by=request.user, at=clock.now(), **form.cleaned_data)
        except MoveRefused as why:
            form.add_error("department", str(why))
        else:
            messages.success(request, "Asked. Its liaisons got the address of their form.")
            return redirect_page(request, reverse("bargaining:intakes", args=[reference]))
    rows = negotiation.intakes.select_related("department", "sent_by", "issue").order_by("issue_id", "-sent_at")
    context = page_context(request, negotiation, here="intakes") | {
        "form": form,
        "rows": rows,
        "waiting": sum(row.issue_id is None for row in rows),
        "invitations": negotiation.invitations.select_related("department", "invited_by").order_by("pk"),
    }
    return unkept(render_page(request, "bargaining/intakes.html", context))


@require_POST
@for_the_seated
@requires(Permission.BARGAINING_READ)
def close(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    """Take no further answers from a department."""
    negotiation = found_ours(request, reference)
    require_seat(request, negotiation)
    asked = get_object_or_404(negotiation.invitations.all(), pk=pk)
    try:
        intake.close_asking(invitation_id=asked.pk, by=request.user, at=clock.now())
    except MoveRefused as why:
        messages.error(request, str(why))
    else:
        messages.success(request, f"No further answers from {asked.department}.")
    return redirect_page(request, reverse("bargaining:intakes", args=[reference]))


@require_http_methods(["GET", "POST"])
@for_the_seated
@requires(Permission.BARGAINING_READ)
def on_board(request: StaffRequest, reference: str) -> HttpResponse:
    """Make an issue of what departments asked, or put it behind one on the board: nothing is typed twice."""
    negotiation = found_ours(request, reference)
    require_seat(request, negotiation)
    waiting = negotiation.intakes.filter(issue=None).select_related("department")
    form = OnBoardForm(
        request.POST or None, intakes=waiting, issues=negotiation.issues.all(), initial=_suggested(request, waiting)
    )
    if form.is_valid():
        given, by, at = form.cleaned_data, request.user, clock.now()
        chosen = list(given["intakes"])
        try:
            if given["issue"] is not None:
                intake.join_to_issue(issue_id=given["issue"].pk, intakes=chosen, by=by, at=at)
            else:
                negotiations.add_issue(
                    negotiation_id=negotiation.pk, number=given["number"], title=given["title"],
                    is_economic=given["is_economic"], intakes=chosen, by=by, at=at,
                )  # fmt: skip
        except MoveRefused as why:
            form.add_error("number", str(why))
        else:
            messages.success(request, "On the board, with the department's words behind it.")
            return redirect_page(request, reverse("bargaining:intakes", args=[reference]))
    context = page_context(request, negotiation, here="intakes") | {
        "form": form,
        "heading": "Put answers on the board",
        "button": "Put on the board",
    }
    return unkept(render_page(request, "bargaining/form.html", context))


@require_safe
def mine(request: StaffRequest) -> HttpResponse:
    """What the person's own departments are asked now. It names no negotiation."""
    context = {"asked": asked_of(request.user), "sent": sent_by(request.user)}
    return unkept(render_page(request, "bargaining/intake_mine.html", context))


@require_http_methods(["GET", "POST"])
def answer(request: StaffRequest, token: str) -> HttpResponse:
    """Answer for one's department; 404 for whoever is no contact of it, word for word as for no such address."""
    asked = asked_by_token(request.user, token)
    if asked is None:
        raise Http404
    form = IntakeForm(request.POST or None)
    if form.is_valid():
        try:
            intake.send_intake(
                negotiation_id=asked.negotiation_id, department=asked.department, invitation=asked,
                by=request.user, at=clock.now(), **form.cleaned_data,
            )  # fmt: skip
        except MoveRefused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, "Sent to Labor Relations. You may send another.")
            return redirect_page(request, reverse("bargaining:intake", args=[token]))
    context = {"asked": asked, "form": form, "sent": sent_by(request.user).filter(invitation=asked)}
    return unkept(render_page(request, "bargaining/intake.html", context))


def _suggested(request: StaffRequest, waiting: QuerySet[DepartmentIntake]) -> dict[str, object]:
    """What the answer asked for brings along: its article and the beginning of its words."""
    row = waiting.filter(pk=request.GET["pk"]).first() if request.GET.get("pk", "").isdecimal() else None
    if row is None:
        return {}
    return {"intakes": [row], "number": row.article, "title": (row.requested_change or row.problem)[:60].strip()}
