"""Sections that a sheet does not name: said to be struck, or put back as they read."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from bargaining.actions.negotiations import hold_negotiation, touch
from bargaining.models.proposals import UNINITIALLED, TentativeAgreement
from bargaining.queries.left_out import current_words, left_out_of, unsaid_of
from bargaining.rules import sections
from bargaining.rules.board import MoveRefused
from labor_office.core.matters.actions.record import record_event
from labor_office.core.users.models import User


class LeavesOut(MoveRefused):
    """The sheet leaves out sections in force, and nobody has said that they are struck."""


def refuse_to_strike_silently(agreed: TentativeAgreement) -> None:
    """Raises LeavesOut, naming the sections, while the sheet would strike any of which nobody has said so."""
    numbers = [part.number for part in unsaid_of(agreed)]
    if numbers:
        raise LeavesOut(
            f"{agreed} does not name {', '.join(numbers)}, which {'is' if len(numbers) == 1 else 'are'} in force. "
            "Put the words back on the sheet, or say that they are struck."
        )


@transaction.atomic
def say_struck(*, agreement_id: int, by: User, at: datetime) -> TentativeAgreement:
    """Say of every section in force that the sheet leaves out that it is struck. Raises MoveRefused once it is closed.

    A side that has initialled meant other words: it initials again.
    """
    agreed = _held(agreement_id)
    numbers = [part.number for part in left_out_of(agreed)]
    if agreed.struck == numbers:
        return agreed
    return _rewritten(agreed, agreed.text, numbers, f"struck: {', '.join(numbers)}", by=by, at=at)


@transaction.atomic
def keep_sections(*, agreement_id: int, by: User, at: datetime) -> TentativeAgreement:
    """Put every section that the sheet leaves out back, word for word as it is in force. Raises MoveRefused."""
    agreed = _held(agreement_id)
    numbers = [part.number for part in left_out_of(agreed)]
    text = sections.put_back(current_words(agreed), agreed.text, article=agreed.issue.number)
    return _rewritten(agreed, text, [], f"kept as they read: {', '.join(numbers)}", by=by, at=at)


def _held(agreement_id: int) -> TentativeAgreement:
    rows = TentativeAgreement.objects.all()
    hold_negotiation(rows.values_list("negotiation_id", flat=True).get(pk=agreement_id))
    locked = rows.select_for_update(no_key=True, of=("self",)).select_related("issue", "negotiation")
    agreed = locked.get(pk=agreement_id)
    if agreed.is_closed:
        raise MoveRefused(f"{agreed} bears both initials already.")
    return agreed


def _rewritten(
    agreed: TentativeAgreement, text: str, struck: list[str], said: str, *, by: User, at: datetime
) -> TentativeAgreement:
    agreed.text, agreed.struck = text, struck
    for field, value in UNINITIALLED.items():
        setattr(agreed, field, value)
    agreed.save(update_fields=["text", "struck", *UNINITIALLED])
    summary = f"{agreed} on {agreed.issue}, sections {said}"
    record_event(matter=agreed.negotiation, verb="agreed.sections", summary=summary[:300], by=by, at=at)
    touch(agreed.negotiation)
    return agreed
