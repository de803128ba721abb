"""New procedures begun in the editor, and open matters put under a newer version."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from labor_office.core.deadlines.actions import versions as actions
from labor_office.core.deadlines.actions.beginning import begin_procedure
from labor_office.core.deadlines.forms.drafting import BeginForm, FollowForm
from labor_office.core.deadlines.models.procedures import VersionState
from labor_office.core.deadlines.queries import editor
from labor_office.core.deadlines.queries.followers import followers
from labor_office.core.deadlines.queries.holidays import effect
from labor_office.core.deadlines.views.procedures import find
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest

SAVE = "save"


@require_http_methods(["GET", "POST"])
@requires(Permission.PROCEDURE_EDIT)
def begin(request: StaffRequest) -> HttpResponse:
    """A new procedure: an empty draft, or a copy of a version there is, of whatever unit."""
    asked = request.GET.get("like", "")
    form = BeginForm(request.POST or None, initial={"like": asked} if asked.isdigit() else {})
    if form.is_valid():
        draft = begin_procedure(by=request.user, at=clock.now(), **form.cleaned_data)
        messages.success(request, "The draft is begun. It counts for nobody until it is published.")
        return redirect_page(request, reverse("deadlines:version", args=[draft.procedure.slug, draft.number]))
    return render_page(request, "deadlines/procedure_begin.html", {"form": form})


@require_http_methods(["GET", "POST"])
@requires(Permission.PROCEDURE_EDIT)
def matters(request: StaffRequest, slug: str, number: int) -> HttpResponse:
    """Open matters under earlier versions: they stay, unless they are ticked, looked at and moved."""
    version = find(list(editor.versions_of(slug)), number)
    if version.state == VersionState.DRAFT:
        raise Http404
    rows = followers(version, reader=request.user)
    is_saved = request.POST.get("do") == SAVE
    form = FollowForm(request.POST or None, matters=[row.matter.pk for row in rows], is_saved=is_saved)
    context: dict[str, Any] = {"version": version, "rows": rows, "form": form}
    if form.is_valid():
        act: dict[str, Any] = {
            "version_id": version.pk, "matter_ids": form.cleaned_data["matters"],
            "by": request.user, "at": clock.now(), "today": clock.today(),
        }  # fmt: skip
        if is_saved:
            actions.put_under(reason=form.cleaned_data["reason"], **act)
            count = len(act["matter_ids"])
            messages.success(request, f"{count} matter{'' if count == 1 else 's'} now under version {number}.")
            return HttpResponseRedirect(reverse("deadlines:version", args=[slug, number]))
        context["effect"] = effect(actions.preview_under(**act), reader=request.user, today=clock.today())
    return render_page(request, "deadlines/procedure_matters.html", context)
