"""Sessions: planned, begun, ended, who was there, their minutes."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from bargaining.actions import sessions
from bargaining.forms.table import AttendanceForm, FactsForm, MinutesForm, SessionForm
from bargaining.models.negotiation import Negotiation
from bargaining.models.sessions import Session
from bargaining.rules.board import MoveRefused
from bargaining.rules.vocabulary import Side
from bargaining.views.pages import for_the_seated, found, page_context, require_seat, show_safe, unkept
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest

FACTS = ("agenda", "place", "planned_from", "planned_until", "release_hours")


@require_http_methods(["GET", "POST"])
@requires(Permission.BARGAINING_READ)
def listing(request: StaffRequest, reference: str) -> HttpResponse:
    """The sessions so far, and a form to plan the next."""
    negotiation = found(request, reference)
    form = SessionForm(request.POST or None)
    if request.method == "POST":
        require_seat(request, negotiation)
    if form.is_valid():
        try:
            planned = sessions.plan_session(
                negotiation_id=negotiation.pk, by=request.user, at=clock.now(), **form.cleaned_data
            )
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{planned} is planned.")
            return redirect_page(request, reverse("bargaining:sessions", args=[reference]))
    held = negotiation.sessions.order_by("-number")
    context = page_context(request, negotiation, here="sessions") | {"form": form, "held": held}
    return unkept(render_page(request, "bargaining/sessions.html", context))


@require_http_methods(["GET", "POST"])
@requires(Permission.BARGAINING_READ)
def detail(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """One session: its log, who was in the room, its minutes: saved as often as need be, issued once."""
    negotiation = found(request, reference)
    session = _session(negotiation, number)
    began = {"minutes": session.minutes, "was": sessions.fingerprint(session.minutes)}
    form = MinutesForm(request.POST or None, initial=began)
    theirs = ""
    if request.method == "POST":
        require_seat(request, negotiation)
    if form.is_valid():
        try:
            said = _keep_minutes(request, session, form)
        except sessions.MinutesChanged as changed:
            theirs = changed.theirs
            # Sent again, both have been read.
            form = MinutesForm(request.POST.dict() | {"was": sessions.fingerprint(theirs)})
            form.add_error(None, str(changed))
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, said)
            return redirect_page(request, _address(negotiation, session))
    context = page_context(request, negotiation, here="sessions") | _shown(session) | {"form": form, "theirs": theirs}
    return unkept(render_page(request, "bargaining/session.html", context))


@require_http_methods(["GET", "POST"])
@for_the_seated
@requires(Permission.BARGAINING_READ)
def facts(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """Agenda, place, planned hours, release time."""
    negotiation = found(request, reference)
    require_seat(request, negotiation)
    session = _session(negotiation, number)
    form = FactsForm(request.POST or None, initial={name: getattr(session, name) for name in FACTS})
    if form.is_valid():
        try:
            sessions.describe_session(session_id=session.pk, by=request.user, at=clock.now(), **form.cleaned_data)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{session} is saved.")
            return redirect_page(request, _address(negotiation, session))
    context = page_context(request, negotiation, here="sessions") | {
        "form": form,
        "heading": f"{session}: agenda and hours",
        "button": "Save",
    }
    return unkept(render_page(request, "bargaining/form.html", context))


@require_POST
@for_the_seated
@requires(Permission.BARGAINING_READ)
def act(request: StaffRequest, reference: str, number: int, what: str) -> HttpResponse:
    """Begin or end a session, or say who is in the room."""
    negotiation = found(request, reference)
    require_seat(request, negotiation)
    session = _session(negotiation, number)
    try:
        _do(request, session, what)
    except MoveRefused as refused:
        messages.error(request, str(refused))
        return redirect_page(request, _address(negotiation, session))
    if what == "start":
        show_safe(request, negotiation, session, safe=request.POST.get("at_the_table") == "1")
        return redirect_page(request, reverse("bargaining:table", args=[reference]))
    return redirect_page(request, _address(negotiation, session))


def _shown(session: Session) -> dict[str, object]:
    present = list(session.attendance.all())
    names = {side.lower(): "\n".join(row.name for row in present if row.side == side) for side in Side}
    later = session.negotiation.sessions.filter(number__gt=session.number).order_by("number")
    return {
        "session": session,
        "next": later.first(),
        "entries": session.entries.select_related("issue", "logged_by"),
        "attendance": AttendanceForm(initial=names, auto_id="room_%s"),
        "present": present,
    }


def _keep_minutes(request: StaffRequest, session: Session, form: MinutesForm) -> str:
    """Save or issue, as the button said; what to say of it."""
    given = {"minutes": form.cleaned_data["minutes"], "was": form.cleaned_data["was"]}
    if request.POST.get("do") == "save":
        sessions.save_minutes(session_id=session.pk, by=request.user, at=clock.now(), **given)
        return f"The minutes of {session} are saved. They are not issued yet."
    sessions.issue_minutes(session_id=session.pk, by=request.user, at=clock.now(), **given)
    return f"The minutes of {session} are issued."


def _do(request: StaffRequest, session: Session, what: str) -> None:
    by, at = request.user, clock.now()
    if what == "start":
        sessions.start_session(session_id=session.pk, by=by, at=at)
        messages.success(request, f"{session} has begun.")
    elif what == "end":
        sessions.end_session(session_id=session.pk, by=by, at=at)
        messages.success(request, f"{session} has ended. Its minutes are begun from the log.")
    else:
        form = AttendanceForm(request.POST)
        if form.is_valid():
            given = form.cleaned_data
            sessions.record_attendance(
                session_id=session.pk, city=given["city"].splitlines(), union=given["union"].splitlines()
            )
            messages.success(request, "Who is in the room is kept.")


def _session(negotiation: Negotiation, number: int) -> Session:
    session = negotiation.sessions.filter(number=number).first()
    if session is None:
        raise Http404
    return session


def _address(negotiation: Negotiation, session: Session) -> str:
    return reverse("bargaining:session", args=[negotiation.reference, session.number])
