"""What is shown when the City may not pass or sign something yet."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.http import HttpResponse

from bargaining.actions.authority import NeedsAuthority
from bargaining.forms.mandates import LeaveForm
from bargaining.models.negotiation import Negotiation
from bargaining.rules.authority import Standing
from bargaining.views.pages import is_safe, page_context, unkept
from labor_office.core.web.htmx import render_page
from labor_office.core.web.requests import StaffRequest


def interruption(
    request: StaffRequest,
    negotiation: Negotiation,
    refused: NeedsAuthority,
    *,
    form: forms.Form,
    act: str,
    back: str,
    kept: Mapping[str, str],
    here: str,
) -> HttpResponse | None:
    """The page that says by how much, and asks a holder for leave; None where nothing may be said.

    Then the refusal's own words are put on ``form``: for somebody who holds no mandate, and
    table-safe for everybody. ``kept`` is what was sent, sent again with the leave; ``act`` names
    the button ("Sign it beyond the mandate").
    """
    if refused.verdict is None or is_safe(request, negotiation):
        form.add_error(None, str(refused))
        return None
    context = page_context(request, negotiation, here=here) | {
        "verdict": refused.verdict,
        "form": LeaveForm(request.POST if "leave" in request.POST else None),
        "kept": kept,
        "act": act,
        "back": back,
        "may_go_on": refused.verdict.standing is not Standing.NONE,
    }
    return unkept(render_page(request, "bargaining/interruption.html", context))
