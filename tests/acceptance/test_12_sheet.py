"""Scenario 12. A sheet is closed with the second side's initials and printed in four clicks."""

import io

import pikepdf
import pytest
from playwright.sync_api import expect

from bargaining.models.proposals import TentativeAgreement
from labor_office.core.documents.actions.printing import print_job
from labor_office.core.documents.models import Document, PdfJob
from labor_office.core.web import clock
from tests.core.documents.validator import assert_accessible_pdf

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def test_a_sheet_is_closed_and_printed(hands, sign_in):
    sign_in("Dana Whitfield")
    page = hands.live.open("/negotiations/N-2026-03/table/?issue=30")
    with hands.counted() as counts:
        hands.click(page.get_by_role("link", name="Open the sheet"))
        page.get_by_role("textbox", name="Initials").fill("TB")
        hands.click(page.get_by_role("button", name="Record the initials"))
        expect(page.get_by_text("TA-3 is closed.")).to_be_visible()
        sheet = TentativeAgreement.objects.get(number=3, negotiation__reference="N-2026-03")
        job = PdfJob.objects.filter(maker="agreed_sheet", subject_id__in=sheet.papers.values("pk")).latest("asked_at")
        print_job(job_id=job.pk, now=clock.now())
        open_it = page.get_by_role("link", name="Open the sheet (PDF)")
        expect(open_it).to_be_visible()
        hands.looked_at()
    assert counts.clicks + 1 <= 4
    assert counts.loads <= 2
    document = Document.objects.get(reference=sheet.papers.first().reference)
    with document.file.open() as held:
        content = held.read()
    assert_accessible_pdf(content)
    with pikepdf.open(io.BytesIO(content)) as paper:
        assert len(paper.pages) == 1
