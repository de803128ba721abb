"""What every page of a negotiation shares: finding it within its wall, its head, whether it is table-safe."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import reverse

from bargaining.models.negotiation import Negotiation
from bargaining.queries.ending import ends_words
from bargaining.queries.mandates import mandate_of, may_record_first
from bargaining.rules.vocabulary import Side, TeamRole
from labor_office.core.matters.actions.record import record_reading
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock
from labor_office.core.web.navigation import Link
from labor_office.core.web.requests import StaffRequest

SAFE = "table_safe"


def found(request: StaffRequest, reference: str, *, is_asked_again: bool = False) -> Negotiation:
    """The negotiation as this person may see it, and that they opened it. 404 otherwise.

    Only what an open page asks by itself (``is_asked_again``) is no opening; a header that
    a browser sends is not taken for that, for anyone can send it.
    """
    visible = Negotiation.objects.visible_to(request.user).select_related("unit__organization", "owner")
    negotiation = visible.filter(reference=reference).first()
    if negotiation is None:
        raise Http404
    if not is_asked_again:
        record_reading(matter=negotiation, by=request.user, at=clock.now())
    return negotiation


def require_seat(request: StaffRequest, negotiation: Negotiation) -> None:
    """403 for whoever may read the table but does not sit at it, or only watches."""
    if not has_seat(request, negotiation):
        raise PermissionDenied


def has_seat(request: StaffRequest, negotiation: Negotiation) -> bool:
    """Whether they sit at the table and do more than watch."""
    seats = negotiation.team.filter(side=Side.CITY, user=request.user, left_on=None)
    return seats.exclude(role=TeamRole.OBSERVER).exists()


def may_name(request: StaffRequest, negotiation: Negotiation) -> bool:
    """Whether they may say who sits at the table: whoever opens negotiations, and its chief spokesperson.

    Naming someone opens a restricted matter to them, so a seat alone is not enough.
    """
    if request.user.may(Permission.BARGAINING_EDIT):
        return True
    seats = negotiation.team.filter(side=Side.CITY, user=request.user, left_on=None)
    return seats.filter(role=TeamRole.CHIEF_SPOKESPERSON).exists()


def is_safe(request: StaffRequest, negotiation: Negotiation) -> bool:
    """Whether this session shows the table so that the union may look on."""
    return negotiation.reference in request.session.get(SAFE, [])


def is_watched(request: StaffRequest) -> bool:
    """Whether this session shows any table so that the union may look on: what is of several tables is not shown."""
    return bool(request.session.get(SAFE))


def page_context(request: StaffRequest, negotiation: Negotiation, *, here: str) -> dict[str, Any]:
    """The head of every page of a negotiation. Table-safe, nothing private is named, not even that it exists."""
    safe = is_safe(request, negotiation)
    return {
        "negotiation": negotiation,
        "today": clock.today(),
        "is_safe": safe,
        "tabs": [
            *tabs(negotiation, here=here, is_safe=safe),
            *([] if safe else _for_holders(request, negotiation, here=here)),
        ],
        "ends_words": ends_words(negotiation, clock.today()),
        "live": negotiation.sessions.filter(started_at__isnull=False, ended_at=None).first(),
    }


def tabs(negotiation: Negotiation, *, here: str, is_safe: bool) -> list[Link]:
    """The parts of a negotiation; table-safe, without those that are only for the City."""
    parts = (
        ("Table", "table"),
        ("Proposals", "proposals"),
        *(() if is_safe else (("Costing", "costing"),)),
        ("Sessions", "sessions"),
        ("Agreed", "agreed"),
        ("Team", "team"),
    )
    return [
        Link(label, reverse(f"bargaining:{name}", args=[negotiation.reference]), is_current=name == here)
        for label, name in parts
    ]


def _for_holders(request: StaffRequest, negotiation: Negotiation, *, here: str) -> list[Link]:
    """The way to the mandate, for those who hold it or may record the first. Three queries at most."""
    is_held = mandate_of(request.user, negotiation, is_shown=False) is not None
    if not is_held and not may_record_first(request.user, negotiation):
        return []
    address = reverse("bargaining:mandate", args=[negotiation.reference])
    return [Link("Mandate", address, icon="lock", is_current=here == "mandate")]


def unkept(response: HttpResponse) -> HttpResponse:
    """The response, which no browser keeps: Back never shows what table-safe view took away."""
    response["Cache-Control"] = "no-store"
    return response
