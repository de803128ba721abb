"""Papers that go across the table and come back: the City's proposal, the page both sides initialled."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bargaining.actions.proposal_papers import ask_for_proposal
from bargaining.actions.sheets import attach_signed_page
from bargaining.forms.passing import ScanForm
from bargaining.queries.sheets import paper_of, printing_of
from bargaining.rules.board import MoveRefused
from bargaining.views.pages import for_the_seated, found, has_seat, page_context, require_seat, unkept
from bargaining.views.proposals import called
from labor_office.core.documents.actions.files import add_document
from labor_office.core.documents.models import Document
from labor_office.core.documents.rules.files import FileRefused
from labor_office.core.documents.views.files import send_document
from labor_office.core.matters.rules import Level
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest


@require_http_methods(["GET", "POST"])
@for_the_seated
@requires(Permission.BARGAINING_READ)
def signed_page(request: StaffRequest, reference: str, number: int) -> HttpResponse:
    """Attach the scan of the page that bears both sides' initials."""
    negotiation = found(request, reference)
    require_seat(request, negotiation)
    agreement = negotiation.agreed.select_related("issue").filter(number=number).first()
    if agreement is None:
        raise Http404
    is_sent = request.method == "POST"
    form = ScanForm(request.POST if is_sent else None, request.FILES if is_sent else None)
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


@require_POST
@for_the_seated
@requires(Permission.BARGAINING_READ)
def print_proposal(request: StaffRequest, reference: str, name: str) -> HttpResponse:
    """Have a proposal of the City set as the paper that is handed across."""
    negotiation = found(request, reference)
    require_seat(request, negotiation)
    proposal = called(request, negotiation, name)
    try:
        ask_for_proposal(proposal_id=proposal.pk, by=request.user, at=clock.now())
    except MoveRefused as refused:
        messages.error(request, str(refused))
    return redirect_page(request, reverse("bargaining:proposal", args=[reference, name]))


@require_safe
@requires(Permission.BARGAINING_READ)
def proposal_printing(request: StaffRequest, reference: str, name: str) -> HttpResponse:
    """How far the PDF is; the open page of the proposal asks every two seconds until it is there."""
    negotiation = found(request, reference, is_asked_again=True)
    proposal = called(request, negotiation, name)
    document, job = printing_of(request.user, paper_of(proposal))
    context = {"negotiation": negotiation, "proposal": proposal, "document": document, "job": job} | {
        "sits": has_seat(request, negotiation)
    }
    return unkept(render_page(request, "bargaining/_proposal_printing.html", context))


@require_safe
@requires(Permission.BARGAINING_READ)
def proposal_file(request: StaffRequest, reference: str, name: str) -> HttpResponse:
    """The PDF itself, the newest that was set."""
    proposal = called(request, found(request, reference), name)
    document, _ = printing_of(request.user, paper_of(proposal))
    if document is None:
        raise Http404
    return send_document(document)
