"""Parity clauses recorded and ended; the team told when an agreement sets one off."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.urls import reverse

from bargaining.models.negotiation import TeamMember
from bargaining.models.parity import ParityClause
from bargaining.models.proposals import TentativeAgreement
from bargaining.queries.parity import is_set_off
from bargaining.rules.board import MoveRefused
from bargaining.rules.topics import Topic
from bargaining.rules.vocabulary import Side
from labor_office.core.notices.actions.promise import Promise, promise_many
from labor_office.core.notices.messages.named import ForThoseNamed
from labor_office.core.notices.messages.parts import Part
from labor_office.core.users.models import User
from labor_office.core.workforce.models import BargainingUnit


@transaction.atomic
def record_clause(
    *,
    unit: BargainingUnit,
    place: str,
    topic: Topic,
    words: str,
    by: User,
    at: datetime,
    watches: BargainingUnit | None = None,
    above: Decimal | None = None,
    from_on: date | None = None,
    until_on: date | None = None,
) -> ParityClause:
    """Record a clause by which ``unit`` may ask for what another gets.

    Raises MoveRefused: no words, the unit's own clause watching itself, an end before its beginning,
    or the same place recorded for the same subject.
    """
    if not (place.strip() and words.strip()):
        raise MoveRefused("Say where the clause stands, and what it says.")
    if watches == unit:
        raise MoveRefused("A unit has no parity with itself: choose another, or leave it to whichever gets more.")
    if from_on and until_on and until_on < from_on:
        raise MoveRefused("The clause cannot end before it begins.")
    if ParityClause.objects.filter(unit=unit, place=place.strip(), topic=topic).exists():
        raise MoveRefused(f"{place.strip()} of {unit} is recorded for this subject already.")
    return ParityClause.objects.create(
        unit=unit,
        place=place.strip(),
        topic=topic,
        watches=watches,
        above=above,
        words=words.strip(),
        from_on=from_on,
        until_on=until_on,
        recorded_by=by,
        recorded_at=at,
    )


@transaction.atomic
def end_clause(*, clause_id: int, until_on: date) -> ParityClause:
    """Say on which day a clause counts last. Raises MoveRefused before its first day."""
    clause = ParityClause.objects.select_for_update(no_key=True).get(pk=clause_id)
    if clause.from_on and until_on < clause.from_on:
        raise MoveRefused("The clause cannot end before it begins.")
    clause.until_on = until_on
    clause.save(update_fields=["until_on"])
    return clause


def tell_of_parity(agreement: TentativeAgreement, *, at: datetime) -> int:
    """Promise the City's team of a table a word when what both signed sets off another unit's clause.

    In the caller's transaction, once an agreement; how many were told.
    """
    if not is_set_off(agreement):
        return 0
    table = agreement.negotiation
    path = reverse("bargaining:sheet", args=[table.reference, agreement.number])
    message = ForThoseNamed(item=Part(matter=table.pk, reference=table.reference, path=path))
    team = TeamMember.objects.filter(negotiation=table, side=Side.CITY, left_on=None, user__isnull=False)
    return promise_many(
        [
            Promise(
                key=f"parity:{agreement.pk}:{user}",
                message=message,
                recipient_id=user,
                matter_id=table.pk,
                why=f"you are on the City's team of {table.reference}",
                not_before=at,
            )
            for user in team.values_list("user", flat=True)
            if user is not None
        ],
        at=at,
    )
