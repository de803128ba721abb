"""Where a negotiation stands when nobody sits at the table: how long it runs, what is ready, what comes next."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from bargaining.actions import process
from bargaining.forms.process import GroundRulesForm
from bargaining.queries.overview import overview_of
from bargaining.rules.board import MoveRefused
from bargaining.views.pages import found, found_ours, is_safe, page_context, require_seat, unkept
from labor_office.core.documents.models import Document
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest


@require_safe
@requires(Permission.BARGAINING_READ)
def home(request: StaffRequest, reference: str) -> HttpResponse:
    """A negotiation begins at its table on the day of a session or while both sides look on, else here."""
    negotiation = found(request, reference, is_asked_again=True)
    sits = negotiation.sessions.filter(on=clock.today()).exists()
    name = "table" if sits or is_safe(request, negotiation) else "overview"
    return redirect_page(request, reverse(f"bargaining:{name}", args=[reference]))


@require_safe
@requires(Permission.BARGAINING_READ)
def show(request: StaffRequest, reference: str) -> HttpResponse:
    """The overview."""
    negotiation = found_ours(request, reference)
    context = page_context(request, negotiation, here="overview") | {
        "overview": overview_of(negotiation, today=clock.today()),
    }
    return unkept(render_page(request, "bargaining/overview.html", context))


@require_http_methods(["GET", "POST"])
@requires(Permission.BARGAINING_READ)
def ground_rules(request: StaffRequest, reference: str) -> HttpResponse:
    """How both sides have agreed to bargain: both may read it. Table-safe it offers no paper but the signed one."""
    negotiation = found(request, reference)
    documents = Document.objects.visible_to(request.user).filter(matter_id=negotiation.pk)
    if is_safe(request, negotiation):
        documents = documents.filter(pk=negotiation.ground_rules_document_id or 0)
    form = GroundRulesForm(
        request.POST or None,
        today=clock.today(),
        documents=documents,
        initial={
            "text": negotiation.ground_rules,
            "signed_on": negotiation.ground_rules_signed_on,
            "document": negotiation.ground_rules_document,
        },
    )
    if request.method == "POST":
        require_seat(request, negotiation)
    if form.is_valid():
        try:
            process.write_ground_rules(
                negotiation_id=negotiation.pk, by=request.user, at=clock.now(), today=clock.today(),
                **form.cleaned_data,
            )  # fmt: skip
        except (process.GroundRulesSigned, MoveRefused) as why:
            form.add_error("text", str(why))
        else:
            messages.success(request, "Ground rules kept.")
            return redirect_page(request, reverse("bargaining:home", args=[reference]))
    context = page_context(request, negotiation, here="overview") | {
        "form": form,
        "heading": "Ground rules",
        "button": "Keep them",
    }
    return unkept(render_page(request, "bargaining/form.html", context))
