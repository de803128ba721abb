"""A scenario taken out of the desk: as PDF, as CSV, as a workbook."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from bargaining.actions.scenarios import record_export
from bargaining.queries.cost_papers import as_csv, as_xlsx, paper_of, rows_of, sheet_around
from bargaining.queries.scenarios import scenario_page
from bargaining.views.costing import unsafe
from bargaining.views.pages import unkept
from bargaining.views.scenarios import one_of
from labor_office.core.documents import pdf
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock, words
from labor_office.core.web.access import requires
from labor_office.core.web.requests import StaffRequest

FORMS = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@require_safe
@requires(Permission.BARGAINING_READ)
def paper(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    """The scenario as an accessible PDF. It is kept as a scenario, so the same one is the same bytes on any day."""
    negotiation = unsafe(request, reference)
    page = scenario_page(one_of(negotiation, pk))
    around = sheet_around(page, negotiation)
    html = pdf.render_html("letters/costing.html", paper=paper_of(page, negotiation), sheet=around)
    content = pdf.render_pdf(html, built_at=around.built_at)
    record_export(scenario_id=pk, form="PDF", by=request.user, at=clock.now())
    return _sent(content, "application/pdf", f"{around.document}.pdf")


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
