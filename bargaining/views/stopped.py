"""What is shown when the City may not pass or sign something yet."""

from __future__ import annotations

from django.http import HttpResponse

from bargaining.actions.authority import NeedsAuthority
from bargaining.forms.mandates import LeaveForm
from bargaining.models.negotiation import Negotiation
from bargaining.rules.authority import Standing
from bargaining.views.pages import is_safe, page_context, unkept
from labor_office.core.web.htmx import render_page
from labor_office.core.web.requests import StaffRequest

UNCOSTED = "Go ahead without a costing"
# The name under which the stop page asks for the form again, as it was filled in.
AGAIN = "again"
_OWN = {"csrfmiddlewaretoken", "leave", AGAIN}


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
