"""Where a letter's pages are: under ``/letters/`` or under the record they belong to, whichever was asked."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from labor_office.core.documents.models import Letter
from labor_office.core.matters.actions.record import record_reading
from labor_office.core.matters.models.matter import Matter
from labor_office.core.web import clock
from labor_office.core.web.requests import StaffRequest


def find_letter(request: StaffRequest, reference: str, number: int, *, is_read: bool = True) -> Letter:
    """The letter if the person may read it; else 404, word for word as absent.

    On a matter closed to the office it is kept that they opened it, unless the answer
    shows nothing of the letter (``is_read``).
    """
    found = Letter.objects.visible_to(request.user).select_related(
        "matter", "approver", "drafted_by", "saved_by", "issued_by", "document", "supersedes"
    )
    letter = get_object_or_404(found, matter__reference=reference, number=number)
    if is_read:
        record_reading(matter=letter.matter, by=request.user, at=clock.now())
    return letter


def place(request: StaffRequest, name: str, letter: Letter) -> str:
    """The address of one of the letter's pages beside the page that was asked for."""
    return reverse(f"{_namespace(request)}:{name}", args=[letter.matter.reference, letter.number])


def list_place(request: StaffRequest, matter: Matter) -> str:
    """The address of the matter's letters beside the page that was asked for."""
    return reverse(f"{_namespace(request)}:letters", args=[matter.reference])


def _namespace(request: StaffRequest) -> str:
    return request.resolver_match.namespace if request.resolver_match else "documents"
