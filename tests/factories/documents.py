"""Papers: files, letters, printing jobs."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from labor_office.core.documents.models import Document, DocumentNumber, Letter, PdfJob
from tests.factories.matters import MatterFactory
from tests.factories.users import UserFactory

ADDED_AT = datetime(2026, 6, 15, 13, 0, tzinfo=UTC)


class DocumentNumberFactory(DjangoModelFactory[DocumentNumber]):
    class Meta:
        model = DocumentNumber

    reference = factory.Sequence(lambda n: f"DOC-A{n:04}")


class DocumentFactory(DjangoModelFactory[Document]):
    """A row without bytes; a test that reads bytes adds one through the action."""

    class Meta:
        model = Document

    reference = factory.Sequence(lambda n: f"DOC-{n:05}")
    matter = factory.SubFactory(MatterFactory)
    title = factory.Sequence(lambda n: f"Call-out log {n}")
    file = factory.Sequence(lambda n: f"documents/2026/06/none-{n}.pdf")
    file_name = "call-out-log.pdf"
    content_type = "application/pdf"
    size_bytes = 1_000
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    page_count = 1
    received_on = date(2026, 6, 15)
    added_by = factory.SubFactory(UserFactory)
    added_at = ADDED_AT


class LetterFactory(DjangoModelFactory[Letter]):
    """A draft just begun; letters further on are brought there by the actions."""

    class Meta:
        model = Letter

    matter = factory.SubFactory(MatterFactory)
    number = factory.Sequence(lambda n: n + 1)
    template = "test_decision"
    title = "Step 2 decision"
    drafted_by = factory.SubFactory(UserFactory)
    saved_by = factory.SelfAttribute("drafted_by")
    saved_at = ADDED_AT


class PdfJobFactory(DjangoModelFactory[PdfJob]):
    class Meta:
        model = PdfJob

    matter = factory.SubFactory(MatterFactory)
    maker = "letter"
    subject_id = factory.Sequence(lambda n: n + 1)
    asked_by = factory.SubFactory(UserFactory)
    asked_at = ADDED_AT
