"""The lists of arbitrations, charges, discipline and information requests; recording what happened on any case."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_safe

from grievances.actions.hearing import MatterClosed, UnknownEvent, record_happening
from grievances.filters import ProceedingFilter
from grievances.forms.clock import HappeningForm
from grievances.models import Proceeding
from grievances.queries.acts import needed_for
from grievances.queries.hearing import with_next
from grievances.queries.lists import list_names
from grievances.queries.procedures import events_recordable
from grievances.rules.proceedings import CASES, WORDS
from grievances.views.pages import next_words, require
from labor_office.core.deadlines.actions.clocks import Happened
from labor_office.core.deadlines.actions.triggers import AlreadyRecorded
from labor_office.core.deadlines.queries.situations import clock_of
from labor_office.core.matters import kinds
from labor_office.core.matters.actions.record import record_reading
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import any_of, opens_for
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.paging import paginate
from labor_office.core.web.requests import StaffRequest


@require_http_methods(["GET", "POST"])
@opens_for(any_of(Permission.GRIEVANCE_EDIT, Permission.PROCEEDING_EDIT, Permission.DISCIPLINE_EDIT))
def happening(request: StaffRequest, reference: str, kind: str = "") -> HttpResponse:
    """Record anything that a case's procedure counts from or is met by; 404 for matters that are no case."""
    of_kind = [kind] if kind else CASES
    matter = get_object_or_404(Matter.objects.visible_to(request.user), reference=reference, kind__in=of_kind)
    require(request, needed_for(None, matter.kind))
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
    """The proceedings of one kind that the person may see, open ones unless asked, soonest due first."""
    names, asks, today = list_names(request.user), WORDS[kind], clock.today()
    form = ProceedingFilter(request.GET, units=names.units, departments=names.departments, owners=names.owners)
    found = Proceeding.objects.visible_to(request.user).filter(kind=kind).select_related("unit", "department", "owner")
    rows = with_next(form.apply(found, user=request.user, today=today))
    context = {
        "kind": kinds.get(kind),
        "asks": asks,
        "form": form,
        "filters": len(list(form.applied())),
        "page": paginate(rows, order=("due", "pk"), query=request.GET),
        "may_open": request.user.may(needed_for(None, kind)),
    }
    fragments = {"results": "grievances/_proceeding_rows.html"}
    return render_page(request, "grievances/proceedings.html", context, fragments=fragments)
