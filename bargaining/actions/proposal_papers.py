"""The City's proposal on paper, to be handed across: its words and what they change, no cost and no reason."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from bargaining.actions.negotiations import lock_negotiation
from bargaining.models.papers import ProposalPaper
from bargaining.models.proposals import Proposal
from bargaining.queries.sheets import gather_proposal
from bargaining.rules.board import MoveRefused
from bargaining.rules.sheets import PROPOSAL_MAKER, ProposalSheet
from bargaining.rules.vocabulary import Side
from labor_office.core.documents import letters
from labor_office.core.documents.actions.files import take_reference
from labor_office.core.documents.actions.printing import ask_for_paper
from labor_office.core.documents.models import Document
from labor_office.core.documents.rules.papers import Sheet, freeze
from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User

TEMPLATE = "letters/city_proposal.html"
STYLE = "agreed-sheet.css"
# Changed with the template: the same facts then give another paper.
_SETTING = 1


@transaction.atomic
def ask_for_proposal(*, proposal_id: int, by: User, at: datetime) -> ProposalPaper:
    """Ask the worker for a proposal of the City; the same words are set once.

    Raises MoveRefused for the union's, for what was floated off the record, and without a text.
    """
    negotiation = lock_negotiation(Proposal.objects.values_list("negotiation_id", flat=True).get(pk=proposal_id))
    rows = Proposal.objects.select_related("issue", "session", "package", "negotiation__unit__organization")
    proposal = rows.get(pk=proposal_id)
    if proposal.side != Side.CITY:
        raise MoveRefused("The union hands its own paper across. Attach its scan here.")
    if proposal.is_what_if:
        raise MoveRefused("What is floated off the record is never handed across on paper.")
    if not proposal.text:
        raise MoveRefused(f"{proposal.reference} has no text yet. Enter it first.")
    frozen = freeze(gather_proposal(proposal))
    fingerprint = hashlib.sha256(json.dumps([_SETTING, frozen], sort_keys=True).encode()).hexdigest()
    row = ProposalPaper.objects.filter(proposal=proposal, fingerprint=fingerprint).first()
    if row is None:
        reference = take_reference()
        facts = {
            "paper": frozen,
            "sheet": freeze(_sheet(proposal, reference, at)),
            "file_name": f"{negotiation.reference}-{proposal.reference.lower()}.pdf",
        }
        row = ProposalPaper.objects.create(
            proposal=proposal, reference=reference, fingerprint=fingerprint, facts=facts, asked_by=by, asked_at=at
        )
        record_event(
            matter=negotiation, verb="proposal.printed", summary=f"{proposal.reference} asked for on paper", by=by,
            at=at, level=Level.RESTRICTED, document=reference,
        )  # fmt: skip
    if not Document.objects.filter(reference=row.reference).exists():
        ask_for_paper(matter=negotiation, maker=PROPOSAL_MAKER, subject_id=row.pk, by=by, at=at)
    return row


def print_proposal(subject_id: int) -> letters.Printed:
    """The proposal as a PDF, from its frozen facts alone. For the worker."""
    row = ProposalPaper.objects.get(pk=subject_id)
    return letters.from_facts(row.facts, ProposalSheet, TEMPLATE, level=Level.RESTRICTED, styles=(STYLE,))


def _sheet(proposal: Proposal, reference: str, at: datetime) -> Sheet:
    named = f"{proposal.reference}, {proposal.negotiation.reference}"
    return letters.letterhead(
        f"City proposal {named}",
        short_title=named,
        dated_on=timezone.localtime(proposal.passed_at).date(),
        document=reference,
        built_at=at,
    )
