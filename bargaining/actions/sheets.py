"""Having the sheet of a tentative agreement set as a PDF, once for the same words and initials."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from bargaining.actions.negotiations import lock_negotiation
from bargaining.models.negotiation import Negotiation
from bargaining.models.papers import SheetPaper
from bargaining.models.proposals import TentativeAgreement
from bargaining.queries.sheets import gather_sheet
from bargaining.rules.board import MoveRefused
from bargaining.rules.sheets import MAKER, AgreedSheet
from labor_office.core.documents import letters
from labor_office.core.documents.actions.files import take_reference
from labor_office.core.documents.actions.printing import ask_for_paper
from labor_office.core.documents.models import Document
from labor_office.core.documents.rules.papers import freeze
from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User

TEMPLATE = "letters/tentative_agreement.html"
STYLE = "agreed-sheet.css"
# Changed with the template: the same facts then give another paper.
_SETTING = 2


@transaction.atomic
def ask_for_sheet(*, agreement_id: int, by: User, at: datetime) -> SheetPaper:
    """Ask the worker for the sheet as it reads now: with lines to sign on, or the initials both gave.

    Asked again with the same words and initials, it is the same paper, though the language in force, what is
    open or who speaks for a side be another by now: initials stand under what was read. A closed negotiation
    still prints: what was agreed there stays agreed.
    """
    negotiation = lock_negotiation(
        TentativeAgreement.objects.values_list("negotiation_id", flat=True).get(pk=agreement_id)
    )
    agreed = TentativeAgreement.objects.select_related(
        "issue",
        "proposal__package",
        "negotiation__unit__organization",
        "city_entered_by",
        "city_signed_by",
        "union_entered_by",
    ).get(pk=agreement_id)
    frozen = freeze(gather_sheet(agreed))
    fingerprint = hashlib.sha256(json.dumps([_SETTING, frozen], sort_keys=True).encode()).hexdigest()
    row = _initialled(agreed, frozen) or SheetPaper.objects.filter(agreement=agreed, fingerprint=fingerprint).first()
    if row is None:
        row = _made(negotiation, agreed, frozen, fingerprint, by=by, at=at)
    if not Document.objects.filter(reference=row.reference).exists():
        ask_for_paper(matter=negotiation, maker=MAKER, subject_id=row.pk, by=by, at=at)
    return row


@transaction.atomic
def attach_signed_page(*, agreement_id: int, document: Document, by: User, at: datetime) -> TentativeAgreement:
    """Keep the page both sides initialled on paper beside the sheet; the one before it stays a file."""
    negotiation = lock_negotiation(
        TentativeAgreement.objects.values_list("negotiation_id", flat=True).get(pk=agreement_id)
    )
    agreed = TentativeAgreement.objects.select_for_update(no_key=True, of=("self",)).get(pk=agreement_id)
    if document.matter_id != negotiation.pk:
        raise MoveRefused("The paper is kept on another matter.")
    agreed.sheet = document
    agreed.save(update_fields=["sheet"])
    record_event(
        matter=negotiation, verb="agreed.signed_page", summary=f"Signed page of {agreed} attached", by=by, at=at,
        level=Level.RESTRICTED, document=document.reference,
    )  # fmt: skip
    return agreed


def print_sheet(subject_id: int) -> letters.Printed:
    """The sheet as a PDF, from its frozen facts alone. For the worker."""
    row = SheetPaper.objects.get(pk=subject_id)
    return letters.from_facts(
        row.facts, AgreedSheet, TEMPLATE, kind=Document.Kind.AGREEMENT, level=Level.RESTRICTED, styles=(STYLE,)
    )


def _initialled(agreed: TentativeAgreement, frozen: Any) -> SheetPaper | None:  # noqa: ANN401 -- plain JSON
    """The paper that bears these words and initials already; None as long as nobody has initialled."""
    if agreed.city_initialled_at is None and agreed.union_initialled_at is None:
        return None
    return next((row for row in agreed.papers.all() if _said(row.facts["paper"]) == _said(frozen)), None)


def _said(paper: Any) -> list[object]:  # noqa: ANN401 -- plain JSON
    """What is agreed and by whose initials; all else on a sheet tells what stood around it. Older ones lack facts."""
    agreed = [paper.get("text"), paper.get("struck") or [], paper.get("effective_on")]
    return [*agreed, *((signer["initials"], signer["at"]) for signer in paper["signers"])]


def _made(
    negotiation: Negotiation,
    agreed: TentativeAgreement,
    frozen: Any,  # noqa: ANN401 -- plain JSON
    fingerprint: str,
    *,
    by: User,
    at: datetime,
) -> SheetPaper:
    reference, dated_on = take_reference(), _dated_on(agreed, at)
    sheet = letters.letterhead(
        f"Tentative agreement {agreed}, {negotiation.reference}",
        short_title=f"{agreed}, {negotiation.reference}",
        dated_on=dated_on,
        document=reference,
        built_at=at,
    )
    file_name = f"{negotiation.reference}-{str(agreed).lower()}-{dated_on.isoformat()}.pdf"
    facts = {"paper": frozen, "sheet": freeze(sheet), "file_name": file_name}
    row = SheetPaper.objects.create(
        agreement=agreed, reference=reference, fingerprint=fingerprint, facts=facts, asked_by=by, asked_at=at
    )
    record_event(
        matter=negotiation, verb="agreed.sheet", summary=f"The sheet of {agreed} asked for", by=by, at=at,
        level=Level.RESTRICTED, document=reference,
    )  # fmt: skip
    return row


def _dated_on(agreed: TentativeAgreement, at: datetime) -> date:
    """The day of the later initials; of the asking, while one side's are missing."""
    given = [agreed.city_initialled_at, agreed.union_initialled_at]
    known = [each for each in given if each is not None]
    return timezone.localtime(max(known) if len(known) == len(given) else at).date()
