"""What is shown when the City may not pass or sign something yet."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from bargaining.actions.authority import NeedsAuthority
from bargaining.forms.mandates import LeaveForm
from bargaining.models.negotiation import Negotiation
from bargaining.rules.authority import Standing
from bargaining.views.pages import is_safe, is_watched, page_context, unkept
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest

UNCOSTED = "Go ahead without a costing"
# The name under which the stop page asks for the form again, as it was filled in.
AGAIN = "again"
# The name under which it asks for the page on which authority is recorded; the form waits meanwhile.
AUTHORITY = "authority"
# What was typed into the form that waits, kept in the session of whoever typed it.
WAITING = "waiting_form"
_OWN = {"csrfmiddlewaretoken", "leave", AGAIN, AUTHORITY}


def interruption(
    request: StaffRequest,
    negotiation: Negotiation,
    refused: Exception,
    *,
    act: str,
    back: str = "",
    here: str = "proposals",
) -> HttpResponse | None:
    """The page that says by how much, or what is not costed, and asks a holder why; None where nothing may be said.

    None for a refusal of any other kind, for somebody who holds no mandate, and table-safe for
    everybody: the caller then shows the refusal's own words. What was sent is sent again with the
    leave; ``act`` names the button ("Sign it beyond the mandate"), ``back`` is where nothing changes.
    Without ``back`` the page before is a form of something that is not recorded yet: going back asks for it
    again with what was typed, and nothing is offered for costing, as nothing is there to cost.
    """
    if not isinstance(refused, NeedsAuthority) or refused.verdict is None or is_safe(request, negotiation):
        return None
    context = page_context(request, negotiation, here=here) | {
        "verdict": refused.verdict,
        "form": LeaveForm(request.POST if "leave" in request.POST else None),
        "kept": [(name, value) for name, values in request.POST.lists() if name not in _OWN for value in values],
        "has_files": bool(request.FILES),
        "act": act if refused.verdict.stops else UNCOSTED,
        "back": back,
        "may_go_on": refused.verdict.standing is not Standing.NONE,
    }
    return unkept(render_page(request, "bargaining/interruption.html", context))


def is_unsent(request: StaffRequest) -> bool:
    """Whether the stop page sends a form that is to be changed, not entered."""
    return AGAIN in request.POST or AUTHORITY in request.POST


def typed_before(request: StaffRequest) -> dict[str, Any]:
    """What was typed into the form of this address before it was stopped; empty for a form begun anew.

    Come back to from the page of the authority it has waited in the session, and waits no longer.
    What the City typed stays there while the other side may look on.
    """
    if AGAIN in request.POST:
        return request.POST.dict()
    waiting = request.session.get(WAITING)
    if request.method != "GET" or is_watched(request) or waiting is None or waiting["to"] != request.path:
        return {}
    del request.session[WAITING]
    typed: dict[str, Any] = waiting["typed"]
    return typed


def to_authority(request: StaffRequest, negotiation: Negotiation) -> HttpResponse | None:
    """The way to recording authority while this form waits; None where the stop page did not ask for it."""
    if AUTHORITY not in request.POST:
        return None
    # Not its key: what is entered after coming back is another sending.
    typed = {name: value for name, value in request.POST.dict().items() if name not in _OWN | {"key"}}
    request.session[WAITING] = {"of": negotiation.reference, "to": request.path, "typed": typed}
    return redirect_page(request, reverse("bargaining:record_mandate", args=[negotiation.reference]))


def waiting_address(request: StaffRequest, negotiation: Negotiation) -> str:
    """Where the form waits that was stopped for want of authority at this table; empty where none does."""
    waiting = request.session.get(WAITING)
    return waiting["to"] if waiting is not None and waiting["of"] == negotiation.reference else ""
