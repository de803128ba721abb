"""The pages of sessions: list, one, scheduled, moved, called off."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.paging import paginate
from labor_office.core.web.requests import StaffRequest
from training.actions import sessions as actions
from training.forms.sessions import BecauseForm, HoursForm, MoveForm, SessionFilter, SessionForm
from training.models.sessions import TrainingSession
from training.queries.courses import seats_of, sessions_with_seats
from training.queries.history import history_of
from training.queries.sessions import session_page

REFUSALS = (actions.SessionOver, actions.RoomTooSmall, actions.NotEnded)


@require_safe
@requires(Permission.TRAINING_READ)
def listing(request: StaffRequest) -> HttpResponse:
    """Who teaches what, when; those to come first."""
    form = SessionFilter(request.GET)
    given, today = form.filled(), clock.today()
    found = sessions_with_seats(request.user)
    standing = given.get("standing")
    if standing == "past":
        found = found.filter(held_on__lt=today, cancelled_at=None)
    elif standing == "cancelled":
        found = found.exclude(cancelled_at=None)
    elif standing != "all":
        found = found.filter(pk__in=TrainingSession.objects.visible_to(request.user).to_come(today).values("pk"))
    if given.get("course"):
        found = found.filter(version__course=given["course"])
    if given.get("department"):
        found = found.filter(pk__in=seats_of(request.user, given["department"], today=today).values("session"))
    order = ("-held_on", "-pk") if standing in {"past", "all", "cancelled"} else ("held_on", "pk")
    context = {
        "form": form,
        "page": paginate(found, order=order, query=request.GET),
        "count": found.count(),
        "today": today,
        "may_edit": request.user.may(Permission.TRAINING_EDIT),
    }
    return render_page(request, "training/sessions.html", context, fragments={"results": "training/_sessions.html"})


@require_safe
@requires(Permission.TRAINING_READ)
def detail(request: StaffRequest, reference: str) -> HttpResponse:
    """One session: when, where, who comes; a liaison reads the people of departments of theirs."""
    session = find(request, reference)
    context = {
        **session_page(request.user, session, today=clock.today()),
        "events": history_of(request.user, session=session.reference)[:12],
        "may_edit": request.user.may(Permission.TRAINING_EDIT),
    }
    return render(request, "training/session.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.TRAINING_EDIT)
def new(request: StaffRequest) -> HttpResponse:
    """Put a session on the calendar."""
    initial = {"course": request.GET.get("course", ""), "trainer": request.user, "capacity": 22}
    form = SessionForm(request.POST or None, today=clock.today(), initial=initial)
    if form.is_valid():
        session = actions.schedule_session(version=form.version(), by=request.user, at=clock.now(), **form.held())
        messages.success(request, f"{session} is on the calendar. Enrol people now; each gets an invitation.")
        return redirect_page(request, session.get_absolute_url())
    return _form(request, form, heading="Schedule a session", button="Schedule session")


@require_http_methods(["GET", "POST"])
@requires(Permission.TRAINING_EDIT)
def move(request: StaffRequest, reference: str) -> HttpResponse:
    """Another day, hour, place or trainer."""
    session = find(request, reference)
    names = ("held_on", "begins_at", "ends_at", "place", "link", "trainer", "trainer_name", "capacity")
    initial = {name: getattr(session, name) for name in names} | {
        "begins_at": f"{session.begins_at:%H:%M}", "ends_at": f"{session.ends_at:%H:%M}",
    }  # fmt: skip
    form = MoveForm(request.POST or None, today=clock.today(), initial=initial)

    def save() -> TrainingSession:
        return actions.move_session(
            session_id=session.pk, today=clock.today(), by=request.user, at=clock.now(), **form.held()
        )

    return _change(request, session, form, save, heading="Change the session", button="Save and tell everyone enrolled")


@require_http_methods(["GET", "POST"])
@requires(Permission.TRAINING_EDIT)
def cancel(request: StaffRequest, reference: str) -> HttpResponse:
    """Call it off."""
    session = find(request, reference)
    form = BecauseForm(request.POST or None, today=clock.today())

    def save() -> TrainingSession:
        return actions.cancel_session(
            session_id=session.pk, today=clock.today(), by=request.user, at=clock.now(), **form.cleaned_data
        )

    return _change(request, session, form, save, heading="Call off the session", button="Call off and tell everyone")


@require_http_methods(["GET", "POST"])
@requires(Permission.TRAINING_EDIT)
def hours(request: StaffRequest, reference: str) -> HttpResponse:
    """From when to when it was really held: the record alone changes."""
    session = find(request, reference)
    initial = {"begins_at": f"{session.begins_at:%H:%M}", "ends_at": f"{session.ends_at:%H:%M}"}
    form = HoursForm(request.POST or None, initial=initial)

    def save() -> TrainingSession:
        return actions.correct_hours(session_id=session.pk, by=request.user, at=clock.now(), **form.cleaned_data)

    said = "The hours are corrected. Nobody was written to; the history says what was planned."
    heading = "Correct the hours"
    return _change(request, session, form, save, heading=heading, button="Correct the record", said=said)


def find(request: StaffRequest, reference: str) -> TrainingSession:
    """The session as this person may read it; 404 otherwise."""
    found = TrainingSession.objects.visible_to(request.user).select_related("version__course", "trainer", "added_by")
    return get_object_or_404(found, reference=reference)


def _change(
    request: StaffRequest,
    session: TrainingSession,
    form: Any,  # noqa: ANN401 -- one of several forms
    save: Any,  # noqa: ANN401 -- a verb without arguments
    *,
    heading: str,
    button: str,
    said: str = "Saved. Everyone enrolled is told, and their calendars change.",
) -> HttpResponse:
    if form.is_valid():
        try:
            save()
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return redirect_page(request, session.get_absolute_url())
    return _form(request, form, heading=heading, button=button, session=session)


def _form(
    request: StaffRequest,
    form: Any,  # noqa: ANN401 -- one of several forms
    *,
    heading: str,
    button: str,
    session: TrainingSession | None = None,
) -> HttpResponse:
    context = {"form": form, "heading": heading, "button": button, "session": session}
    return render_page(request, "training/session_form.html", context)
