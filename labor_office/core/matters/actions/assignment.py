"""Who answers for a matter, and who stands in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from labor_office.core.matters.actions.access import grant_access
from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.models.matter import Matter, MatterExclusion
from labor_office.core.users.models import User

Teller = Callable[..., None]

_tellers: list[Teller] = []


def register_teller(teller: Teller) -> None:
    """Say how people are told that a matter is theirs: called with ``matter``, ``people``, ``by`` and ``at``.

    Messages are made above this layer; whoever makes them registers here. Registering again replaces.
    """
    _tellers[:] = [teller]


class OwnerShutOut(Exception):
    """This person may not open the matter, so they cannot answer for it."""


class BackupIsOwner(Exception):
    """The same person cannot stand in for themselves."""


@transaction.atomic
def assign(
    *, matter_id: int, owner: User | None, backup: User | None, by: User | None, at: datetime
) -> tuple[Matter, tuple[User, ...]]:
    """Give the matter to ``owner`` with ``backup`` standing in; returns it and who is new on it.

    On a restricted matter both are named on it. Telling the new people is up to the
    caller. Raises OwnerShutOut, BackupIsOwner.
    """
    matter = Matter.objects.select_for_update(no_key=True).get(pk=matter_id)
    if owner is not None and backup is not None and owner.pk == backup.pk:
        msg = "Choose someone other than the owner as backup."
        raise BackupIsOwner(msg)
    chosen = [person for person in (owner, backup) if person is not None]
    walled = MatterExclusion.objects.filter(matter=matter, user__in=chosen, ended_at=None).select_related("user")
    for wall in walled[:1]:
        raise OwnerShutOut(f"{wall.user} is shut out of {matter}: {wall.reason} Choose someone else.")
    before = {matter.owner_id, matter.backup_id}
    if (matter.owner_id, matter.backup_id) == (owner and owner.pk, backup and backup.pk):
        return matter, ()
    matter.owner, matter.backup = owner, backup
    matter.save(update_fields=["owner", "backup"])
    record_event(
        matter=matter, verb="matter.assigned", summary=_said(owner, backup), by=by, at=at,
        owner=owner and owner.pk, backup=backup and backup.pk,
    )  # fmt: skip
    if matter.is_restricted:
        for person in chosen:
            grant_access(matter_id=matter.pk, user=person, reason="Works on it.", by=by, at=at, ends_on=None)
    return matter, tuple(person for person in chosen if person.pk not in before)


@transaction.atomic
def hand_over(*, matter_id: int, owner: User, backup: User | None, by: User, at: datetime) -> Matter:
    """``assign``, and whoever is new on the matter is told as registered. Raises OwnerShutOut, BackupIsOwner."""
    matter, new = assign(matter_id=matter_id, owner=owner, backup=backup, by=by, at=at)
    for tell in _tellers:
        tell(matter=matter, people=new, by=by, at=at)
    return matter


def _said(owner: User | None, backup: User | None) -> str:
    if owner is None:
        return "Nobody is assigned"
    return f"Assigned to {owner}, backup {backup}" if backup else f"Assigned to {owner}"
