"""The negotiation table and its quick log."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bargaining import language
from bargaining.actions import negotiations, sessions, table
from bargaining.forms.table import CaucusForm, IssueForm, LogForm
from bargaining.models.negotiation import Negotiation, on_day
from bargaining.queries.against import Against, Stand, against_for
from bargaining.queries.board import Board, board_of
from bargaining.queries.comparing import CURRENT
from bargaining.queries.rail import Rail, rail_of, stand_on
from bargaining.queries.since import since_last
from bargaining.rules.board import MoveRefused
from bargaining.rules.vocabulary import Move, Side
from bargaining.views.compared import comparison_context
from bargaining.views.pages import for_the_seated, found, is_safe, look_on, page_context, require_seat, unkept
from bargaining.views.watching import has_given, stop_leaving
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest
from labor_office.core.web.sessions import TABLE_SAFE

# A line that took no longer to arrive was logged as it was typed.
AT_ONCE = timedelta(seconds=15)
FRAGMENTS = {"table-live": "bargaining/_live.html", "compared": "bargaining/_compared.html"}


@require_safe
@requires(Permission.BARGAINING_READ)
def show(request: StaffRequest, reference: str) -> HttpResponse:
    """The table, issue ``?issue=`` chosen; the part of it that changes, for htmx."""
    negotiation = found(request, reference)
    return _table(request, negotiation, request.GET.get("issue", ""))


def _table(
    request: StaffRequest, negotiation: Negotiation, number: str, *, form: LogForm | None = None, status: int = 200
) -> HttpResponse:
    board = board_of(
        request.user,
        negotiation,
        number=number,
        today=clock.today(),
        at=clock.now(),
        is_safe=is_safe(request, negotiation),
    )
    blank = LogForm(initial={"number": board.chosen.issue.number if board.chosen else "", "key": uuid.uuid4()})
    context = page_context(request, negotiation, here="table") | {
        "board": board,
        "log": form or blank,
        "caucus": None if board.is_safe else CaucusForm(auto_id="caucus_%s"),
        "current": _current(negotiation, board),
        "since": since_last(negotiation, board.live),
        "form": form,
        **_compared(request, negotiation, board),
    }
    if not board.is_safe:
        context |= _private(request, negotiation, board)
    return unkept(render_page(request, "bargaining/table.html", context, fragments=FRAGMENTS, status=status))


def _compared(request: StaffRequest, negotiation: Negotiation, board: Board) -> dict[str, Any]:
    """The last position, or what was agreed, against ``?against=``, else against the language in force."""
    subject = board.agreed.agreement if board.agreed else board.latest
    if subject is None:
        return {}
    against = request.GET.get("against", CURRENT)
    return comparison_context(negotiation, subject, against=against, is_safe=board.is_safe)


def _private(request: StaffRequest, negotiation: Negotiation, board: Board) -> dict[str, Rail | Against | Stand | None]:
    """What it costs, for the City; and for a holder of the mandate how it stands to that, on the same packages."""
    cost = rail_of(negotiation, board.chosen.issue) if board.chosen else None
    offers = cost.offers if cost else None
    packages = {Side.CITY: offers.city, Side.UNION: offers.union} if offers else None
    today = clock.today()
    against = against_for(request.user, negotiation, today=today, packages=packages)
    tried = cost.tried if cost else None
    return {
        "cost": cost,
        "against": against,
        "stands": stand_on(tried, against.mandate, today=today) if tried and against else None,
    }


def _current(negotiation: Negotiation, board: Board) -> language.CurrentText | None:
    if board.chosen is None or negotiation.unit_id is None:
        return None
    return language.current_text(negotiation.unit_id, board.chosen.issue.number, on_day(negotiation))


@require_POST
@for_the_seated
@requires(Permission.BARGAINING_READ)
def log(request: StaffRequest, reference: str) -> HttpResponse:
    """Log one line. The page's script sends it and gets the table back; without a script the page comes again."""
    negotiation = found(request, reference)
    require_seat(request, negotiation)
    form = LogForm(request.POST)
    if form.is_valid():
        given, at = form.cleaned_data, clock.now()
        try:
            entry = table.log_entry(
                negotiation_id=negotiation.pk,
                key=given["key"],
                side=Side(given["side"]),
                move=Move(given["move"]),
                number=given["number"],
                words=given["words"],
                typed_at=_waited(given["typed_at"], at),
                by=request.user,
                at=at,
            )
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            number = entry.issue.number if entry.issue else ""
            if request.htmx:
                return _table(request, negotiation, number)
            messages.success(request, "Logged.")
            return redirect_page(request, _address(negotiation, number))
    if request.htmx:
        said = [error for errors in form.errors.values() for error in errors]
        return JsonResponse({"refused": " ".join(map(str, said))}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return _table(request, negotiation, form.data.get("number", ""), form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _waited(typed_at: datetime | None, at: datetime) -> datetime | None:
    """When a line was typed, if it waited for a connection; a browser whose clock runs ahead says nothing."""
    return typed_at if typed_at is not None and at - typed_at > AT_ONCE else None


def _address(negotiation: Negotiation, number: str) -> str:
    address = reverse("bargaining:table", args=[negotiation.reference])
    return f"{address}?issue={number}" if number else address


@require_safe
@requires(Permission.BARGAINING_READ)
def version(request: StaffRequest, reference: str) -> JsonResponse:
    """How many changes the table has seen: an open page asks whether it is behind."""
    return JsonResponse({"version": found(request, reference, is_asked_again=True).version})


@require_http_methods(["GET", "POST"])
@requires(Permission.BARGAINING_READ)
def safe(request: StaffRequest, reference: str) -> HttpResponse:
    """Into table-safe view or out of it, for this whole session, reload, other tables and windows included.

    Out of it takes the second factor of whoever has set one; given, they come back to this page.
    """
    negotiation = found(request, reference)
    chosen = request.POST.get("issue", "")
    if request.method == "GET":
        if not is_safe(request, negotiation) or not has_given(request):
            return redirect_page(request, _address(negotiation, chosen))
        context = page_context(request, negotiation, here="table")
        return unkept(render_page(request, "bargaining/leave_safe.html", context))
    wanted = request.POST.get("safe") == "1"
    if not wanted and is_safe(request, negotiation):
        stopped = stop_leaving(request, request.path)
        if stopped is not None:
            return stopped
    kept = set(request.session.get(TABLE_SAFE, []))
    look_on(request, kept | {reference} if wanted else set())
    if request.htmx:
        return _table(request, negotiation, chosen)
    return redirect_page(request, _address(negotiation, chosen))


@require_POST
@for_the_seated
@requires(Permission.BARGAINING_READ)
def caucus(request: StaffRequest, reference: str) -> HttpResponse:
    """Keep a privileged note on the chosen issue; table-safe nothing is kept, and nothing says that it might be."""
    negotiation = found(request, reference)
    require_seat(request, negotiation)
    number = request.POST.get("issue", "")
    form = CaucusForm(request.POST, auto_id="caucus_%s")
    if not is_safe(request, negotiation) and form.is_valid():
        issue = negotiation.issues.filter(number=number).first()
        try:
            sessions.write_caucus_note(
                negotiation_id=negotiation.pk,
                words=form.cleaned_data["words"],
                issue=issue,
                by=request.user,
                at=clock.now(),
            )
        except MoveRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, "Note kept.")
    return redirect_page(request, _address(negotiation, number))


@require_http_methods(["GET", "POST"])
@for_the_seated
@requires(Permission.BARGAINING_READ)
def new_issue(request: StaffRequest, reference: str) -> HttpResponse:
    """Put an issue on the board."""
    negotiation = found(request, reference)
    require_seat(request, negotiation)
    form = IssueForm(request.POST or None)
    if form.is_valid():
        try:
            issue = negotiations.add_issue(
                negotiation_id=negotiation.pk, by=request.user, at=clock.now(), **form.cleaned_data
            )
        except MoveRefused as refused:
            form.add_error("number", str(refused))
        else:
            messages.success(request, f"{issue} is on the board.")
            return redirect_page(request, _address(negotiation, issue.number))
    context = page_context(request, negotiation, here="table") | {"form": form, "heading": "Add an issue"}
    return unkept(render_page(request, "bargaining/form.html", context | {"button": "Put it on the board"}))
