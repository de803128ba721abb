"""The whole text of a proposal and what it costs, entered after it was logged in a few words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from bargaining.actions.negotiations import hold_negotiation, touch
from bargaining.costing.items import Item
from bargaining.costing.wire import plain_items
from bargaining.models.proposals import Proposal
from bargaining.rules.board import STANDING, MoveRefused
from labor_office.core.matters.actions.record import record_event
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
    record_event(
        matter=negotiation, verb="proposal.text", summary=f"The text of {proposal.reference} was entered", by=by, at=at
    )
    touch(negotiation)
    return proposal


@transaction.atomic
def price_proposal(*, proposal_id: int, items: Sequence[Item], by: User, at: datetime) -> Proposal:
    """Say what a proposal costs: the items that every costing of it, and of its side's package, takes from now on.

    What passed across is not touched. Raises MoveRefused when the negotiation is closed.
    """
    negotiation = hold_negotiation(Proposal.objects.values_list("negotiation_id", flat=True).get(pk=proposal_id))
    proposal = Proposal.objects.select_for_update(no_key=True, of=("self",)).select_related("issue").get(pk=proposal_id)
    proposal.items = plain_items(items)
    proposal.save(update_fields=["items"])
    record_event(
        matter=negotiation,
        verb="costing.priced",
        summary=f"{proposal.reference} was given its items of cost",
        by=by,
        at=at,
    )
    touch(negotiation)
    return proposal
