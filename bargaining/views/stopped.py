"""What is shown when the City may not pass or sign something yet."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse

from bargaining.actions.authority import NeedsAuthority
from bargaining.forms.mandates import LeaveForm
from bargaining.models.negotiation import Issue, Negotiation
from bargaining.queries.waiting import key_of, shown_at, waiting_at
from bargaining.rules.authority import Standing
from bargaining.views.pages import is_safe, is_watched, page_context, unkept
from labor_office.core.matters.actions.drafts import MOST_CHARACTERS, DraftTooLong, discard_draft, save_draft
from labor_office.core.matters.models.record import FormDraft
from labor_office.core.web import clock
from labor_office.core.web.htmx import redirect_page, render_page
from labor_office.core.web.requests import StaffRequest

UNCOSTED = "Go ahead without a costing"
# The name under which the stop page asks for the form again, as it was filled in.
AGAIN = "again"
# The name under which it asks for the page on which authority is recorded; the form waits meanwhile.
AUTHORITY = "authority"
# The name under which a form that waited asks to be thrown away.
FORGET = "forget"
# The name in an address under which an empty form is asked for, whatever waits.
EMPTY = "empty"
# The name under which a form, and the page on which authority is recorded, says what waits for it.
WAITED = "waited"
TOO_LONG = (
    f"This is too long to wait while authority is recorded: {MOST_CHARACTERS:,} characters can. "
    "It stands here as you typed it. Record the authority in another window, then send it."
)
_OWN = {"csrfmiddlewaretoken", "leave", AGAIN, AUTHORITY}
# What is entered after coming back is another sending.
_OF_ONE_SENDING = {"key", WAITED}
_OF_THE_DAY = {"session", "passed_on", "passed_time"}


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


def waiting_here(request: StaffRequest, issue: Issue | None = None) -> FormDraft | None:
    """What waits for its author at this address, for a page begun anew; the City's own while nobody looks on.

    Where the link names an ``issue``, only what waits for it; nothing where an empty form was asked for.
    """
    if request.method != "GET" or EMPTY in request.GET or is_watched(request):
        return None
    return waiting_at(request.user, request.path, issue)


def typed_before(request: StaffRequest, waits: FormDraft | None) -> dict[str, Any]:
    """What was typed into the form of this address before it was stopped; empty for a form begun anew.

    What waited may have waited for weeks: when it passed, and in which session, is not filled in again.
    """
    if is_unsent(request):
        return request.POST.dict()
    if waits is None:
        return {}
    return {name: value for name, value in waits.values.items() if name not in _OF_THE_DAY} | {WAITED: waits.pk}


def set_aside(request: StaffRequest, negotiation: Negotiation) -> HttpResponse | None:
    """The way to recording authority while this form waits, or to the form emptied; None where neither was asked for.

    None too, with the reason said, where it is too long to wait.
    """
    if FORGET in request.POST:
        return _thrown_away(request)
    if AUTHORITY not in request.POST:
        return None
    typed = {name: value for name, value in request.POST.dict().items() if name not in _OWN | _OF_ONE_SENDING}
    key = key_of(request.path, typed.get("issue", ""))
    try:
        waits = save_draft(user=request.user, key=key, values=typed, at=clock.now())
    except DraftTooLong:
        messages.error(request, TOO_LONG)
        return None
    record = reverse("bargaining:record_mandate", args=[negotiation.reference])
    return redirect_page(request, f"{record}?{WAITED}={waits.pk}")


def sent(request: StaffRequest) -> None:
    """The form of this address was entered: what it was begun with waits no more, if it is on the same issue.

    Anything else that waits goes on waiting. Table-safe it was another, begun anew.
    """
    shown = None if is_watched(request) else _shown(request)
    if shown is not None and shown.values.get("issue") == request.POST.get("issue"):
        discard_draft(user=request.user, key=shown.key)


def _thrown_away(request: StaffRequest) -> HttpResponse:
    """To the form emptied, and not begun with the next that waits; of what waits, only what was shown is gone."""
    shown = _shown(request)
    if shown is not None:
        discard_draft(user=request.user, key=shown.key)
    asked = request.GET.copy()
    asked[EMPTY] = "1"
    return redirect_page(request, f"{request.path}?{asked.urlencode()}")


def _shown(request: StaffRequest) -> FormDraft | None:
    return shown_at(request.user, request.path, request.POST.get(WAITED, ""))
