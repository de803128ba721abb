"""What every page of a case shares: finding it, its head and sub navigation, the banner after a save."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import reverse

from grievances.models import Grievance, Proceeding
from grievances.queries import board
from grievances.queries.acts import buttons, needed_for, signature_button
from grievances.queries.hearing import ProceedingCase, case_of
from grievances.queries.pages import first_due
from grievances.queries.proceeding_acts import proceeding_buttons
from grievances.queries.record import Record, record_of
from grievances.rules.proceedings import WORDS
from labor_office.core.deadlines.rules import words
from labor_office.core.matters import kinds
from labor_office.core.matters.actions.record import record_reading
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.htmx import redirect_page
from labor_office.core.web.requests import StaffRequest


def found(request: StaffRequest, reference: str) -> Record:
    """The case as this person may see it, and that they opened it if it is closed to others. 404 otherwise."""
    try:
        record = record_of(request.user, reference, today=clock.today())
    except Grievance.DoesNotExist:
        raise Http404 from None
    record_reading(matter=record.grievance, by=request.user, at=clock.now())
    return record


@dataclass(frozen=True, slots=True)
class Opened:
    """A case of any kind that this person opened: its matter, and what frames its pages."""

    matter: Matter
    frame: Callable[[str], dict[str, Any]]
    record: Record | None = None

    def url(self, page: str) -> str:
        """One of its sub pages; the record itself where this kind of case has none of its own."""
        if self.record is None:
            return self.matter.get_absolute_url()
        return reverse(f"grievances:{page}", args=[self.matter.reference])


def opened(request: StaffRequest, kind: str, reference: str) -> Opened:
    """The case of ``kind`` as this person may see it; that they opened it is kept. 404 otherwise."""
    if kind == "grievance":
        record = found(request, reference)
        return Opened(record.grievance, lambda here: page_context(request, record, here=here), record)
    case = found_proceeding(request, kind, reference)
    return Opened(case.proceeding, lambda _here: proceeding_frame(request, case))


def found_proceeding(request: StaffRequest, kind: str, reference: str) -> ProceedingCase:
    """The proceeding as this person may see it, and that they opened it if it is closed to others. 404 otherwise."""
    try:
        case = case_of(request.user, kind, reference)
    except Proceeding.DoesNotExist:
        raise Http404 from None
    record_reading(matter=case.matter, by=request.user, at=clock.now())
    return case


def proceeding_frame(request: StaffRequest, case: ProceedingCase) -> dict[str, Any]:
    """What frames every page of a proceeding."""
    proceeding = case.proceeding
    acts = proceeding_buttons(case, request.user)
    return {
        "frame": "grievances/proceeding_frame.html",
        "back_url": proceeding.get_absolute_url(),
        "proceeding": proceeding,
        "kind": kinds.get(proceeding.kind),
        "asks": WORDS[proceeding.kind],
        "origin": case.origin,
        "is_stopped": case.standing.is_stopped,
        "acts": acts[:2],
        "more_acts": acts[2:],
        "may_edit": request.user.may(needed_for(None, proceeding.kind)),
        "may_assign": request.user.may(Permission.MATTER_ASSIGN),
        "may_grant": request.user.may(Permission.ACCESS_GRANT),
        "may_note": request.user.may(Permission.MATTER_READ_OFFICE),
    }


def require(request: StaffRequest, permission: Permission) -> None:
    """403 for whoever may read the case and may not do this."""
    if not request.user.may(permission):
        raise PermissionDenied


def page_context(request: StaffRequest, record: Record, *, here: str) -> dict[str, Any]:
    """The head of every page of the case."""
    today = clock.today()
    coming = board.next_deadline(record, today=today)
    lead, more = board.grievants_words(record)
    possible = buttons(record.place, request.user)
    if record.grievance.has_unsigned and (sign := signature_button(record.place, request.user)):  # type: ignore[attr-defined]
        possible.insert(1, sign)
    return {
        "frame": "grievances/record.html",
        "back_url": record.grievance.get_absolute_url(),
        "record": record,
        "grievance": record.grievance,
        "today": today,
        "coming": coming,
        "chips": board.chips(record, coming),
        "lead_grievant": lead,
        "more_grievants": more,
        "filed_words": board.filed_words(record),
        "access_words": board.access_words(record),
        "tabs": board.tabs(record, here=here),
        "acts": possible[:2],
        "more_acts": possible[2:],
        "may_edit": request.user.may(Permission.GRIEVANCE_EDIT),
        "may_assign": request.user.may(Permission.MATTER_ASSIGN),
        "may_upload": request.user.may(Permission.DOCUMENT_UPLOAD),
    }


def saved(request: StaffRequest, grievance: Grievance, said: str) -> HttpResponse:
    """Back to the record, with a banner that says what happened and the next date."""
    messages.success(request, f"{said} {next_words(grievance.pk, clock.today())}".strip())
    return redirect_page(request, grievance.get_absolute_url())


def next_words(matter_id: int, today: date) -> str:
    """``The union has until Thu, Jul 2: Appeal to Step 3.``; what is owed next, by whom."""
    first = first_due(matter_id, today)
    if first is None:
        return ""
    assert first.due_on is not None  # noqa: S101 -- an open deadline has a date
    who = "Next for the City" if first.is_ours else "The union has until then" if first.actor == "union" else "Next"
    return f"{who}: {first.name}, {words.day(first.due_on, today)}."
