"""The report is frozen when asked for, set by the worker, and its asker's alone."""

import pikepdf
import pytest

from labor_office.core.documents.actions.printing import print_job
from labor_office.core.documents.models import PdfJob
from labor_office.core.users.permissions import Role
from tests.core.documents.validator import assert_accessible_pdf
from tests.factories.users import UserFactory
from tests.training.city import AT, TODAY, a_rule, at_work, office_calendar
from training.actions.deriving import derive_duties

pytestmark = pytest.mark.django_db


def test_the_report_is_a_tagged_pdf_of_what_stood_then(client):
    office_calendar()
    a_rule(due_amount=10)
    at_work()
    derive_duties(today=TODAY)
    trainer = UserFactory(role=Role.TRAINER)
    client.force_login(trainer)
    answer = client.post("/training/compliance/report/", {"names": "1"})
    page = answer["Location"]
    assert b"Waiting for the printer" in client.get(page).content

    document = print_job(job_id=PdfJob.objects.get().pk, now=AT)

    assert document.file_name.startswith("training-compliance-")
    with document.file.open() as stored:
        assert_accessible_pdf(stored.read())
    with document.file.open() as stored, pikepdf.open(stored) as paper:
        assert paper.Root.MarkInfo.Marked
    assert b"Report as PDF" in client.get(page).content
    assert client.get(f"{page}file/")["Content-Type"] == "application/pdf"
    client.force_login(UserFactory(role=Role.TRAINER))
    assert client.get(page).status_code == 404
