"""What every page of a negotiation shares: finding it within its wall, its head, whether it is table-safe."""

from __future__ import annotations

from typing import Any, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from bargaining.models.negotiation import Negotiation
from bargaining.models.sessions import Session
from bargaining.queries.ending import ends_words
from bargaining.queries.mandates import mandate_of, may_record_first
from bargaining.queries.people import seats_of, sits_at
from bargaining.queries.units import units_at
from bargaining.rules.vocabulary import Side, TeamRole
from bargaining.views.watching import is_in_the_room
from labor_office.core.matters.actions.record import record_reading
from labor_office.core.users.permissions import Permission
from labor_office.core.web import clock, sessions
from labor_office.core.web.access import View, opens_for
from labor_office.core.web.navigation import Link
from labor_office.core.web.requests import StaffRequest
from labor_office.core.web.sessions import LOOKED_ON_UNITS, TABLE_SAFE, is_looked_on

P = ParamSpec("P")
# The sessions for which somebody has said whether they sit at the table.
ASKED = "table_asked"


def for_the_seated(view: View[P]) -> View[P]:
    """Over ``requires``: the page answers who sits at its table, so that nobody else is shown a way to it."""
    return opens_for(sits_at)(view)


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
        _look_on_in_the_room(request, negotiation)
    return negotiation


def _look_on_in_the_room(request: StaffRequest, negotiation: Negotiation) -> None:
    """Opened from the room's network while a session is live, the table is shown table-safe from the first page on."""
    if request.method != "GET" or is_safe(request, negotiation) or not is_in_the_room(request):
        return
    live = negotiation.sessions.filter(started_at__isnull=False, ended_at=None).first()
    if live is not None and live.pk not in request.session.get(ASKED, []):
        show_safe(request, negotiation, live, safe=True)


def require_seat(request: StaffRequest, negotiation: Negotiation) -> None:
    """403 for whoever may read the table but does not sit at it, or only watches."""
    if not has_seat(request, negotiation):
        raise PermissionDenied


def has_seat(request: StaffRequest, negotiation: Negotiation) -> bool:
    """Whether they sit at the table and do more than watch."""
    return negotiation.reference in seats_of(request.user)


def may_name(request: StaffRequest, negotiation: Negotiation) -> bool:
    """Whether they may say who sits at the table: whoever opens negotiations, and its chief spokesperson.

    Naming someone opens a restricted matter to them, so a seat alone is not enough.
    """
    if request.user.may(Permission.BARGAINING_EDIT):
        return True
    seats = negotiation.team.filter(side=Side.CITY, user=request.user, left_on=None)
    return seats.filter(role=TeamRole.CHIEF_SPOKESPERSON).exists()


def is_safe(request: StaffRequest, _negotiation: Negotiation) -> bool:
    """Whether this session shows the table so that the union may look on.

    It is one screen: while any table is shown so, every table is. Another union's costing is not for this one.
    """
    return is_watched(request)


def is_watched(request: StaffRequest) -> bool:
    """Whether this session shows any table so that the union may look on: what is of several tables is not shown."""
    return is_looked_on(request.session)


def show_safe(request: StaffRequest, negotiation: Negotiation, live: Session, *, safe: bool) -> None:
    """Keep that somebody was asked where they are while ``live`` goes on; at the table, it is shown table-safe.

    Whoever is shown it table-safe already stays so: that is left by its own button only.
    """
    if safe:
        look_on(request, {*request.session.get(TABLE_SAFE, []), negotiation.reference})
    request.session[ASKED] = sorted({*request.session.get(ASKED, []), live.pk})


def look_on(request: StaffRequest, tables: set[str]) -> None:
    """Keep at which tables the other side may look on; what is answered now goes by it already."""
    request.session[TABLE_SAFE] = sorted(tables)
    request.session[LOOKED_ON_UNITS] = units_at(tables)
    sessions.look_on(request.user, request.session)


def page_context(request: StaffRequest, negotiation: Negotiation, *, here: str) -> dict[str, Any]:
    """The head of every page of a negotiation. Table-safe, nothing private is named, not even that it exists."""
    safe = is_safe(request, negotiation)
    live = negotiation.sessions.filter(started_at__isnull=False, ended_at=None).first()
    return {
        "negotiation": negotiation,
        "today": clock.today(),
        "is_safe": safe,
        "sits": SimpleLazyObject(lambda: has_seat(request, negotiation)),
        "tabs": [
            *tabs(negotiation, here=here, is_safe=safe),
            *([] if safe else _for_holders(request, negotiation, here=here)),
        ],
        "ends_words": ends_words(negotiation, clock.today()),
        "live": live,
        "asks_place": live is not None and not safe and live.pk not in request.session.get(ASKED, []),
    }


def tabs(negotiation: Negotiation, *, here: str, is_safe: bool) -> list[Link]:
    """The parts of a negotiation; table-safe, those of the City alone are not named."""
    parts = (
        ("Overview", "overview", True),
        ("Table", "table", False),
        ("Proposals", "proposals", False),
        ("Costing", "costing", True),
        ("Sessions", "sessions", False),
        ("Agreed", "agreed", False),
        ("Dates", "dates", True),
        ("Impasse", "impasse", True),
        ("Intake", "intakes", True),
        ("Requests", "requests", True),
        ("Team", "team", False),
    )
    links = [
        Link(label, reverse(f"bargaining:{name}", args=[negotiation.reference]), is_current=name == here)
        for label, name, is_ours in parts
        if not (is_ours and is_safe)
    ]
    if is_safe or negotiation.unit is None:
        return links
    return [*links, Link("Comparators", f"{reverse('bargaining:comparators')}?unit={negotiation.unit.slug}")]


def found_ours(request: StaffRequest, reference: str) -> Negotiation:
    """``found``, for a page of the City alone. While both sides may look on there is no such page."""
    negotiation = found(request, reference)
    if is_safe(request, negotiation):
        raise Http404
    return negotiation


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
