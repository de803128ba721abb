"""Who is left to open a matter, and who is told of it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet, Value

from labor_office.core.matters import kinds
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


def is_open_to_all_of(matter: Matter, other: Matter) -> bool:
    """Whether whoever may know of ``other`` may know of ``matter`` too, by their levels, readers and walls.

    What of ``matter`` is put on the file of ``other`` is then shown to nobody new. A kind that takes a permission
    of its own is never as open as another matter; nor is one that the liaisons of ``other`` do not read by their
    department, or somebody named on ``other`` does not know of: being named on a hearing opens no case of the
    office to a decider who reads by naming alone. Three queries at most.
    """
    if kinds.get(matter.kind).reads_with is not None:
        return False
    read_by_liaisons = other.level == Level.OFFICE and other.department_id is not None
    if read_by_liaisons and other.department_id != matter.department_id:
        return False
    behind = MatterExclusion.objects.filter(ended_at=None)
    walled = behind.filter(matter=matter).exclude(user__in=behind.filter(matter=other).values("user"))
    if walled.exists():
        return False
    if matter.level != Level.OFFICE and other.level == Level.OFFICE:
        return False
    named = {grant.user for grant in readers_left(other).select_related("user")}
    return len(knowing(matter, named)) == len(named)


def knowing(matter: Matter, people: Iterable[User]) -> set[int]:
    """The keys of those of ``people`` who may know of ``matter``. One query, however many they are."""
    rows = [
        Matter.objects.visible_to(one).filter(pk=matter.pk).order_by().values_list(Value(one.pk), flat=True)
        for one in people
    ]
    return set(rows[0].union(*rows[1:], all=True)) if rows else set()


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
