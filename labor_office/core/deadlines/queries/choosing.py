"""Which procedure governs matters of a kind: asked here by every app, so that all choose alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.deadlines.models.procedures import ProcedureVersion, VersionState
from labor_office.core.web.compiled import Compiled
from labor_office.core.workforce.models import BargainingUnit

_IN_USE = (VersionState.PUBLISHED, VersionState.RETIRED)


def versions_of(kind: str, unit: BargainingUnit | None) -> list[ProcedureVersion]:
    """Every version ever put in use for a unit's matters of ``kind``, the oldest first. One query.

    ``unit`` None: those that are for every unit. A retired version still governs the days
    on which it was in force.
    """
    return list(_versions(None, kind, None)) if unit is None else _OF_UNIT.rows(None, kind=kind, unit=unit.pk)


def _versions(_user: None, kind: str, unit: int | None) -> QuerySet[ProcedureVersion]:
    found = ProcedureVersion.objects.filter(procedure__matter_kind=kind, procedure__unit=unit, state__in=_IN_USE)
    return found.select_related("procedure__calendar").order_by("effective_from", "number", "pk")


_OF_UNIT = Compiled(_versions)


def in_force(versions: Sequence[ProcedureVersion], on: date) -> ProcedureVersion | None:
    """The one of ``versions`` that took effect last on or before ``on``; None when none had yet."""
    begun = [version for version in versions if version.effective_from and version.effective_from <= on]
    return begun[-1] if begun else None


def version_for(kind: str, unit: BargainingUnit | None, *, on: date) -> ProcedureVersion | None:
    """The version in force on a day for matters of ``kind``: the unit's own, else everyone's; None without any."""
    own = in_force(versions_of(kind, unit), on) if unit else None
    return own or in_force(versions_of(kind, None), on)


def versions_to_choose(kind: str, unit: BargainingUnit | None, *, on: date) -> list[ProcedureVersion]:
    """The one in force of each procedure that matters of ``kind`` in ``unit`` may run under; the one in use first."""
    found = [*(versions_of(kind, unit) if unit else ()), *versions_of(kind, None)]
    newest = {one.procedure_id: one for one in found if one.effective_from and one.effective_from <= on}
    in_use = version_for(kind, unit, on=on)
    return sorted(newest.values(), key=lambda version: (version != in_use, version.procedure.title))


def published_office_calendar() -> Calendar | None:
    """The office's own calendar, once it has published days: what shipped rules count by."""
    return Calendar.objects.filter(is_office=True, current__isnull=False).first()
