"""What somebody needs to take part, and what was arranged."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest
from training.actions import accommodations as actions
from training.actions.accommodations import NeedsChanged, stamp_of
from training.forms.sessions import ArrangedForm, NeedsForm
from training.models.sessions import AccommodationRequest, Enrolment, TrainingSession
from training.queries.sessions import is_asked_by_another
from training.views.seats import find_seat
from training.views.sessions import find


@require_http_methods(["GET", "POST"])
@requires(Permission.TRAINING_READ)
def needs(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    """What somebody needs to take part; read by whoever arranges it and whoever enters it."""
    session, enrolment = find_seat(request, reference, pk)
    known = _known(request, enrolment)
    initial = {"needs": known.needs if known else "", "seen": stamp_of(known)}
    form = NeedsForm(request.POST or None, initial=initial)
    theirs = None
    if form.is_valid():
        try:
            actions.ask_accommodation(enrolment_id=enrolment.pk, by=request.user, at=clock.now(), **form.cleaned_data)
        except NeedsChanged as changed:
            theirs = _show_both(request, form, changed)
        else:
            messages.success(request, "Kept. Only the trainer and you read it.")
            return redirect_page(request, session.get_absolute_url())
    context = {
        "form": form, "session": session, "heading": f"What {enrolment.employee} needs to take part", "lead": "",
        "theirs": theirs.needs if theirs else "", "is_closed": is_asked_by_another(request.user, enrolment),
    }  # fmt: skip
    return render_page(request, "training/needs.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.TRAINING_EDIT)
def arrange(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    """What was arranged for somebody."""
    session = find(request, reference)
    asked = _asked(request, session, pk)
    form = ArrangedForm(request.POST or None, initial={"arranged": asked.arranged, "seen": stamp_of(asked)})
    theirs = None
    if form.is_valid():
        try:
            actions.arrange_accommodation(request_id=asked.pk, by=request.user, at=clock.now(), **form.cleaned_data)
        except NeedsChanged as changed:
            theirs = _show_both(request, form, changed)
        else:
            messages.success(request, "Kept.")
            return redirect_page(request, session.get_absolute_url())
    context = {
        "form": form, "session": session, "heading": f"Arrange for {asked.enrolment.employee}", "lead": asked.needs,
        "theirs": theirs.arranged if theirs else "", "is_closed": False,
    }  # fmt: skip
    return render_page(request, "training/needs.html", context)


def _show_both(
    request: StaffRequest, form: NeedsForm | ArrangedForm, changed: NeedsChanged
) -> AccommodationRequest | None:
    """Say what happened, keep what was typed, and let the next press count as having seen theirs."""
    form.add_error(None, str(changed))
    given = request.POST.copy()
    given["seen"] = stamp_of(changed.theirs)
    form.data = given
    return changed.theirs


def _known(request: StaffRequest, enrolment: Enrolment) -> AccommodationRequest | None:
    return AccommodationRequest.objects.visible_to(request.user).filter(enrolment=enrolment).first()


def _asked(request: StaffRequest, session: TrainingSession, pk: int) -> AccommodationRequest:
    rows = AccommodationRequest.objects.visible_to(request.user).filter(enrolment__session=session)
    return get_object_or_404(rows.select_related("enrolment__employee"), enrolment=pk)
