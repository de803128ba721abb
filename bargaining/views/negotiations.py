"""The list of negotiations, opening one, its team."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from bargaining.actions import negotiations
from bargaining.forms.opening import NegotiationForm, TeamForm
from bargaining.queries.gaps import money_for
from bargaining.queries.lists import negotiations_for
from bargaining.rules.board import MoveRefused
from bargaining.rules.vocabulary import Form, Side, TeamRole
from bargaining.views.pages import found, is_watched, may_name, page_context, unkept
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest


@require_safe
@requires(Permission.BARGAINING_READ)
def listing(request: StaffRequest) -> HttpResponse:
    """The tables this person sits at or was named on."""
    rows = list(negotiations_for(request.user))
    watched = is_watched(request)
    money = {} if watched else money_for(request.user, rows, today=clock.today())
    context = {
        "rows": [(row, money.get(row.pk)) for row in rows],
        "has_money": bool(money),
        "has_rooms": any(one.room is not None for one in money.values()),
        "is_watched": watched,
        "today": clock.today(),
        "may_open": request.user.may(Permission.BARGAINING_EDIT),
    }
    return unkept(render_page(request, "bargaining/list.html", context))


@require_http_methods(["GET", "POST"])
@requires(Permission.BARGAINING_EDIT)
def new(request: StaffRequest) -> HttpResponse:
    """Open a negotiation; whoever opens it is its chief spokesperson until another is named."""
    form = NegotiationForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        opened = negotiations.open_negotiation(
            unit=given["unit"],
            form=Form(given["form"]),
            title=given["title"],
            term=(given["term_starts_on"], given["term_ends_on"]) if given["term_starts_on"] else None,
            agreement_ends_on=given["agreement_ends_on"],
            demanded_on=given["demanded_on"],
            demanded_by=Side(given["demanded_by"]) if given["demanded_by"] else None,
            by=request.user,
            at=clock.now(),
            today=clock.today(),
        )
        messages.success(request, f"{opened.reference} is open. Only its team knows of it: name the team next.")
        return redirect_page(request, reverse("bargaining:team", args=[opened.reference]))
    context = {"form": form, "heading": "Open a negotiation", "button": "Open the negotiation"}
    return render_page(request, "bargaining/new.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.BARGAINING_READ)
def team(request: StaffRequest, reference: str) -> HttpResponse:
    """Both teams; whoever opens negotiations and the chief spokesperson may add to them."""
    negotiation = found(request, reference)
    form = TeamForm(request.POST or None)
    if request.method == "POST" and not may_name(request, negotiation):
        raise PermissionDenied
    if form.is_valid():
        given = form.cleaned_data
        side = Side(given["side"])
        try:
            member = negotiations.name_team_member(
                negotiation_id=negotiation.pk,
                side=side,
                user=given["user"] if side is Side.CITY else None,
                name=given["name"],
                role=TeamRole(given["role"]),
                by=request.user,
                at=clock.now(),
            )
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{member.name} is on the {member.get_side_display()} team.")
            return redirect_page(request, reverse("bargaining:team", args=[reference]))
    members = list(negotiation.team.filter(left_on=None))
    context = page_context(request, negotiation, here="team") | {
        "form": form,
        "may_name": may_name(request, negotiation),
        "city": [member for member in members if member.side == Side.CITY],
        "union": [member for member in members if member.side == Side.UNION],
    }
    return unkept(render_page(request, "bargaining/team.html", context))
