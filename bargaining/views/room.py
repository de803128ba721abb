"""In the room: who looks on, and lines of the log that want better words."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from bargaining import language
from bargaining.actions import table
from bargaining.actions.articles import add_articles
from bargaining.forms.articles import ArticlesForm
from bargaining.forms.table import CorrectForm
from bargaining.models.negotiation import Negotiation, on_day
from bargaining.rules.board import CORRECTABLE, MoveRefused
from bargaining.views.pages import (
    for_the_seated,
    found,
    is_watched,
    look_on,
    page_context,
    require_seat,
    show_safe,
    unkept,
)
from bargaining.views.watching import stop_leaving
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest
from labor_office.core.web.sessions import TABLE_SAFE


@require_http_methods(["GET", "POST"])
def leave(request: StaffRequest) -> HttpResponse:
    """Out of table-safe view from any page, with the second factor of whoever has set one.

    It asks for no table and no role: whoever was taken off every table meanwhile leaves it here too.
    """
    if not is_watched(request):
        return redirect_page(request, _after(request, set()))
    if request.method == "GET":
        return unkept(render_page(request, "bargaining/leave_watched.html", {}))
    stopped = stop_leaving(request, request.path)
    if stopped is not None:
        return stopped
    kept = set(request.session[TABLE_SAFE])
    look_on(request, set())
    return redirect_page(request, _after(request, kept))


def _after(request: StaffRequest, kept: set[str]) -> str:
    """Back to the table that was shown so, else to the list of tables, else home."""
    table = Negotiation.objects.visible_to(request.user).filter(reference__in=kept).order_by("reference").first()
    if table is not None:
        return reverse("bargaining:table", args=[table.reference])
    return reverse("bargaining:list") if request.user.may(Permission.BARGAINING_READ) else "/"


@require_POST
@requires(Permission.BARGAINING_READ)
def place(request: StaffRequest, reference: str) -> HttpResponse:
    """Say whether one sits at the table now: then it is shown so that the union may look on."""
    negotiation = found(request, reference)
    live = negotiation.sessions.filter(started_at__isnull=False, ended_at=None).first()
    if live is not None:
        show_safe(request, negotiation, live, safe=request.POST.get("at_the_table") == "1")
    return redirect_page(request, reverse("bargaining:table", args=[reference]))


@require_http_methods(["GET", "POST"])
@for_the_seated
@requires(Permission.BARGAINING_READ)
def articles(request: StaffRequest, reference: str) -> HttpResponse:
    """Put articles of the agreement in force on the board."""
    negotiation = found(request, reference)
    require_seat(request, negotiation)
    there = set(negotiation.issues.values_list("number", flat=True))
    outline = language.current_outline(negotiation.unit_id or 0, on_day(negotiation))
    typed = request.POST if request.method == "POST" else None
    form = ArticlesForm(typed, headings=[one for one in outline if one.number not in there])
    if form.is_valid():
        try:
            made = add_articles(negotiation_id=negotiation.pk, articles=form.chosen, by=request.user, at=clock.now())
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{len(made)} article{'' if len(made) == 1 else 's'} put on the board.")
            return redirect_page(request, reverse("bargaining:table", args=[reference]))
    context = page_context(request, negotiation, here="table") | {"form": form, "has_outline": bool(outline)}
    return unkept(render_page(request, "bargaining/articles.html", context))


@require_http_methods(["GET", "POST"])
@for_the_seated
@requires(Permission.BARGAINING_READ)
def correct(request: StaffRequest, reference: str, entry: int) -> HttpResponse:
    """Better words for a line one logged: in its first 15 minutes in its place, later beside it."""
    negotiation = found(request, reference)
    require_seat(request, negotiation)
    line = negotiation.entries.select_related("issue").filter(pk=entry, logged_by=request.user).first()
    if line is None:
        raise Http404
    at = clock.now()
    is_late = at - line.logged_at > CORRECTABLE
    form = CorrectForm(request.POST or None, initial={} if is_late else {"words": line.words})
    if form.is_valid():
        try:
            kept = table.correct_entry(entry_id=line.pk, words=form.cleaned_data["words"], by=request.user, at=at)
        except MoveRefused as refused:
            form.add_error("words", str(refused))
        else:
            messages.success(request, "Corrected." if kept.pk == line.pk else "Added to the line; what it said stays.")
            chosen = f"?issue={line.issue.number}" if line.issue else ""
            return redirect_page(request, reverse("bargaining:table", args=[reference]) + chosen)
    context = page_context(request, negotiation, here="table") | {
        "form": form,
        "line": line,
        "is_late": is_late,
        "heading": "Add to a line of the log" if is_late else "Correct a line of the log",
        "button": "Add it" if is_late else "Correct it",
    }
    return unkept(render_page(request, "bargaining/correct.html", context))
