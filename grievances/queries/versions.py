"""Other published versions of a procedure that a case may be counted by, and what would move."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db.models import Q

from grievances.queries.cases import Case
from grievances.queries.previews import Filled, Preview, told
from labor_office.core.deadlines.models.procedures import ProcedureVersion, VersionState
from labor_office.core.deadlines.queries.changes import changes
from labor_office.core.deadlines.queries.readings import as_procedure, reading
from labor_office.core.deadlines.queries.situations import situation, situation_of
from labor_office.core.deadlines.rules import words
from labor_office.core.deadlines.rules.applying import special_kinds
from labor_office.core.matters.models.matter import Matter


def versions_for(matter: Matter, *, procedure_id: int) -> list[ProcedureVersion]:
    """Published versions of the procedure, and of others for its unit and kind, newest first."""
    same = Q(procedure_id=procedure_id) | Q(procedure__unit=matter.unit_id, procedure__matter_kind=matter.kind)
    found = ProcedureVersion.objects.filter(same, state__in=[VersionState.PUBLISHED, VersionState.RETIRED])
    return list(found.select_related("procedure__calendar").order_by("-effective_from", "-number", "-pk"))


def other_versions(case: Case) -> list[tuple[int, str]]:
    """Those it is not counted by now, each with the day from which it is in force."""
    now = case.clock.version
    return [
        (version.pk, f"{version}, in force from {words.full_day(version.effective_from)}")
        for version in versions_for(case.matter, procedure_id=now.procedure_id)
        if version.pk != now.pk and version.effective_from is not None
    ]


def kinds_under(version: ProcedureVersion, kinds: list[str]) -> tuple[str, ...]:
    """Which of a matter's ``kinds`` the version treats apart too."""
    return tuple(kind for kind in special_kinds(as_procedure(version)) if kind in kinds)


def of_version(case: Case, form: Filled, today: date) -> Preview:
    """Old and new dates, were the case counted by the version chosen. Nothing is saved."""
    now = situation(case.matter.pk)
    version = ProcedureVersion.objects.select_related("procedure__calendar").get(pk=form.cleaned_data["version_id"])
    kinds = kinds_under(version, now.clock.kinds)
    clock = now.clock
    clock.version, clock.kinds, clock.calendar = version, list(kinds), version.procedure.calendar
    then = replace(situation_of(clock), reading=reading(version.pk, kinds), rows=now.rows, hands=now.hands)
    gone = sorted(set(now.clock.kinds) - set(kinds))
    warnings = (f"The version chosen does not treat {', '.join(gone)} apart.",) if gone else ()
    return told(changes(then, then.docket(today), is_correction=False).moves(), warnings=warnings)
