"""Putting articles of the agreement in force on the board."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from bargaining.actions.negotiations import hold_negotiation, touch
from bargaining.models.negotiation import Issue
from labor_office.core.matters.actions.record import record_event
from labor_office.core.users.models import User


@transaction.atomic
def add_articles(
    *, negotiation_id: int, articles: Sequence[tuple[str, str, bool]], by: User, at: datetime
) -> tuple[Issue, ...]:
    """Put articles of the agreement on the board: number, title, whether it costs money. Those there already stay."""
    negotiation = hold_negotiation(negotiation_id)
    there = set(negotiation.issues.values_list("number", flat=True))
    new = [(number, title, costs) for number, title, costs in articles if number not in there]
    made = tuple(
        Issue.objects.create(negotiation=negotiation, number=number, title=title[:120] or number, is_economic=costs)
        for number, title, costs in new
    )
    if made:
        named = ", ".join(issue.number for issue in made)
        said = f"Put on the board from the agreement: Art. {named}"
        record_event(matter=negotiation, verb="issue.added", summary=said[:300], by=by, at=at)
        touch(negotiation)
    return made
