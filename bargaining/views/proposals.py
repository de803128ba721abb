"""One proposal: its text, and what differs from the language in force or another proposal."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from bargaining.actions.proposals import write_text
from bargaining.forms.table import TextForm
from bargaining.models.negotiation import Negotiation
from bargaining.models.proposals import Proposal
from bargaining.queries.comparing import CURRENT, compare
from bargaining.rules.board import MoveRefused
from bargaining.rules.vocabulary import SIDE_LETTERS, Side
from bargaining.views.pages import found, is_safe, page_context, require_seat, unkept
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.access import requires
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest


@require_safe
@requires(Permission.BARGAINING_READ)
def listing(request: StaffRequest, reference: str) -> HttpResponse:
    """Every proposal that passed, newest first."""
    negotiation = found(request, reference)
    rows = negotiation.proposals.select_related("issue").order_by("-passed_at", "-pk")
    context = page_context(request, negotiation, here="proposals") | {"rows": rows}
    return unkept(render_page(request, "bargaining/proposals.html", context))


@require_safe
@requires(Permission.BARGAINING_READ)
def detail(request: StaffRequest, reference: str, name: str) -> HttpResponse:
    """A proposal as a redline against ``?against=``: the current agreement when nothing is named."""
    negotiation = found(request, reference)
    proposal = _called(request, negotiation, name)
    context = page_context(request, negotiation, here="proposals") | {
        "proposal": proposal,
        "comparison": compare(negotiation, proposal, against=request.GET.get("against", CURRENT)),
    }
    return unkept(render_page(request, "bargaining/proposal.html", context))


@require_http_methods(["GET", "POST"])
@requires(Permission.BARGAINING_READ)
def text(request: StaffRequest, reference: str, name: str) -> HttpResponse:
    """Enter the text of a proposal."""
    negotiation = found(request, reference)
    require_seat(request, negotiation)
    proposal = _called(request, negotiation, name)
    form = TextForm(
        request.POST or None,
        is_safe=is_safe(request, negotiation),
        initial={"text": proposal.text, "intent": proposal.intent},
    )
    if form.is_valid():
        try:
            write_text(
                proposal_id=proposal.pk,
                text=form.cleaned_data["text"],
                intent=form.cleaned_data.get("intent"),
                by=request.user,
                at=clock.now(),
            )
        except MoveRefused as refused:
            form.add_error("text", str(refused))
        else:
            messages.success(request, f"The text of {proposal.reference} is kept.")
            return redirect_page(request, reverse("bargaining:proposal", args=[reference, name]))
    context = page_context(request, negotiation, here="proposals") | {
        "form": form,
        "heading": f"Text of {proposal} on {proposal.issue}",
        "button": "Keep the text",
    }
    return unkept(render_page(request, "bargaining/form.html", context))


def _called(request: StaffRequest, negotiation: Negotiation, name: str) -> Proposal:
    """The proposal called ``U4-22``, or ``UW1-22`` for what was floated. 404 for any other name."""
    sides = {letter: side for side, letter in SIDE_LETTERS.items()}
    which, _, number = name.partition("-")
    side, count = sides.get(which[:1]), which[1:].removeprefix("W")
    if side is None or not count.isdigit():
        raise Http404
    is_what_if = which[1:].startswith("W")
    passed = negotiation.proposals.select_related("issue", "package", "session", "document")
    proposal = passed.filter(side=Side(side), number=int(count), is_what_if=is_what_if, issue__number=number).first()
    if proposal is None or (is_what_if and is_safe(request, negotiation)):
        raise Http404
    return proposal
