"""What concerns several tables: one subject across them, and parity clauses."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from bargaining.actions import parity
from bargaining.forms.parity import EndClauseForm, ParityForm
from bargaining.queries.parity import clause_rows
from bargaining.queries.topics import across_tables
from bargaining.rules.board import MoveRefused
from bargaining.rules.topics import Topic
from bargaining.views.pages import is_watched, unkept
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.navigation import Link
from labor_office.core.web.requests import StaffRequest


@require_safe
@requires(Permission.BARGAINING_READ)
def topics(request: StaffRequest) -> HttpResponse:
    """Wages across all tables; every other subject is a click away."""
    return topic(request, Topic.WAGES.lower())


@require_safe
@requires(Permission.BARGAINING_READ)
def topic(request: StaffRequest, slug: str) -> HttpResponse:
    """One subject at every open table this person sees. While the union looks on at one, there is no such page."""
    _refuse_watched(request)
    try:
        asked = Topic(slug.upper())
    except ValueError:
        raise Http404 from None
    across = across_tables(request.user, asked)
    links = [
        Link(words, reverse("bargaining:topic", args=[each.lower()]), count=str(count), is_current=each is asked)
        for each, words, count in across.topics
    ]
    return unkept(render_page(request, "bargaining/topic.html", {"across": across, "links": links}))


@require_safe
@requires(Permission.BARGAINING_READ)
def clauses(request: StaffRequest) -> HttpResponse:
    """Every parity clause, and what sets it off at tables this person sees."""
    _refuse_watched(request)
    context = {
        "rows": clause_rows(request.user),
        "today": clock.today(),
        "may_edit": request.user.may(Permission.BARGAINING_EDIT),
    }
    return unkept(render_page(request, "bargaining/parity.html", context))


@require_http_methods(["GET", "POST"])
@requires(Permission.BARGAINING_EDIT)
def new_clause(request: StaffRequest) -> HttpResponse:
    """Record a parity clause."""
    _refuse_watched(request)
    form = ParityForm(request.POST or None, today=clock.today())
    if form.is_valid():
        given = form.cleaned_data | {"topic": Topic(form.cleaned_data["topic"])}
        try:
            made = parity.record_clause(by=request.user, at=clock.now(), **given)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{made} is recorded.")
            return redirect_page(request, reverse("bargaining:parity"))
    context = {"form": form, "heading": "Record a parity clause", "button": "Record it"}
    return render_page(request, "bargaining/parity_form.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.BARGAINING_EDIT)
def end_clause(request: StaffRequest, pk: int) -> HttpResponse:
    """Say when a clause counts last."""
    _refuse_watched(request)
    row = next((row for row in clause_rows(request.user) if row.clause.pk == pk), None)
    if row is None:
        raise Http404
    form = EndClauseForm(request.POST or None, today=clock.today(), initial={"until_on": row.clause.until_on})
    if form.is_valid():
        try:
            ended = parity.end_clause(clause_id=pk, until_on=form.cleaned_data["until_on"])
        except MoveRefused as refused:
            form.add_error("until_on", str(refused))
        else:
            messages.success(request, f"{ended} has its last day.")
            return redirect_page(request, reverse("bargaining:parity"))
    context = {"form": form, "heading": f"Last day of {row.clause}", "button": "Keep the day"}
    return render_page(request, "bargaining/parity_form.html", context)


def _refuse_watched(request: StaffRequest) -> None:
    if is_watched(request):
        raise Http404
