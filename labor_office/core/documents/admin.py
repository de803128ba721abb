"""Papers for the chief: looked at, never changed; a PDF that failed is set again."""

from __future__ import annotations

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from labor_office.core.documents.actions.printing import ask_for_paper
from labor_office.core.documents.models import Document, Letter, PdfJob
from labor_office.core.matters.admin import MatterWindow
from labor_office.core.users.models import User
from labor_office.core.web import clock


@admin.register(Document)
class DocumentAdmin(MatterWindow[Document]):
    """Files on matters, with the hash that proves their bytes."""

    list_display = ("reference", "matter", "kind", "size_bytes", "added_by", "added_at")
    list_filter = ("kind",)
    list_select_related = ("matter", "added_by")
    search_fields = ("reference", "matter__reference")
    fields = (
        *("reference", "matter", "kind", "title", "level", "file_name", "content_type"),
        *("size_bytes", "sha256", "received_on", "received_from", "added_by", "added_at"),
    )


@admin.register(Letter)
class LetterAdmin(MatterWindow[Letter]):
    """Letters and where they stand; an issued one never changes."""

    list_display = ("matter", "number", "template", "state", "dated_on", "issued_by")
    list_filter = ("state", "template")
    list_select_related = ("matter", "issued_by")
    search_fields = ("matter__reference",)
    exclude = ("facts", "fields")


@admin.register(PdfJob)
class PdfJobAdmin(MatterWindow[PdfJob]):
    """PDFs asked of the worker."""

    list_display = ("asked_at", "matter", "maker", "state", "error", "finished_at")
    list_filter = ("state", "maker")
    list_select_related = ("matter",)
    search_fields = ("matter__reference",)
    actions = ("set_again",)

    @admin.action(description="Set the PDF again")
    def set_again(self, request: HttpRequest, jobs: QuerySet[PdfJob]) -> None:
        """Ask the worker for the same papers again; one that is waiting already is asked for once."""
        assert isinstance(request.user, User)  # noqa: S101 -- the site lets nobody else in
        for job in jobs.select_related("matter"):
            ask_for_paper(
                matter=job.matter, maker=job.maker, subject_id=job.subject_id, by=request.user, at=clock.now()
            )
            self.message_user(request, f"The paper of {job.matter} is in the printer's queue.", messages.SUCCESS)
