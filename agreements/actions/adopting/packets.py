"""The Council's packet set as a PDF: each edition from its own facts, frozen, once for the same words."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from agreements.actions.adopting.steps import held
from agreements.models.adoption import Adoption, CouncilPacket
from agreements.queries.packet_closed import gather_closed
from agreements.queries.packet_open import gather_open
from agreements.rules.packets import MAKER, ClosedPacket, OpenPacket
from bargaining.rules.council_papers import CLOSED_WORD, EDITION_WORDS, Edition
from labor_office.core.documents import letters, pdf
from labor_office.core.documents.actions.files import take_reference
from labor_office.core.documents.actions.printing import ask_for_paper
from labor_office.core.documents.models import Document
from labor_office.core.documents.rules.papers import Sheet, freeze, missing, thaw
from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.queries import readers_left
from labor_office.core.matters.rules import Level
from labor_office.core.notices.actions.promise import Promise, promise_many
from labor_office.core.notices.messages.council import PacketReady
from labor_office.core.notices.messages.parts import Part
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission

TEMPLATES: dict[Edition, str] = {
    Edition.OPEN: "letters/council_packet_open.html",
    Edition.CLOSED: "letters/council_packet_closed.html",
}
# How far each edition may be read by those named on the adoption: the closed one by those who bargain.
LEVELS: dict[Edition, Level] = {Edition.OPEN: Level.OFFICE, Edition.CLOSED: Level.MANDATE}
# Changed with the templates: the same facts then give another paper.
_SETTING = 1


class GapsLeft(Exception):
    """The packet lacks something. ``words`` name each."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = words
        super().__init__(" ".join(words))


@transaction.atomic
def build_open(*, adoption_id: int, by: User, at: datetime, today: date) -> CouncilPacket:
    """Ask for the open edition as it reads now. Raises GapsLeft."""
    return _build(held(adoption_id), Edition.OPEN, gather_open(adoption_id), by=by, at=at, today=today)


@transaction.atomic
def build_closed(*, adoption_id: int, by: User, at: datetime, today: date) -> CouncilPacket:
    """Ask for the closed edition as it reads now. Raises GapsLeft."""
    return _build(held(adoption_id), Edition.CLOSED, gather_closed(adoption_id), by=by, at=at, today=today)


def print_packet(subject_id: int) -> letters.Printed:
    """The packet as a PDF, from its frozen facts alone. For the worker."""
    row = CouncilPacket.objects.get(pk=subject_id)
    edition = Edition(row.edition)
    kind: type[Any] = OpenPacket if edition is Edition.OPEN else ClosedPacket
    paper, sheet = thaw(kind, row.facts["paper"]), thaw(Sheet, row.facts["sheet"])
    html = pdf.render_html(TEMPLATES[edition], paper=paper, sheet=sheet)
    return letters.Printed(
        content=pdf.render_pdf(html, built_at=sheet.built_at),
        title=sheet.title,
        file_name=row.facts["file_name"],
        reference=row.reference,
        kind=Document.Kind.OTHER,
        dated_on=sheet.dated_on,
        level=LEVELS[edition],
    )


def _build(
    adoption: Adoption, edition: Edition, paper: OpenPacket | ClosedPacket, *, by: User, at: datetime, today: date
) -> CouncilPacket:
    gaps = missing(paper)
    if gaps:
        raise GapsLeft(tuple(gap.words for gap in gaps))
    frozen = freeze(paper)
    said = json.dumps([_SETTING, edition, today.isoformat(), frozen], sort_keys=True)
    fingerprint = hashlib.sha256(said.encode()).hexdigest()
    row = CouncilPacket.objects.filter(adoption=adoption, fingerprint=fingerprint).first()
    if row is None:
        row = _made(adoption, edition, frozen, fingerprint, by=by, at=at, today=today)
    if not Document.objects.filter(reference=row.reference).exists():
        ask_for_paper(matter=adoption, maker=MAKER, subject_id=row.pk, by=by, at=at)
    return row


def _made(
    adoption: Adoption,
    edition: Edition,
    frozen: Any,  # noqa: ANN401 -- plain JSON
    fingerprint: str,
    *,
    by: User,
    at: datetime,
    today: date,
) -> CouncilPacket:
    reference = take_reference()
    is_closed = edition is Edition.CLOSED
    sheet = Sheet(
        city=settings.CITY_NAME,
        office=settings.OFFICE_NAME,
        title=f"Council packet, {EDITION_WORDS[edition].lower()}, {adoption.reference}",
        short_title=f"Council packet, {adoption.reference}",
        dated_on=today,
        document=reference,
        built_at=at,
        confidentiality=CLOSED_WORD if is_closed else "",
        address=tuple(settings.OFFICE_ADDRESS),
    )
    file_name = f"{adoption.reference}-council-packet-{edition.lower()}-{today.isoformat()}.pdf"
    facts = {"paper": frozen, "sheet": freeze(sheet), "file_name": file_name}
    row = CouncilPacket.objects.create(
        adoption=adoption, edition=edition, reference=reference, fingerprint=fingerprint, facts=facts, asked_by=by,
        asked_at=at,
    )  # fmt: skip
    record_event(
        matter=adoption, verb="adoption.packet", summary=f"Council packet built, {EDITION_WORDS[edition].lower()}",
        by=by, at=at, level=LEVELS[edition], document=reference,
    )  # fmt: skip
    _tell(adoption, row, by=by, at=at)
    return row


def _tell(adoption: Adoption, row: CouncilPacket, *, by: User, at: datetime) -> None:
    """Those named on the adoption, and of a closed edition those of them who read one."""
    edition = Edition(row.edition)
    is_closed = edition is Edition.CLOSED
    people = [grant.user for grant in readers_left(adoption).select_related("user")]
    item = Part(
        matter=adoption.pk,
        reference=adoption.reference,
        path=reverse("agreements:packet", args=[adoption.reference, row.reference]),
    )
    message = PacketReady(item=item, edition=EDITION_WORDS[edition].lower(), built_by=by.name, is_closed=is_closed)
    promise_many(
        [
            Promise(
                key=f"packet-{row.pk}-{person.pk}", message=message, recipient_id=person.pk, matter_id=adoption.pk,
                why="you work on this adoption", not_before=at,
            )
            for person in people
            if not is_closed or person.may(Permission.BARGAINING_READ)
        ],
        at=at,
    )  # fmt: skip
