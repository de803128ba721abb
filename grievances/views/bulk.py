"""What is done with many grievances at once: taking them out as a file, giving them to someone."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from grievances.actions.assigning import assign
from grievances.actions.exporting import record_export
from grievances.filters import GrievanceFilter
from grievances.forms.assigning import BulkAssignForm
from grievances.queries.exports import csv_lines, file_name
from grievances.queries.lists import grievance_matters, list_names
from labor_office.core.matters.actions.assignment import BackupIsOwner, OwnerShutOut
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.rules import Level
from labor_office.core.users.actions import record_act
from labor_office.core.users.models import PersonEvent
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock, words
from labor_office.core.web.access import requires
from labor_office.core.web.asked import asked_of
from labor_office.core.web.htmx import render_page
from labor_office.core.web.requests import StaffRequest

MOST_AT_ONCE = 100
# How the list is narrowed where nothing was asked.
OPEN = "none, open grievances"


@require_safe
@requires(Permission.EXPORT)
def export(request: StaffRequest) -> HttpResponse:
    """The list in force as CSV with who, when and which filter; restricted ones only when asked for, and then kept."""
    today, at, names = clock.today(), clock.now(), list_names(request.user)
    form = GrievanceFilter(
        request.GET, today=today, units=names.units, departments=names.departments, owners=names.owners
    )
    matters = form.apply(grievance_matters(request.user), user=request.user, today=today)
    with_restricted = request.GET.get("restricted") == "1"
    if with_restricted:
        record_export(matters=matters, by=request.user, at=at)
    else:
        matters = matters.filter(level=Level.OFFICE)
    applied = "; ".join(f"{label}: {value}" for _, label, value in form.applied()) or OPEN
    scope = "restricted included" if with_restricted else "restricted left out"
    record_act(
        actor=request.user, verb=PersonEvent.Verb.EXPORTED, at=at,
        summary=f"Exported the list of grievances, {scope}. Filters: {asked_of(form) or OPEN}",
    )  # fmt: skip
    stamp = f"Exported {words.day_year(today)}, {words.at(at)} by {request.user.name}. Filters: {applied}. " + (
        "Restricted grievances included." if with_restricted else "Restricted grievances left out."
    )
    response = StreamingHttpResponse(csv_lines(matters, stamp=stamp), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file_name(today)}"'
    return response  # type: ignore[return-value]  # streamed, and sent like any other answer


@require_http_methods(["GET", "POST"])
@requires(Permission.MATTER_ASSIGN)
def assign_many(request: StaffRequest) -> HttpResponse:
    """The check page for giving the ticked grievances to one person, and the giving."""
    ticked = (request.POST if request.method == "POST" else request.GET).getlist("grievance")[:MOST_AT_ONCE]
    known = [one for one in ticked if "\x00" not in one]
    matters = list(
        grievance_matters(request.user).filter(reference__in=known).select_related("owner", "backup").order_by("pk")
    )
    if not matters:
        messages.info(request, "Tick the grievances to assign first.")
        return HttpResponseRedirect(reverse("grievances:list"))
    form = BulkAssignForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _assign(request, form, matters):
        return HttpResponseRedirect(reverse("grievances:list"))
    return render_page(request, "grievances/list_assign.html", {"form": form, "matters": matters})


def _assign(request: StaffRequest, form: forms.Form, matters: list[Matter]) -> bool:
    """Give each to the owner chosen; those that cannot be are named and the rest is done."""
    owner, done = form.cleaned_data["owner"], []
    for matter in matters:
        backup = matter.backup if matter.backup_id != owner.pk else None
        try:
            assign(matter_id=matter.pk, owner=owner, backup=backup, by=request.user, at=clock.now())
            done.append(matter.reference)
        except (OwnerShutOut, BackupIsOwner) as refusal:
            form.add_error(None, str(refusal))
    if done:
        messages.success(request, f"{', '.join(done)} assigned to {owner.name}.")
    return not form.errors
