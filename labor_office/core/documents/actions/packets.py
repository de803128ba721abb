"""A packet set as a PDF: each edition from its own facts, frozen, once for the same words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import models, transaction
from django.urls import reverse

from labor_office.core.documents import letters
from labor_office.core.documents.actions.files import take_reference
from labor_office.core.documents.actions.printing import ask_for_paper
from labor_office.core.documents.models import Document
from labor_office.core.documents.packets import LEVELS, Packet, PacketKind
from labor_office.core.documents.rules.packets import CLOSED_WORD, EDITION_WORDS, Edition
from labor_office.core.documents.rules.papers import Problem, freeze
from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.models.matter import Matter
from labor_office.core.notices.actions.promise import Promise, promise_many
from labor_office.core.notices.messages.council import PacketReady
from labor_office.core.notices.messages.parts import Part
from labor_office.core.users.models import User

P = TypeVar("P", bound=Packet)


class GapsLeft(Exception):
    """The packet lacks something. ``words`` name each."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = words
        super().__init__(" ".join(words))


@transaction.atomic
def build_packet(
    kind: PacketKind,
    *,
    rows: models.Manager[P],
    matter: Matter,
    edition: Edition,
    paper: object,
    gaps: Iterable[Problem],
    readers: Iterable[User],
    by: User,
    at: datetime,
    today: date,
) -> P:
    """Ask for ``paper`` as a packet of ``matter``; the same words on the same day are one build.

    ``rows`` are the builds of its owner, whose lock the caller holds; ``readers`` hear that it is
    ready. A build whose PDF failed is asked for again. Raises GapsLeft.
    """
    words = tuple(dict.fromkeys(gap.words for gap in gaps))
    if words:
        raise GapsLeft(words)
    frozen = freeze(paper)
    said = json.dumps([kind.setting, edition, today.isoformat(), frozen], sort_keys=True)
    fingerprint = hashlib.sha256(said.encode()).hexdigest()
    row = rows.filter(fingerprint=fingerprint).first()
    if row is None:
        facts, reference = _facts(kind, matter, edition, frozen, at=at, today=today)
        row = rows.create(
            edition=edition, reference=reference, fingerprint=fingerprint, facts=facts, asked_by=by, asked_at=at
        )
        summary = f"{kind.title} built, {EDITION_WORDS[edition].lower()}"
        record_event(
            matter=matter, verb=kind.verb, summary=summary, by=by, at=at, level=LEVELS[edition], document=reference
        )
        _tell(kind, row, matter, readers, by=by, at=at)
    if not Document.objects.filter(reference=row.reference).exists():
        ask_for_paper(matter=matter, maker=kind.maker, subject_id=row.pk, by=by, at=at)
    return row


def print_packet(kind: PacketKind, row: Packet) -> letters.Printed:
    """The packet as a PDF, from its frozen facts alone. For the worker."""
    edition = Edition(row.edition)
    return letters.from_facts(row.facts, kind.papers[edition], kind.templates[edition], level=LEVELS[edition])


def _facts(
    kind: PacketKind,
    matter: Matter,
    edition: Edition,
    frozen: Any,  # noqa: ANN401 -- plain JSON
    *,
    at: datetime,
    today: date,
) -> tuple[dict[str, Any], str]:
    """What the paper is set from, and the number of the document it becomes."""
    reference = take_reference()
    sheet = letters.letterhead(
        f"{kind.title}, {EDITION_WORDS[edition].lower()}, {matter.reference}",
        short_title=f"{kind.short_title}, {matter.reference}",
        dated_on=today,
        document=reference,
        built_at=at,
        confidentiality=CLOSED_WORD if edition is Edition.CLOSED else "",
    )
    file_name = f"{matter.reference}-{kind.slug}-{edition.lower()}-{today.isoformat()}.pdf"
    return {"paper": frozen, "sheet": freeze(sheet), "file_name": file_name}, reference


def _tell(kind: PacketKind, row: Packet, matter: Matter, readers: Iterable[User], *, by: User, at: datetime) -> None:
    path = reverse(kind.page_url_name, args=[matter.reference, row.reference])
    item = Part(matter=matter.pk, reference=matter.reference, path=path)
    edition = EDITION_WORDS[Edition(row.edition)].lower()
    message = PacketReady(item=item, edition=edition, built_by=by.name, is_closed=row.is_closed)
    promises = [
        Promise(
            key=f"{kind.slug}-{row.pk}-{person.pk}", message=message, recipient_id=person.pk, matter_id=matter.pk,
            why=kind.why, not_before=at,
        )
        for person in readers
    ]  # fmt: skip
    promise_many(promises, at=at)
