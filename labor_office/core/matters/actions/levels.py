"""Closing a matter to all but named people, and opening it to the office again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from labor_office.core.matters.actions.access import Lasting, LastReader, grant_access
from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.queries import readers_left
from labor_office.core.matters.rules import LEVEL_WORDS, Level
from labor_office.core.users.models import User


@transaction.atomic
def restrict(
    *, matter_id: int, named: Collection[User], reason: str, by: User, at: datetime, level: Level = Level.RESTRICTED
) -> Matter:
    """Let only ``named`` people, the owner and the backup know of the matter.

    Raises LastReader when that would be nobody.
    """
    matter = Matter.objects.select_for_update(no_key=True).get(pk=matter_id)
    working = [person for person in (matter.owner, matter.backup) if person is not None]
    readers = {person.pk: person for person in [*named, *working]}
    if matter.level != level:
        matter.level = level
        matter.save(update_fields=["level"])
        record_event(
            matter=matter, verb="matter.restricted", summary=f"{LEVEL_WORDS[level]}: {reason}"[:300], by=by, at=at
        )
    for person in readers.values():
        lasting = None if person in working else Lasting.AS_BEFORE
        grant_access(matter_id=matter.pk, user=person, reason=reason[:200], by=by, at=at, ends_on=lasting)
    if not readers_left(matter).exists():
        raise LastReader(f"{matter} would be left without anyone who may open it. Name someone.")
    return matter


@transaction.atomic
def open_to_office(*, matter_id: int, reason: str, by: User, at: datetime) -> Matter:
    """Let the whole office read the matter again; people shut out of it stay out."""
    matter = Matter.objects.select_for_update(no_key=True).get(pk=matter_id)
    if matter.level != Level.OFFICE:
        matter.level = Level.OFFICE
        matter.save(update_fields=["level"])
        record_event(
            matter=matter, verb="matter.opened_to_office", summary=f"Opened to the office: {reason}"[:300], by=by, at=at
        )
    return matter
