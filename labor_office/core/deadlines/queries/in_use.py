"""Which rules count a matter of a kind: those of its unit, else the office's."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from labor_office.core.deadlines.models.procedures import ProcedureVersion, VersionState


def version_in_use(kind: str, unit_id: int | None, *, on: date) -> ProcedureVersion | None:
    """The rules in force on a day for matters of ``kind``: the unit's own, else the office's; None without any."""
    published = _published(kind, on)
    own = published.filter(procedure__unit=unit_id).last() if unit_id else None
    return own or published.filter(procedure__unit=None).last()


def versions_to_choose(kind: str, unit_id: int | None, *, on: date) -> list[ProcedureVersion]:
    """The newest version of each procedure that matters of ``kind`` in the unit may run under; the one in use first."""
    found = _published(kind, on).filter(Q(procedure__unit=unit_id) | Q(procedure__unit=None))
    newest = {version.procedure_id: version for version in found.select_related("procedure")}
    in_use = version_in_use(kind, unit_id, on=on)
    return sorted(newest.values(), key=lambda version: (version != in_use, version.procedure.title))


def _published(kind: str, on: date) -> QuerySet[ProcedureVersion]:
    return ProcedureVersion.objects.filter(
        procedure__matter_kind=kind, state__in=[VersionState.PUBLISHED, VersionState.RETIRED], effective_from__lte=on
    ).order_by("effective_from", "number", "pk")
