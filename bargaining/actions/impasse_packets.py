"""The packet of an impasse hearing: an edition for everybody, and one behind the wall of the mandate."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from bargaining.actions.mandates import require_inside
from bargaining.actions.negotiations import hold_negotiation
from bargaining.models.impasse import ImpasseDeclaration
from bargaining.models.impasse_papers import ImpassePacket
from bargaining.models.negotiation import Negotiation
from bargaining.queries.impasse_closed import gather_closed
from bargaining.queries.impasse_open import gather_open
from bargaining.queries.mandates import is_inside
from bargaining.rules.impasse_packets import MAKER, ClosedImpasse, OpenImpasse
from labor_office.core.documents import letters
from labor_office.core.documents.actions import packets
from labor_office.core.documents.packets import PacketKind
from labor_office.core.documents.rules.packets import Edition
from labor_office.core.documents.rules.papers import missing
from labor_office.core.matters.queries import readers_left
from labor_office.core.users.models import User

KIND = PacketKind(
    maker=MAKER,
    title="Impasse hearing packet",
    short_title="Impasse hearing",
    slug="impasse-packet",
    verb="impasse.packet",
    page_url_name="bargaining:impasse_packet",
    papers={Edition.OPEN: OpenImpasse, Edition.CLOSED: ClosedImpasse},
    templates={
        Edition.OPEN: "letters/impasse_packet_open.html",
        Edition.CLOSED: "letters/impasse_packet_closed.html",
    },
    why="you are on this bargaining team",
    setting=2,
)


@transaction.atomic
def build_open(*, impasse_id: int, by: User, at: datetime, today: date) -> ImpassePacket:
    """Ask for the open edition as it reads now. Raises GapsLeft."""
    impasse = _held(impasse_id)
    readers = _team(impasse.negotiation)
    return _build(impasse, Edition.OPEN, gather_open(impasse_id), readers, by=by, at=at, today=today)


@transaction.atomic
def build_closed(*, impasse_id: int, by: User, at: datetime, today: date) -> ImpassePacket:
    """Ask for the closed edition as it reads now.

    Raises GapsLeft, and NotAHolder for whoever stands outside the wall of the mandate: nobody
    else is told of it either.
    """
    impasse = _held(impasse_id)
    require_inside(impasse.negotiation, by)
    readers = [person for person in _team(impasse.negotiation) if is_inside(person, impasse.negotiation)]
    return _build(impasse, Edition.CLOSED, gather_closed(impasse_id), readers, by=by, at=at, today=today)


def print_packet(subject_id: int) -> letters.Printed:
    """The packet as a PDF, from its frozen facts alone. For the worker."""
    return packets.print_packet(KIND, ImpassePacket.objects.get(pk=subject_id))


def _build(
    impasse: ImpasseDeclaration,
    edition: Edition,
    paper: OpenImpasse | ClosedImpasse,
    readers: list[User],
    *,
    by: User,
    at: datetime,
    today: date,
) -> ImpassePacket:
    gaps = [*missing(paper), *(gap for article in paper.articles for gap in missing(article))]
    return packets.build_packet(
        KIND, rows=impasse.packets, matter=impasse.negotiation, edition=edition, paper=paper, gaps=gaps,
        readers=readers, by=by, at=at, today=today,
    )  # fmt: skip


def _team(negotiation: Negotiation) -> list[User]:
    """Those named on the negotiation."""
    return [grant.user for grant in readers_left(negotiation).select_related("user")]


def _held(impasse_id: int) -> ImpasseDeclaration:
    impasse = ImpasseDeclaration.objects.select_related("negotiation").get(pk=impasse_id)
    hold_negotiation(impasse.negotiation_id)
    return impasse
