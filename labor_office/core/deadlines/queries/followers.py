"""Which open matters run under which version of a procedure."""

from __future__ import annotations

from dataclasses import dataclass

from labor_office.core.deadlines.models.clocks import Clock
from labor_office.core.deadlines.models.procedures import ProcedureVersion
from labor_office.core.deadlines.queries.readings import as_procedure
from labor_office.core.deadlines.rules.applying import special_kinds
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.models import User


@dataclass(frozen=True, slots=True)
class Follower:
    """An open matter and the version it runs under.

    ``unnamed`` are those of its kinds that the later version does not name.
    """

    matter: Matter
    number: int
    unnamed: tuple[str, ...] = ()


def followers(version: ProcedureVersion, *, reader: User) -> list[Follower]:
    """Open matters of the procedure under earlier versions, as far as ``reader`` may know of them. Two queries."""
    named = special_kinds(as_procedure(version))
    clocks = (
        Clock.objects.filter(version__procedure=version.procedure_id, matter__closed_on=None)
        .filter(version__number__lt=version.number)
        .filter(matter__in=Matter.objects.visible_to(reader))
        .select_related("matter__owner", "version")
        .order_by("version__number", "matter__reference")
    )
    return [
        Follower(clock.matter, clock.version.number, tuple(kind for kind in clock.kinds if kind not in named))
        for clock in clocks
    ]
