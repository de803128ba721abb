"""Who is left to open a matter, and who is told of it."""

from __future__ import annotations

from django.db.models import QuerySet

from labor_office.core.matters.models.matter import Matter, MatterAccess, MatterExclusion
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission


def readers_left(matter: Matter) -> QuerySet[MatterAccess]:
    """The grants that let someone in today: named, able to sign in, and not shut out."""
    shut_out = MatterExclusion.objects.filter(matter=matter, ended_at=None)
    named = MatterAccess.objects.in_force().filter(matter=matter, user__is_active=True)
    return named.exclude(user__in=shut_out.values("user"))


def known_origin(user: User, origin_id: int | None) -> Matter | None:
    """The matter that another grew out of, when ``user`` may know of it: it has its own wall. One query or none."""
    return None if origin_id is None else Matter.objects.visible_to(user).filter(pk=origin_id).first()


def is_last_reader(matter: Matter, person: User) -> bool:
    """Whether ``person`` is the only one left who may open ``matter``, which is closed to the office.

    Asked under the matter's lock by whatever takes a reader away. Someone who cannot open
    it takes nothing with them. Someone whose access ends on a day is not somebody left.
    """
    if matter.level == Level.OFFICE:
        return False
    for_good = readers_left(matter).filter(ends_on=None)
    return list(for_good.values_list("user", flat=True)[:2]) == [person.pk]


def may_look_after(user: User, matter: Matter) -> bool:
    """Whether ``user`` is told who may open ``matter`` and who did: its owner, and the chief."""
    return matter.owner_id == user.pk or user.may(Permission.ACCESS_GRANT)
