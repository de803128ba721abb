"""Papers that come back from the table: the page both sides initialled."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from bargaining.actions.sheets import attach_signed_page
from bargaining.forms.passing import ScanForm
from bargaining.rules.board import MoveRefused
from bargaining.views.pages import found, page_context, require_seat, unkept
from labor_office.core.documents.actions.files import add_document
from labor_office.core.documents.models import Document
from labor_office.core.documents.rules.files import FileRefused
from labor_office.core.matters.rules import Level
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest


@require_http_methods(["GET", "POST"])
@requires(Permission.BARGAINING_READ)
def signed_page(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """Attach the scan of the page that bears both sides' initials."""
    negotiation = found(request, reference)
    require_seat(request, negotiation)
    agreement = negotiation.agreed.select_related("issue").filter(number=number).first()
    if agreement is None:
        raise Http404
    form = ScanForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        upload, at = form.cleaned_data["scan"], clock.now()
        try:
            kept = add_document(
                matter_id=negotiation.pk, data=upload.read(), name=upload.name or "sheet", kind=Document.Kind.AGREEMENT,
                title=f"{agreement}, signed page", received_on=clock.today(), level=Level.RESTRICTED, by=request.user,
                at=at,
            )  # fmt: skip
            attach_signed_page(agreement_id=agreement.pk, document=kept.document, by=request.user, at=at)
        except (MoveRefused, FileRefused) as refused:
            form.add_error("scan", str(refused))
        else:
            messages.success(request, f"The signed page of {agreement} is attached.")
            return redirect_page(request, reverse("bargaining:sheet", args=[reference, number]))
    context = page_context(request, negotiation, here="agreed") | {
        "form": form,
        "heading": f"Signed page of {agreement}",
        "button": "Attach it",
        "has_files": True,
    }
    return unkept(render_page(request, "bargaining/form.html", context))
