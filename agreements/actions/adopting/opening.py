"""Opening the adoption of a drafted agreement, and planning it back from the Council's meeting."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from agreements.actions.adopting.steps import held
from agreements.actions.counting import begin_to_count
from agreements.models.adoption import Adoption, CouncilMemo
from agreements.models.closed_side import ClosedReader
from agreements.models.text import Agreement
from bargaining.models.negotiation import Negotiation
from labor_office.core.deadlines.actions.clocks import Happened
from labor_office.core.deadlines.actions.triggers import correct_trigger, record_trigger
from labor_office.core.deadlines.queries.situations import clock_of
from labor_office.core.matters.actions.access import grant_access
from labor_office.core.matters.actions.record import next_reference, record_event
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission
from labor_office.core.web import words

_COUNCIL = "council"


class NoDraft(Exception):
    """The agreement is law already, or nobody began its draft."""


class AlreadyOpen(Exception):
    """Its adoption was begun."""


class OtherUnit(Exception):
    """The negotiation is another unit's."""


class SameDay(Exception):
    """That day stands already."""


@transaction.atomic
def open_adoption(
    *,
    agreement_id: int,
    by: User,
    at: datetime,
    today: date,
    negotiation: Negotiation | None = None,
    council_on: date | None = None,
) -> Adoption:
    """Begin the way of a draft to the law of its unit; its dates are planned back by the office's rules.

    Only whoever opens it and whoever answers for the draft are named on it at first. What the Council hears
    behind closed doors is for who holds the mandate of its negotiation; without one, for these two and the chief,
    once named (``closed_side_of``).
    Raises NoDraft, AlreadyOpen, OtherUnit.
    """
    Matter.objects.select_for_update(no_key=True).get(pk=agreement_id)
    agreement = Agreement.objects.select_related("unit", "owner").get(pk=agreement_id)
    _check(agreement, negotiation)
    owner = agreement.owner or by
    adoption = Adoption(
        kind="adoption",
        reference=next_reference(kind="adoption", year=today.year),
        title=f"Adoption of {agreement.title}"[:200],
        level=Level.RESTRICTED,
        unit=agreement.unit,
        owner=owner,
        opened_on=today,
        created_at=at,
        agreement=agreement,
        negotiation=negotiation,
        council_on=council_on,
    )
    adoption.save(force_insert=True)
    CouncilMemo.objects.create(adoption=adoption)
    record_event(
        matter=adoption, verb="adoption.opened", summary=f"Adoption of {agreement.reference} begun", by=by, at=at
    )
    for person in {by, owner}:
        grant_access(matter_id=adoption.pk, user=person, reason="Works on the adoption.", by=by, at=at)
    if negotiation is None and by != owner and by.may(Permission.BARGAINING_READ):
        ClosedReader.objects.create(adoption=adoption, user=by, named_by=by, named_at=at)
    triggers = [Happened("effective", agreement.starts_on, label="The agreement takes effect")]
    if council_on is not None:
        triggers.append(Happened(_COUNCIL, council_on, label="The Council meets"))
    begin_to_count(matter=adoption, triggers=triggers, by=by, at=at, today=today)
    return adoption


@transaction.atomic
def set_council_day(*, adoption_id: int, on: date, by: User, at: datetime, today: date, reason: str = "") -> Adoption:
    """Say on which day the Council takes it up; every date planned back from it moves along. Raises SameDay."""
    adoption = held(adoption_id)
    was = adoption.council_on
    if was == on:
        raise SameDay(f"The Council's meeting is set for {words.day_year(on)} already.")
    adoption.council_on = on
    adoption.save(update_fields=["council_on"])
    moved = f", was {words.day_year(was)}: {reason}" if was else ""
    said = f"Council's meeting {words.day_year(on)}{moved}"[:300]
    record_event(matter=adoption, verb="adoption.council_day", summary=said, by=by, at=at, on=on)
    if clock_of(adoption.pk) is None:
        return adoption
    if was is None:
        what = Happened(_COUNCIL, on, label="The Council meets")
        record_trigger(matter_id=adoption.pk, what=what, by=by, at=at, today=today)
    else:
        why = reason or "another meeting"
        correct_trigger(matter_id=adoption.pk, event=_COUNCIL, on=on, reason=why, by=by, at=at, today=today)
    return adoption


def _check(agreement: Agreement, negotiation: Negotiation | None) -> None:
    if not agreement.is_draft or not hasattr(agreement, "draft"):
        raise NoDraft(f"{agreement.reference} is in force already, or has no draft to adopt.")
    begun = Adoption.objects.filter(agreement=agreement).first()
    if begun is not None:
        raise AlreadyOpen(f"{begun.reference} is its adoption.")
    if negotiation is not None and negotiation.unit_id != agreement.unit_id:
        raise OtherUnit(f"{negotiation.reference} is with another unit.")
