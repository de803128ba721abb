"""Who is named on a matter, and who is shut out of it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.models.matter import Matter, MatterAccess, MatterExclusion
from labor_office.core.users.models import User


class LastReader(Exception):
    """Nobody would be left who may open the matter."""


@transaction.atomic
def grant_access(*, matter_id: int, user: User, reason: str, by: User | None, at: datetime) -> MatterAccess:
    """Name ``user`` on the matter; naming twice is once."""
    matter = Matter.objects.select_for_update(no_key=True).get(pk=matter_id)
    grant, is_new = MatterAccess.objects.get_or_create(
        matter=matter, user=user, defaults={"reason": reason, "granted_by": by, "granted_at": at}
    )
    if is_new:
        record_event(
            matter=matter,
            verb="access.granted",
            summary=f"{user} was given access: {reason}",
            by=by,
            at=at,
            user=user.pk,
        )
    return grant


@transaction.atomic
def revoke_access(*, matter_id: int, user: User, reason: str, by: User, at: datetime) -> None:
    """Take ``user`` off the matter. Raises LastReader if nobody named would remain."""
    matter = Matter.objects.select_for_update(no_key=True).get(pk=matter_id)
    others = MatterAccess.objects.filter(matter=matter).exclude(user=user)
    shut_out = MatterExclusion.objects.filter(matter=matter, ended_at=None).values("user")
    if not others.exclude(user__in=shut_out).exists():
        raise LastReader(f"{matter} would be left without anyone who may open it. Name someone else first.")
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
    """Keep ``user`` out of the matter whatever their role, because they are named in it or decided it below."""
    matter = Matter.objects.select_for_update(no_key=True).get(pk=matter_id)
    _, is_new = MatterExclusion.objects.get_or_create(
        matter=matter, user=user, ended_at=None, defaults={"reason": reason, "excluded_by": by, "excluded_at": at}
    )
    if is_new:
        record_event(
            matter=matter, verb="access.shut_out", summary=f"{user} was shut out: {reason}", by=by, at=at, user=user.pk
        )


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
