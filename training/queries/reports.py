"""Reports and the jobs that set them."""

from __future__ import annotations

from labor_office.core.documents.models import PdfJob
from training.models.reports import ComplianceReport
from training.rules.report_paper import MAKER


def job_of(report: ComplianceReport) -> PdfJob | None:
    """The worker's job for a report."""
    jobs = PdfJob.objects.filter(maker=MAKER, subject_id=report.pk).select_related("document")
    return jobs.order_by("-pk").first()
