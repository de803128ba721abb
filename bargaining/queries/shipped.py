"""What the office's rules count on a unit matter, a plan or a committee."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from labor_office.core.deadlines.models.clocks import Clock
from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.deadlines.queries.readings import work_calendar
from labor_office.core.deadlines.rules.standing import Standing
from labor_office.core.deadlines.shown import Shown, shown, standing_of


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
