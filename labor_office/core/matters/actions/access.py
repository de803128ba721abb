"""Who is named on a matter, and who is shut out of it."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum

from django.db import transaction

from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.models.matter import Matter, MatterAccess, MatterExclusion
from labor_office.core.matters.queries import is_last_reader
from labor_office.core.users.models import User
from labor_office.core.web.dates import short_day_with_year


class Lasting(Enum):
    """How long somebody stays named when nobody says."""

    # As long as before: through the day set earlier, while that lasts, else for good.
    AS_BEFORE = "as before"


class LastReader(Exception):
    """Nobody would be left who may open the matter."""


@transaction.atomic
def grant_access(
    *,
    matter_id: int,
    user: User,
    reason: str,
    by: User | None,
    at: datetime,
    ends_on: date | Lasting | None = Lasting.AS_BEFORE,
) -> MatterAccess:
    """Name ``user`` on the matter, through the day ``ends_on`` if given. Naming again changes only how long.

    Only who says so changes that: another day, or None for good. Named in passing, because
    of some other work, somebody whose access ends on a day keeps that day.
    """
    matter = Matter.objects.select_for_update(no_key=True).get(pk=matter_id)
    grant, is_new = MatterAccess.objects.get_or_create(
        matter=matter,
        user=user,
        defaults={
            "reason": reason,
            "granted_by": by,
            "granted_at": at,
            "ends_on": None if isinstance(ends_on, Lasting) else ends_on,
        },
    )
    until = _end_of(grant) if isinstance(ends_on, Lasting) else ends_on
    is_changed = not is_new and grant.ends_on != until
    if is_changed:
        grant.ends_on, grant.reason = until, reason
        grant.granted_by, grant.granted_at = by, at
        grant.save(update_fields=["ends_on", "reason", "granted_by", "granted_at"])
    if is_new or is_changed:
        through = f" through {short_day_with_year(until)}" if until else ""
        record_event(
            matter=matter,
            verb="access.granted",
            summary=f"{user} was given access{through}: {reason}"[:300],
            by=by,
            at=at,
            user=user.pk,
        )
    return grant


def _end_of(grant: MatterAccess) -> date | None:
    """The last day of a grant that lasts; None for one for good and for one that has ended: it begins anew."""
    if grant.ends_on is None or not MatterAccess.objects.in_force().filter(pk=grant.pk).exists():
        return None
    return grant.ends_on


@transaction.atomic
def revoke_access(*, matter_id: int, user: User, reason: str, by: User, at: datetime) -> None:
    """Take ``user`` off the matter. Raises LastReader if nobody would remain who may open it."""
    matter = Matter.objects.select_for_update(no_key=True).get(pk=matter_id)
    _leave_a_reader(matter, user)
    taken, _ = MatterAccess.objects.filter(matter=matter, user=user).delete()
    if taken:
        record_event(
            matter=matter,
            verb="access.revoked",
            summary=f"{user} no longer has access: {reason}",
            by=by,
            at=at,
            user=user.pk,
        )


@transaction.atomic
def shut_out(*, matter_id: int, user: User, reason: str, by: User | None, at: datetime) -> None:
    """Keep ``user`` out of the matter whatever their role, because they are named in it or decided it below.

    They no longer answer for it: their backup steps up, else nobody is assigned. Raises
    LastReader if nobody would remain who may open it.
    """
    matter = Matter.objects.select_for_update(no_key=True).get(pk=matter_id)
    _leave_a_reader(matter, user)
    _, is_new = MatterExclusion.objects.get_or_create(
        matter=matter, user=user, ended_at=None, defaults={"reason": reason, "excluded_by": by, "excluded_at": at}
    )
    if is_new:
        record_event(
            matter=matter, verb="access.shut_out", summary=f"{user} was shut out: {reason}", by=by, at=at, user=user.pk
        )
    _step_down(matter, user, by=by, at=at)


def _leave_a_reader(matter: Matter, user: User) -> None:
    if is_last_reader(matter, user):
        raise LastReader(f"Without {user} nobody could open {matter}. Give someone else access first.")


def _step_down(matter: Matter, user: User, *, by: User | None, at: datetime) -> None:
    """Whoever may not open a matter does not answer for it either; mail to them would tell nobody."""
    if user.pk not in {matter.owner_id, matter.backup_id}:
        return
    if matter.owner_id == user.pk:
        walled = MatterExclusion.objects.filter(matter=matter, user=matter.backup_id, ended_at=None).exists()
        matter.owner = None if walled or not (matter.backup and matter.backup.is_active) else matter.backup
    matter.backup = None
    matter.save(update_fields=["owner", "backup"])
    answers = f"{matter.owner} answers for it" if matter.owner else "Nobody is assigned"
    record_event(
        matter=matter, verb="matter.assigned", summary=f"{answers}, as {user} was shut out", by=by, at=at,
        owner=matter.owner_id, backup=None,
    )  # fmt: skip
    if matter.owner is not None and matter.is_restricted:
        # Whoever answers for it reads it for as long as they do.
        grant_access(matter_id=matter.pk, user=matter.owner, reason="Works on it.", by=by, at=at, ends_on=None)


@transaction.atomic
def let_back_in(*, matter_id: int, user: User, reason: str, by: User, at: datetime) -> None:
    """End the exclusion of ``user``, with the reason."""
    matter = Matter.objects.select_for_update(no_key=True).get(pk=matter_id)
    ended = MatterExclusion.objects.filter(matter=matter, user=user, ended_at=None).update(ended_at=at)
    if ended:
        record_event(
            matter=matter,
            verb="access.let_back_in",
            summary=f"{user} may be given access again: {reason}",
            by=by,
            at=at,
            user=user.pk,
        )
