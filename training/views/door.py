"""Attendance at the door: on a phone, with or without a network, with or without a script."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.staticfiles import finders
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest
from training.actions import attendance
from training.actions.attendance import AttendanceRefused
from training.forms.attendance import UNREADABLE, PlaceForm, TapsForm, WalkInForm, taps_from_page
from training.models.sessions import TrainingSession
from training.queries.door import Door, DoorRow, door_of, people_like, person_named, walk_ins
from training.rules.attendance import Tap, has_ended
from training.rules.vocabulary import Mark


def found_session(request: StaffRequest, reference: str) -> TrainingSession:
    """The session as this person may see it; 404 otherwise."""
    visible = TrainingSession.objects.visible_to(request.user).select_related("version__course", "trainer")
    return get_object_or_404(visible, reference=reference)


@require_http_methods(["GET", "POST"])
@requires(Permission.TRAINING_EDIT)
def show(request: StaffRequest, reference: str) -> HttpResponse:
    """The list at the door. Posted without a script it saves what changed, then does what the button says."""
    session = found_session(request, reference)
    walk_in = WalkInForm(request.POST if request.POST.get("act") == "walk-in" else None)
    if request.method == "POST":
        try:
            said = _do(request, session, walk_in)
        except AttendanceRefused as why:
            messages.error(request, str(why))
            said = ""
        if said is not None:
            if said:
                messages.success(request, said)
            return redirect_page(request, reverse("training:attendance", args=[reference]))
    context = _context(request, door_of(session)) | {"form": walk_in}
    return render_page(request, "training/attendance.html", context)


def _do(request: StaffRequest, session: TrainingSession, walk_in: WalkInForm) -> str | None:
    """What the page says afterwards; None when the form must be shown again."""
    act = request.POST.get("act", "save")
    given: dict[str, Any] = {"session_id": session.pk, "by": request.user, "at": clock.now()}
    changed = taps_from_page(request.POST, door_of(session).rows)
    if changed:
        refused = attendance.record_taps(taps=changed, **given)
        for why in set(refused.values()):
            messages.error(request, why)
    if act == "all":
        return f"{attendance.mark_all_present(**given)} marked present."
    if act == "finish":
        done = attendance.finish_attendance(**given)
        return f"Attendance finished. {done} {'person has' if done == 1 else 'people have'} completed the course."
    if act == "walk-in":
        if not walk_in.is_valid():
            return None
        tap = Tap(uuid4(), str(uuid4()), Mark.PRESENT, **walk_in.cleaned_data)
        attendance.record_taps(taps=[tap], **given)
        return f"{walk_in.cleaned_data['name']} was added."
    return "Saved." if changed else "Nothing was changed."


def _context(request: StaffRequest, door: Door) -> dict[str, Any]:
    session = door.session
    return {
        "session": session,
        "door": door,
        "is_early": session.held_on > clock.today(),
        "at": _milliseconds(),
        "has_ended": has_ended(session.held_on, session.ends_at, at=timezone.localtime(clock.now())),
        "marks": [(mark.value, words) for mark, words in SHORT_WORDS.items()],
    }


# Three words that fit beside each other on the narrowest phone.
SHORT_WORDS = {Mark.PRESENT: "Present", Mark.ABSENT: "Absent", Mark.PARTIAL: "Partial"}


@require_POST
@requires(Permission.TRAINING_EDIT)
def taps(request: StaffRequest, reference: str) -> HttpResponse:
    """Keep what a device held; the list as it stands now, and what was refused with the reason."""
    session = found_session(request, reference)
    form = TapsForm(request.POST)
    if not form.is_valid():
        words = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return JsonResponse({"refused": words}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        refused = attendance.record_taps(
            session_id=session.pk, taps=form.cleaned_data["taps"], by=request.user, at=clock.now()
        )
    except AttendanceRefused as why:
        return JsonResponse({"refused": str(why)}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    rows = {row.who: _told(row) for row in door_of(session).rows}
    said = set(refused.values()) | ({UNREADABLE} if form.unreadable else set())
    return JsonResponse({"rows": rows, "refused": sorted(said), "at": _milliseconds()})


@require_safe
@requires(Permission.TRAINING_EDIT)
def worker(request: StaffRequest, reference: str) -> HttpResponse:
    """The script that keeps this page on the device; served from its address, it may touch no other page."""
    found_session(request, reference)
    source = finders.find("js/door-worker.js")
    if source is None:
        raise Http404
    response = HttpResponse(Path(source).read_bytes(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


def _told(row: DoorRow) -> dict[str, str]:
    """A row as a device shows it."""
    return {
        "name": row.name, "detail": row.detail, "mark": row.mark, "note": row.note,
        "in": f"{row.in_at:%H:%M}" if row.in_at else "", "out": f"{row.out_at:%H:%M}" if row.out_at else "",
        "flag": "Walk-in, not on the roster" if row.is_off_roster else "Walk-in" if row.is_walk_in else "",
    }  # fmt: skip


def _milliseconds() -> int:
    """The moment, by which a device tells an older list from a newer."""
    return int(clock.now().timestamp() * 1000)


@require_http_methods(["GET", "POST"])
@requires(Permission.TRAINING_EDIT)
def place(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    """Find a walk-in on the roster."""
    session = found_session(request, reference)
    row = get_object_or_404(walk_ins(session), pk=pk)
    words = request.GET.get("q", row.walk_in_name)
    form = PlaceForm(request.POST or None, people=people_like(words, on=session.held_on))
    if form.is_valid():
        person = person_named(form.cleaned_data["person"])
        if person is None:
            raise Http404
        try:
            attendance.place_walk_in(attendance_id=row.pk, employee=person, by=request.user, at=clock.now())
        except AttendanceRefused as why:
            form.add_error("person", str(why))
        else:
            messages.success(request, f"{row.walk_in_name} is {person}.")
            return redirect_page(request, reverse("training:attendance", args=[reference]))
    context = {"session": session, "row": row, "form": form, "words": words}
    return render_page(request, "training/walk_in.html", context)
