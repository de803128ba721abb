"""Putting a loaded procedure to use."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from labor_office.core.deadlines.actions.adopting import InUse, adopt_procedure
from labor_office.core.deadlines.forms.using import UseForm
from labor_office.core.deadlines.queries import editor
from labor_office.core.deadlines.views.procedures import find
from labor_office.core.users.permissions import Permission
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest


@require_http_methods(["GET", "POST"])
@requires(Permission.PROCEDURE_EDIT)
def use(request: StaffRequest, slug: str, number: int) -> HttpResponse:
    """Say which unit's matters run under a procedure, and by whose working days."""
    version = find(list(editor.versions_of(slug)), number)
    procedure = version.procedure
    begin = {
        "title": procedure.title,
        "matter_kind": procedure.matter_kind,
        "unit": procedure.unit_id,
        "calendar": editor.suggested_calendar(procedure),
    }
    form = UseForm(request.POST or None, initial=begin, procedure=procedure)
    if form.is_valid():
        try:
            adopted = adopt_procedure(procedure_id=procedure.pk, **form.cleaned_data)
        except InUse as refusal:
            form.add_error(None, str(refusal))
        else:
            whose = adopted.unit.name if adopted.unit else "every unit"
            messages.success(request, f"{adopted.title}: new matters of {whose} run under it from its effective date.")
            return redirect_page(request, reverse("deadlines:version", args=[slug, number]))
    return render_page(request, "deadlines/procedure_use.html", {"version": version, "form": form})
