"""Which of the office's rules count matters of a kind, and what they count on one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.deadlines.models.clocks import Clock
from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.deadlines.models.procedures import ProcedureVersion, VersionState
from labor_office.core.deadlines.queries.readings import work_calendar
from labor_office.core.deadlines.rules.standing import Standing
from labor_office.core.deadlines.shown import Shown, shown, standing_of
from labor_office.core.workforce.models import BargainingUnit


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline of a matter, with where it stands and its reasoning."""

    deadline: Deadline
    standing: Standing
    explanation: Shown
    label: str

    @property
    def proof_url(self) -> str:
        """Where the whole count stands."""
        return reverse("deadlines:proof", args=[self.deadline.pk])


def version_for(kind: str, unit: BargainingUnit | None, *, on: date) -> ProcedureVersion | None:
    """The rules in force on a day for matters of ``kind``: the unit's own, else the office's; None without any."""
    published = ProcedureVersion.objects.filter(
        procedure__matter_kind=kind, state__in=[VersionState.PUBLISHED, VersionState.RETIRED], effective_from__lte=on
    ).order_by("effective_from", "number", "pk")
    own = published.filter(procedure__unit=unit).last() if unit else None
    return own or published.filter(procedure__unit=None).last()


def published_calendar() -> Calendar | None:
    """The office's own calendar, once it has published days."""
    return Calendar.objects.filter(is_office=True, current__isnull=False).first()


def has_clock(matter_id: int) -> bool:
    """Whether anything is counted for the matter."""
    return Clock.objects.filter(pk=matter_id).exists()


def dues_of(matter_id: int, *, today: date) -> list[Due]:
    """What is counted on a matter in this pass and those before, the soonest first. One query."""
    rows = Deadline.objects.filter(matter_id=matter_id, calendar_version__isnull=False).exclude(state="LAPSED")
    found = []
    for row in rows.select_related("calendar_version__calendar").order_by("due_on", "pk"):
        assert row.calendar_version_id is not None  # noqa: S101 -- filtered above
        calendar = work_calendar(row.calendar_version_id)
        told = shown(row, today=today, calendar=calendar)
        found.append(Due(row, standing_of(row, today=today), told, f"{row.party_words}: {row.name}"))
    return found
