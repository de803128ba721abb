"""Who may open what, who is kept out, who has looked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from labor_office.core.matters import kinds
from labor_office.core.matters.models.matter import Matter, MatterAccess, MatterExclusion, MatterReading
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User
from labor_office.desk.people.rules.oversight import Change

READERS_SHOWN = 100
SEEN_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Seen:
    """What someone would find: how much of each kind, and the newest of it."""

    counts: tuple[tuple[str, int], ...]
    matters: tuple[Matter, ...]
    total: int

    @property
    def more_count(self) -> int:
        """How many are counted but not listed."""
        return self.total - len(self.matters)


def with_walls(matters: QuerySet[Matter]) -> QuerySet[Matter]:
    """``matters`` with everyone named on them and everyone shut out, in two further queries."""
    named = MatterAccess.objects.select_related("user", "granted_by")
    shut_out = MatterExclusion.objects.filter(ended_at=None).select_related("user", "excluded_by")
    return matters.select_related("owner").prefetch_related(
        Prefetch("access_grants", queryset=named), Prefetch("exclusions", queryset=shut_out, to_attr="walls")
    )


def restricted_to(user: User) -> QuerySet[Matter]:
    """Matters closed to the office that ``user`` may open."""
    return Matter.objects.visible_to(user).exclude(level=Level.OFFICE)


def naming(matters: QuerySet[Matter], person: User) -> QuerySet[Matter]:
    """Those of ``matters`` on which ``person`` is named or from which they are shut out."""
    named = MatterAccess.objects.in_force().filter(matter=OuterRef("pk"), user=person)
    walls = MatterExclusion.objects.filter(matter=OuterRef("pk"), user=person, ended_at=None)
    return matters.filter(Q(Exists(named)) | Q(Exists(walls)))


def readers(matter: Matter) -> Sequence[MatterReading]:
    """The last hundred times that someone opened ``matter``, newest first."""
    return list(MatterReading.objects.filter(matter=matter).select_related("user")[:READERS_SHOWN])


def candidates(matter: Matter, change: Change) -> QuerySet[User]:
    """People to whom ``change`` can be done on ``matter``."""
    named = MatterAccess.objects.filter(matter=matter).values("user")
    shut_out = MatterExclusion.objects.filter(matter=matter, ended_at=None).values("user")
    people: QuerySet[User] = User.objects.all()
    match change:
        case Change.GRANT:
            for_good = MatterAccess.objects.filter(matter=matter, ends_on=None).values("user")
            return people.filter(is_active=True).exclude(pk__in=for_good)
        case Change.REVOKE:
            return people.filter(pk__in=named)
        case Change.SHUT_OUT:
            return people.exclude(pk__in=shut_out)
        case Change.LET_IN:
            return people.filter(pk__in=shut_out)


def wall_around(matter: Matter, person: User) -> MatterExclusion | None:
    """Why ``person`` is shut out of ``matter``; None while they are not."""
    return MatterExclusion.objects.filter(matter=matter, user=person, ended_at=None).first()


def everyone() -> QuerySet[User]:
    """People who can sign in."""
    found: QuerySet[User] = User.objects.active()
    return found


def seen_by(person: User, *, asked_by: User) -> Seen:
    """What ``person`` would find, as far as ``asked_by`` may know of it.

    A wall holds against this question too: a matter the asker is shut out of is neither
    listed nor counted.
    """
    both = Matter.objects.visible_to(person).filter(pk__in=Matter.objects.visible_to(asked_by).values("pk"))
    counts = dict(both.order_by().values_list("kind").annotate(count=Count("pk")))
    named = sorted((kinds.get(kind).plural, count) for kind, count in counts.items())
    newest = both.select_related("owner").order_by("-opened_on", "-pk")[:SEEN_SHOWN]
    return Seen(tuple(named), tuple(newest), sum(counts.values()))
