"""A scenario taken out of the desk: as PDF, as CSV, as a workbook."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from bargaining.actions.cost_papers import ask_for_costing
from bargaining.actions.scenarios import record_export
from bargaining.queries.cost_papers import as_csv, as_xlsx, paper_of, printing_of, rows_of
from bargaining.queries.scenarios import scenario_page
from bargaining.views.costing import unsafe
from bargaining.views.pages import unkept
from bargaining.views.scenarios import one_of
from labor_office.core.documents.views.files import send_document
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock, words
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest

FORMS = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@require_POST
@requires(Permission.BARGAINING_READ)
def print_paper(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    """Have the scenario set as an accessible PDF by the worker; it is kept among the negotiation's papers."""
    scenario = one_of(unsafe(request, reference), pk)
    ask_for_costing(scenario_id=scenario.pk, by=request.user, at=clock.now())
    return redirect_page(request, reverse("bargaining:scenario", args=[reference, pk]) + "#printing")


@require_safe
@requires(Permission.BARGAINING_READ)
def printing(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    """How far the PDF is; the open page of the scenario asks every two seconds until it is there."""
    negotiation = unsafe(request, reference, is_asked_again=True)
    scenario = one_of(negotiation, pk)
    document, job = printing_of(paper_of(scenario))
    context = {"negotiation": negotiation, "scenario": scenario, "document": document, "job": job}
    return unkept(render_page(request, "bargaining/costing/_printing.html", context))


@require_safe
@requires(Permission.BARGAINING_READ)
def paper(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    """The PDF itself, the newest that was set."""
    document, _ = printing_of(paper_of(one_of(unsafe(request, reference), pk)))
    if document is None:
        raise Http404
    record_export(scenario_id=pk, form="PDF", by=request.user, at=clock.now())
    return send_document(document)


@require_safe
@requires(Permission.EXPORT)
def sheet(request: StaffRequest, reference: str, pk: int, form: str) -> HttpResponse:
    """The scenario as CSV or a workbook, with who took it out and when."""
    negotiation = unsafe(request, reference)
    if form not in FORMS:
        raise Http404
    page = scenario_page(one_of(negotiation, pk))
    at = clock.now()
    stamp = f"Exported {words.day_year(at)}, {words.at(at)} by {request.user.name}. Confidential."
    write, kind = FORMS[form]
    record_export(scenario_id=pk, form=form.upper(), by=request.user, at=at)
    rows = rows_of(page, negotiation, stamp=stamp)
    return _sent(write(rows), kind, f"{negotiation.reference}-costing-{pk}.{form}")


def _sent(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return unkept(response)
