"""The compliance report on paper."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from labor_office.core.documents.models import PdfJob
from labor_office.core.documents.views.files import send_document
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page
from labor_office.core.web.requests import StaffRequest
from training.actions.reporting import ask_report
from training.forms.requirements import ComplianceFilter
from training.models.reports import ComplianceReport
from training.queries.reports import job_of


@require_POST
@requires(Permission.TRAINING_READ)
def ask(request: StaffRequest) -> HttpResponse:
    """Ask for what the compliance page shows as a PDF; ``names`` says whether people are named."""
    form = ComplianceFilter(request.GET)
    given = form.filled()
    said = [value for _, _, value in form.applied()]
    report = ask_report(
        given=given, about=", ".join(said) or "every department", names_people="names" in request.POST,
        by=request.user, at=clock.now(), today=clock.today(),
    )  # fmt: skip
    messages.success(request, "The report is being set. It will stand on this page in a moment.")
    return redirect_page(request, reverse("training:report", args=[report.reference]))


@require_safe
@requires(Permission.TRAINING_READ)
def detail(request: StaffRequest, reference: str) -> HttpResponse:
    """How far the PDF is, and the PDF; the page asks every two seconds until it is there."""
    report = find(request, reference)
    template = "training/_report.html" if request.htmx else "training/report.html"
    context = {"report": report, "job": job_of(report)}
    return render(request, template, context)


@require_safe
def file(request: StaffRequest, reference: str) -> HttpResponseBase:
    """The PDF itself."""
    job: PdfJob | None = job_of(find(request, reference))
    if job is None or job.document is None:
        raise Http404
    return send_document(job.document)


def find(request: StaffRequest, reference: str) -> ComplianceReport:
    """The report, to whoever asked for it; 404 otherwise."""
    return get_object_or_404(ComplianceReport.objects.visible_to(request.user), reference=reference)
