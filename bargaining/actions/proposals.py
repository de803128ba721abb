"""The whole text of a proposal and what it costs, entered after it was logged in a few words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.db import transaction

from bargaining.actions.authority import tell_of_passed
from bargaining.actions.negotiations import hold_negotiation, touch
from bargaining.costing.items import Item
from bargaining.costing.wire import plain_items
from bargaining.models.proposals import Proposal
from bargaining.rules.board import STANDING, MoveRefused
from bargaining.rules.vocabulary import Side
from labor_office.core.documents.models import Document
from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User


@transaction.atomic
def write_text(*, proposal_id: int, text: str, intent: str | None, by: User, at: datetime) -> Proposal:
    """Keep what the paper says that passed across, and what it is meant to do; None leaves that as it was.

    Raises MoveRefused when the proposal is no longer on the table, or the text is empty.
    """
    negotiation = hold_negotiation(Proposal.objects.values_list("negotiation_id", flat=True).get(pk=proposal_id))
    proposal = Proposal.objects.select_for_update(no_key=True, of=("self",)).select_related("issue").get(pk=proposal_id)
    if proposal.state not in STANDING:
        raise MoveRefused(f"{proposal.reference} is {proposal.get_state_display().lower()}: its text stays as it was.")
    if not text.strip():
        raise MoveRefused("The text is empty: paste what the paper says.")
    proposal.text = text.strip()
    if intent is not None:
        proposal.intent = intent.strip()
    proposal.save(update_fields=["text", "intent"])
    if not proposal.is_what_if:
        said = f"The text of {proposal.reference} was entered"
        record_event(matter=negotiation, verb="proposal.text", summary=said, by=by, at=at)
    touch(negotiation)
    return proposal


@transaction.atomic
def attach_scan(*, proposal_id: int, document: Document, by: User, at: datetime) -> Proposal:
    """Keep which document is the paper itself. Raises MoveRefused when it is a paper of another matter."""
    negotiation = hold_negotiation(Proposal.objects.values_list("negotiation_id", flat=True).get(pk=proposal_id))
    proposal = Proposal.objects.select_for_update(no_key=True, of=("self",)).select_related("issue").get(pk=proposal_id)
    if document.matter_id != negotiation.pk:
        raise MoveRefused("The paper is kept on another matter.")
    proposal.document = document
    proposal.save(update_fields=["document"])
    if not proposal.is_what_if:
        record_event(
            matter=negotiation, verb="proposal.paper", summary=f"The paper of {proposal.reference} was attached", by=by,
            at=at, level=Level.RESTRICTED, document=document.reference,
        )  # fmt: skip
    touch(negotiation)
    return proposal


@transaction.atomic
def price_proposal(*, proposal_id: int, items: Sequence[Item], by: User, at: datetime) -> Proposal:
    """Say what a proposal costs: the items that every costing of it, and of its side's package, takes from now on.

    What passed across is not touched. Raises MoveRefused when the negotiation is closed, or without an
    item: that nobody has said yet what it costs is not that it costs nothing.
    """
    if not items:
        raise MoveRefused("There is no item in it yet, so it says nothing of the cost. Add what it costs first.")
    negotiation = hold_negotiation(Proposal.objects.values_list("negotiation_id", flat=True).get(pk=proposal_id))
    proposal = Proposal.objects.select_for_update(no_key=True, of=("self",)).select_related("issue").get(pk=proposal_id)
    proposal.items = plain_items(items)
    proposal.save(update_fields=["items"])
    if not proposal.is_what_if:
        said = f"{proposal.reference} was given its items of cost"
        record_event(matter=negotiation, verb="costing.priced", summary=said, by=by, at=at)
    touch(negotiation)
    if proposal.side == Side.CITY and proposal.state in STANDING:
        # It passed before anybody knew its cost: those who hold the mandate hear of it now.
        transaction.on_commit(partial(tell_of_passed, proposal_id=proposal.pk, at=at), robust=True)
    return proposal
