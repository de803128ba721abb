"""The page of an arbitration, charge, discipline case or information request."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Value
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from grievances.actions.proceedings import MatterClosed, UnknownEvent, record_happening
from grievances.forms.clock import HappeningForm
from grievances.models import Proceeding
from grievances.queries.hearing import hearing_of
from grievances.queries.pages import clock_of
from grievances.queries.procedures import events_recordable
from grievances.views.pages import next_words, require
from labor_office.core.deadlines.actions.clocks import Happened
from labor_office.core.deadlines.actions.triggers import AlreadyRecorded
from labor_office.core.matters import kinds
from labor_office.core.matters.actions.record import record_reading
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.paging import paginate
from labor_office.core.web.requests import StaffRequest

# What changing a matter of each kind needs.
_NEEDS = {
    "grievance": Permission.GRIEVANCE_EDIT,
    "discipline": Permission.DISCIPLINE_EDIT,
}


@require_safe
def detail(request: StaffRequest, reference: str, kind: str) -> HttpResponse:
    """Where it stands, what is owed next and why that day, and its newest history."""
    try:
        hearing = hearing_of(request.user, kind, reference, today=clock.today())
    except Proceeding.DoesNotExist:
        raise Http404 from None
    record_reading(matter=hearing.proceeding, by=request.user, at=clock.now())
    context = {
        "hearing": hearing,
        "proceeding": hearing.proceeding,
        "kind": kinds.get(kind),
        "today": clock.today(),
        "may_edit": request.user.may(_NEEDS.get(kind, Permission.PROCEEDING_EDIT)),
    }
    return render(request, "grievances/proceeding.html", context)


@require_http_methods(["GET", "POST"])
def happening(request: StaffRequest, reference: str) -> HttpResponse:
    """Record anything that the matter's procedure counts from or is met by."""
    matter = get_object_or_404(Matter.objects.visible_to(request.user), reference=reference)
    require(request, _NEEDS.get(matter.kind, Permission.PROCEEDING_EDIT))
    started = clock_of(matter.pk)
    if started is None:
        raise Http404
    record_reading(matter=matter, by=request.user, at=clock.now())
    events = list(events_recordable(matter.kind, started.version_id, tuple(started.kinds)).items())
    form = HappeningForm(request.POST or None, today=clock.today(), events=events)
    if form.is_valid():
        given = form.cleaned_data
        what = Happened(given["event"], given["on"], given["hour"], label=given["label"])
        who: dict[str, Any] = {"by": request.user, "at": clock.now(), "today": clock.today()}
        try:
            record_happening(matter_id=matter.pk, what=what, **who)
        except (MatterClosed, UnknownEvent, AlreadyRecorded) as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, f"Recorded. {next_words(matter.pk, clock.today())}".strip())
            return redirect_page(request, matter.get_absolute_url())
    return render_page(request, "grievances/happening.html", {"matter": matter, "form": form})


@require_safe
def listing(request: StaffRequest, kind: str) -> HttpResponse:
    """The open proceedings of one kind that the person may see, soonest due first."""
    found = Proceeding.objects.visible_to(request.user).open().filter(kind=kind).select_related("unit", "owner")
    # A column that is never null orders the page: those that owe nothing stand last.
    due = found.annotate(due=Coalesce("next_due_on", Value(date.max)))
    page = paginate(due, order=("due", "pk"), query=request.GET)
    return render_page(request, "grievances/proceedings.html", {"kind": kinds.get(kind), "page": page})
