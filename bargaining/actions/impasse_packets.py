"""The packet of an impasse hearing set as a PDF: each edition from its own facts, frozen, once for the same words."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from bargaining.actions.negotiations import hold_negotiation
from bargaining.models.impasse import ImpasseDeclaration
from bargaining.models.impasse_papers import ImpassePacket
from bargaining.models.negotiation import Negotiation
from bargaining.queries.impasse_closed import gather_closed
from bargaining.queries.impasse_open import gather_open
from bargaining.rules.council_papers import CLOSED_WORD, EDITION_WORDS, Edition
from bargaining.rules.impasse_packets import MAKER, ClosedImpasse, OpenImpasse
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
    Edition.OPEN: "letters/impasse_packet_open.html",
    Edition.CLOSED: "letters/impasse_packet_closed.html",
}
# How far each edition may be read by those named on the negotiation: the closed one by those who bargain.
LEVELS: dict[Edition, Level] = {Edition.OPEN: Level.OFFICE, Edition.CLOSED: Level.MANDATE}
# Changed with the templates: the same facts then give another paper.
_SETTING = 1


class GapsLeft(Exception):
    """The packet lacks something. ``words`` name each."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = words
        super().__init__(" ".join(words))


@transaction.atomic
def build_open(*, impasse_id: int, by: User, at: datetime, today: date) -> ImpassePacket:
    """Ask for the open edition as it reads now. Raises GapsLeft."""
    return _build(_held(impasse_id), Edition.OPEN, gather_open(impasse_id), by=by, at=at, today=today)


@transaction.atomic
def build_closed(*, impasse_id: int, by: User, at: datetime, today: date) -> ImpassePacket:
    """Ask for the closed edition as it reads now. Raises GapsLeft."""
    return _build(_held(impasse_id), Edition.CLOSED, gather_closed(impasse_id), by=by, at=at, today=today)


def print_packet(subject_id: int) -> letters.Printed:
    """The packet as a PDF, from its frozen facts alone. For the worker."""
    row = ImpassePacket.objects.get(pk=subject_id)
    edition = Edition(row.edition)
    kind: type[Any] = OpenImpasse if edition is Edition.OPEN else ClosedImpasse
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
    impasse: ImpasseDeclaration, edition: Edition, paper: OpenImpasse | ClosedImpasse, *, by: User, at: datetime,
    today: date,
) -> ImpassePacket:  # fmt: skip
    gaps = (*missing(paper), *(gap for article in paper.articles for gap in missing(article)))
    if gaps:
        raise GapsLeft(tuple(dict.fromkeys(gap.words for gap in gaps)))
    frozen = freeze(paper)
    said = json.dumps([_SETTING, edition, today.isoformat(), frozen], sort_keys=True)
    fingerprint = hashlib.sha256(said.encode()).hexdigest()
    row = ImpassePacket.objects.filter(impasse=impasse, fingerprint=fingerprint).first()
    if row is None:
        row = _made(impasse, edition, frozen, fingerprint, by=by, at=at, today=today)
    if not Document.objects.filter(reference=row.reference).exists():
        ask_for_paper(matter=impasse.negotiation, maker=MAKER, subject_id=row.pk, by=by, at=at)
    return row


def _made(
    impasse: ImpasseDeclaration,
    edition: Edition,
    frozen: Any,  # noqa: ANN401 -- plain JSON
    fingerprint: str,
    *,
    by: User,
    at: datetime,
    today: date,
) -> ImpassePacket:
    reference, negotiation = take_reference(), impasse.negotiation
    sheet = Sheet(
        city=settings.CITY_NAME,
        office=settings.OFFICE_NAME,
        title=f"Impasse hearing packet, {EDITION_WORDS[edition].lower()}, {negotiation.reference}",
        short_title=f"Impasse hearing, {negotiation.reference}",
        dated_on=today,
        document=reference,
        built_at=at,
        confidentiality=CLOSED_WORD if edition is Edition.CLOSED else "",
        address=tuple(settings.OFFICE_ADDRESS),
    )
    file_name = f"{negotiation.reference}-impasse-packet-{edition.lower()}-{today.isoformat()}.pdf"
    row = ImpassePacket.objects.create(
        impasse=impasse, edition=edition, reference=reference, fingerprint=fingerprint,
        facts={"paper": frozen, "sheet": freeze(sheet), "file_name": file_name}, asked_by=by, asked_at=at,
    )  # fmt: skip
    record_event(
        matter=negotiation, verb="impasse.packet", summary=f"Impasse packet built, {EDITION_WORDS[edition].lower()}",
        by=by, at=at, level=LEVELS[edition], document=reference,
    )  # fmt: skip
    _tell(negotiation, row, by=by, at=at)
    return row


def _tell(negotiation: Negotiation, row: ImpassePacket, *, by: User, at: datetime) -> None:
    """Those named on the negotiation, and of a closed edition those of them who read one."""
    edition = Edition(row.edition)
    is_closed = edition is Edition.CLOSED
    people = [grant.user for grant in readers_left(negotiation).select_related("user")]
    path = reverse("bargaining:impasse_packet", args=[negotiation.reference, row.reference])
    item = Part(matter=negotiation.pk, reference=negotiation.reference, path=path)
    message = PacketReady(item=item, edition=EDITION_WORDS[edition].lower(), built_by=by.name, is_closed=is_closed)
    promise_many(
        [
            Promise(
                key=f"impasse-packet-{row.pk}-{person.pk}", message=message, recipient_id=person.pk,
                matter_id=negotiation.pk, why="you are on this bargaining team", not_before=at,
            )
            for person in people
            if not is_closed or person.may(Permission.BARGAINING_READ)
        ],
        at=at,
    )  # fmt: skip


def _held(impasse_id: int) -> ImpasseDeclaration:
    impasse = ImpasseDeclaration.objects.select_related("negotiation").get(pk=impasse_id)
    hold_negotiation(impasse.negotiation_id)
    return impasse
