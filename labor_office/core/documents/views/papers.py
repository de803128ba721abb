"""The PDF of a letter: kept, being set, or a draft set at once."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from labor_office.core.documents import letters, queries
from labor_office.core.documents.actions import printing
from labor_office.core.documents.models import PdfJob
from labor_office.core.documents.views.files import send_bytes, send_document
from labor_office.core.documents.views.places import find_letter, place
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page
from labor_office.core.web.requests import StaffRequest


@require_safe
def letter_pdf(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """The kept PDF of an issued letter, or a draft that says so. One still being set leads to its page."""
    found = find_letter(request, reference, number)
    if found.document is not None:
        return send_document(found.document)
    if found.is_issued:
        messages.info(request, "The PDF is being set. It will stand on this page in a moment.")
        return redirect_page(request, place(request, "letter", found))
    today = clock.today()
    name = letters.file_name_of(found, dated_on=today).removesuffix(".pdf") + "-draft.pdf"
    return send_bytes(queries.draft_pdf(found, dated_on=today, at=clock.now()), name=name)


@require_safe
def printing_state(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """How far the PDF is; the page asks every two seconds until it is there."""
    found = find_letter(request, reference, number, is_read=False)
    context = {
        "letter": found,
        "job": queries.newest_job(found),
        "may_print": request.user.may(Permission.LETTER_ISSUE),
        "at": {name: place(request, name, found) for name in ("letter", "printing", "letter_pdf", "print_again")},
    }
    return render(request, "documents/_printing.html", context)


@requires(Permission.LETTER_ISSUE)
@require_POST
def print_again(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """Ask for the PDF again after it could not be set."""
    found = find_letter(request, reference, number)
    job = queries.newest_job(found)
    if found.is_issued and found.document is None and (job is None or job.state == PdfJob.State.FAILED):
        printing.ask_for_paper(
            matter=found.matter, maker="letter", subject_id=found.pk, by=request.user, at=clock.now()
        )
    return redirect_page(request, place(request, "letter", found))
