"""The pages of seats: who gets one, who gives it back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest
from training.actions import seats as actions
from training.actions.inviting import can_be_told
from training.forms.sessions import BecauseForm
from training.models.sessions import Enrolment, TrainingSession
from training.queries.people import candidates, people_visible_to
from training.queries.sessions import may_enrol
from training.rules.vocabulary import EnrolmentState
from training.views.sessions import find

REFUSALS = (actions.AlreadyEnrolled, actions.NotOpen, actions.NotEmployed)


@require_http_methods(["GET", "POST"])
@requires(Permission.TRAINING_READ)
def enrol(request: StaffRequest, reference: str) -> HttpResponse:
    """Search people and put those chosen down; a liaison finds people of departments of theirs."""
    session = find(request, reference)
    if not may_enrol(request.user):
        raise PermissionDenied
    today = clock.today()
    if request.method == "POST":
        _enrol_chosen(request, session)
        query = f"?{urlencode({'q': request.POST.get('q', '')})}" if "again" in request.POST else ""
        back = reverse("training:enrol", args=[reference]) + query
        return redirect_page(request, back if "again" in request.POST else session.get_absolute_url())
    words = request.GET.get("q", "")[:80]
    taken = Enrolment.objects.visible_to(request.user).filter(session=session).exclude(state=EnrolmentState.WITHDRAWN)
    context = {
        "session": session,
        "q": words,
        "found": candidates(request.user, words, today=today),
        "taken": set(taken.values_list("employee_id", flat=True)),
        "free": session.capacity - session.enrolments.enrolled().count(),
    }
    return render_page(request, "training/enrol.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.TRAINING_READ)
def withdraw(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    """Give a seat back."""
    session, enrolment = find_seat(request, reference, pk)
    had_seat = enrolment.state == EnrolmentState.ENROLLED
    form = BecauseForm(request.POST or None, today=clock.today())
    if form.is_valid():
        try:
            actions.withdraw(
                enrolment_id=enrolment.pk, because=form.cleaned_data["because"], by=request.user, at=clock.now()
            )
        except actions.NotOpen as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _withdrawn(enrolment, had_seat=had_seat))
        return redirect_page(request, session.get_absolute_url())
    return _page(request, form, session, heading=f"Withdraw {enrolment.employee}", button="Withdraw")


def _enrol_chosen(request: StaffRequest, session: TrainingSession) -> None:
    """Put down everyone ticked, each by itself; say who got a seat, who waits, and who not and why."""
    chosen = [int(pk) for pk in request.POST.getlist("person") if pk.isdecimal() and len(pk) < 12][:50]
    people = people_visible_to(request.user).filter(pk__in=chosen).order_by("name", "pk")
    seated: list[str] = []
    waiting: list[str] = []
    for person in people:
        try:
            enrolment = actions.enrol(
                session_id=session.pk, employee_id=person.pk, by=request.user, at=clock.now(), today=clock.today()
            )
        except REFUSALS as refusal:
            messages.error(request, str(refusal))
        else:
            (seated if enrolment.state == EnrolmentState.ENROLLED else waiting).append(person.name)
    if seated:
        messages.success(request, f"Enrolled and invited: {', '.join(seated)}.")
    if waiting:
        messages.warning(request, f"The room is full. On the waiting list: {', '.join(waiting)}.")
    if not chosen:
        messages.error(request, "Tick at least one person.")


def _withdrawn(enrolment: Enrolment, *, had_seat: bool) -> str:
    """What was done, and who still must be told by word of mouth."""
    person = enrolment.employee
    told = "and told" if can_be_told(person) else "; no email address is on the roster, so tell them yourself"
    if not had_seat:
        return f"{person} is off the waiting list {told}.".replace(" ;", ";")
    return f"{person} is withdrawn {told}. Whoever waited longest moves up.".replace(" ;", ";")


def find_seat(request: StaffRequest, reference: str, pk: int) -> tuple[TrainingSession, Enrolment]:
    """A seat of a session as this person may handle it; 404 otherwise."""
    session = find(request, reference)
    if not may_enrol(request.user):
        raise PermissionDenied
    rows = Enrolment.objects.visible_to(request.user).filter(session=session).exclude(state=EnrolmentState.WITHDRAWN)
    return session, get_object_or_404(rows.select_related("employee__user"), pk=pk)


def _page(
    request: StaffRequest, form: BecauseForm, session: TrainingSession, *, heading: str, button: str
) -> HttpResponse:
    context = {"form": form, "session": session, "heading": heading, "button": button, "lead": ""}
    return render_page(request, "training/session_form.html", context)
