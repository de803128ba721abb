"""What opening a proceeding would start, before it is saved; and what its form can be filled with already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from grievances.models import Grievance
from grievances.queries.procedures import Chosen, events_known, version_of_kind
from grievances.queries.starting import StartingLine, starting_line
from labor_office.core.deadlines.models.procedures import ProcedureVersion, VersionState
from labor_office.core.deadlines.queries.readings import reading, work_calendar
from labor_office.core.deadlines.rules import words
from labor_office.core.deadlines.rules.docket import docket
from labor_office.core.deadlines.rules.facts import Facts, Happening
from labor_office.core.matters.models.record import Party
from labor_office.core.matters.rules import PartyRole
from labor_office.core.workforce.models import BargainingUnit


@dataclass(frozen=True, slots=True)
class OpeningPreview:
    """The procedure that would govern and the first dates. ``refusal`` says why nothing is counted."""

    refusal: str = ""
    chosen: Chosen | None = None
    lines: tuple[StartingLine, ...] = ()

    @property
    def summary(self) -> str:
        """One sentence for those who hear the page."""
        first = next((line for line in self.lines if line.due_words), None)
        return f"{first.name} due {first.due_words}." if first else self.refusal or "No limit starts on that day."


def preview_opening(*, kind: str, unit: BargainingUnit | None, event: str, on: date, today: date) -> OpeningPreview:
    """What ``open_proceeding`` would start today. Reads only."""
    chosen = version_of_kind(kind=kind, unit=unit, on=on)
    if chosen is None:
        return OpeningPreview(
            "No procedure is published for this kind of case, so no date is counted. It can be opened all the same."
        )
    calendar_version = chosen.version.procedure.calendar.current_id
    if calendar_version is None:
        return OpeningPreview(f"{chosen.version.procedure.calendar} has no published days yet.", chosen)
    known = events_known(chosen.version.pk)
    if event and event not in known:
        return OpeningPreview(
            f"{chosen.version} does not count from that. It knows: {', '.join(known.values())}.", chosen
        )
    calendar = work_calendar(calendar_version)
    facts = Facts(happenings=(Happening(event, on),) if event else ())
    entries = docket(reading(chosen.version.pk, ()).procedure, facts, calendar, today).entries
    ahead = [entry for entry in entries if entry.state in {"OPEN", "MISSED", "NEEDS_DATE"}]
    return OpeningPreview("", chosen, tuple(starting_line(entry, calendar, today) for entry in ahead[:4]))


def events_of_kind(kind: str) -> list[tuple[str, str]]:
    """What a procedure of this kind begins with, in any unit: its events with their words, starts first."""
    versions = ProcedureVersion.objects.filter(procedure__matter_kind=kind, state=VersionState.PUBLISHED)
    starts: dict[str, str] = {}
    for version_id in versions.order_by("procedure__title", "-number").values_list("pk", flat=True):
        met = {limit.satisfied_by for limit in reading(version_id, ()).procedure.limits}
        for event, said in events_known(version_id).items():
            if event not in met and event not in {"knowledge", "incident"}:
                starts.setdefault(event, words.capitalized(said))
        for event, said in events_known(version_id).items():
            if event in met and _starts_something(version_id, event):
                starts.setdefault(event, words.capitalized(said))
    return list(starts.items())


def _starts_something(version_id: int, event: str) -> bool:
    return any(event in limit.start for limit in reading(version_id, ()).procedure.limits)


def parties_carried(grievance: Grievance) -> list[Party]:
    """Whom the arbitration of a grievance names from the start: everyone the grievance names but who decided it."""
    rows = Party.objects.filter(matter_id=grievance.pk).exclude(role=PartyRole.DECISION_MAKER)
    return list(rows.select_related("employee__user", "user", "organization"))
