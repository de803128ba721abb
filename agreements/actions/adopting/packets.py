"""The Council's packet of an adoption: an edition for everybody, and one behind the wall of the mandate."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from agreements.actions.adopting.closed import require_inside
from agreements.actions.adopting.steps import held
from agreements.models.adoption import Adoption, CouncilPacket
from agreements.queries.closed_side import readers_of
from agreements.queries.packet_closed import gather_closed
from agreements.queries.packet_open import gather_open
from agreements.rules.packets import MAKER, ClosedPacket, OpenPacket
from labor_office.core.documents import letters
from labor_office.core.documents.actions import packets
from labor_office.core.documents.packets import PacketKind
from labor_office.core.documents.rules.packets import Edition
from labor_office.core.documents.rules.papers import missing
from labor_office.core.matters.queries import readers_left
from labor_office.core.users.models import User

KIND = PacketKind(
    maker=MAKER,
    title="Council packet",
    short_title="Council packet",
    slug="council-packet",
    verb="adoption.packet",
    page_url_name="agreements:packet",
    papers={Edition.OPEN: OpenPacket, Edition.CLOSED: ClosedPacket},
    templates={Edition.OPEN: "letters/council_packet_open.html", Edition.CLOSED: "letters/council_packet_closed.html"},
    why="you work on this adoption",
    setting=2,
)


@transaction.atomic
def build_open(*, adoption_id: int, by: User, at: datetime, today: date) -> CouncilPacket:
    """Ask for the open edition as it reads now. Raises GapsLeft."""
    return _build(held(adoption_id), Edition.OPEN, gather_open(adoption_id), by=by, at=at, today=today)


@transaction.atomic
def build_closed(*, adoption_id: int, by: User, at: datetime, today: date) -> CouncilPacket:
    """Ask for the closed edition as it reads now; only who reads it is told. Raises GapsLeft, NotInside."""
    adoption = require_inside(held(adoption_id), by)
    return _build(adoption, Edition.CLOSED, gather_closed(adoption_id), by=by, at=at, today=today)


def print_packet(subject_id: int) -> letters.Printed:
    """The packet as a PDF, from its frozen facts alone. For the worker."""
    return packets.print_packet(KIND, CouncilPacket.objects.get(pk=subject_id))


def _build(
    adoption: Adoption, edition: Edition, paper: OpenPacket | ClosedPacket, *, by: User, at: datetime, today: date
) -> CouncilPacket:
    return packets.build_packet(
        KIND, rows=adoption.packets, matter=adoption, edition=edition, paper=paper, gaps=missing(paper),
        readers=_readers(adoption, edition), by=by, at=at, today=today,
    )  # fmt: skip


def _readers(adoption: Adoption, edition: Edition) -> list[User]:
    """Those named on the adoption, and of a closed edition those of them who read one."""
    if edition is Edition.CLOSED:
        return readers_of(adoption)
    return [grant.user for grant in readers_left(adoption).select_related("user")]
