"""A grievance in short: what is owed next and why that day, and the last things that happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from grievances.models import Grievance
from grievances.queries.procedures import step_name
from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.deadlines.shown import Shown, calendar_of, shown
from labor_office.core.matters.models.matter import MatterEvent
from labor_office.core.users.models import User

EVENTS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Peek:
    """What the quick view prints beside the grievance's own words."""

    step: str
    next_due: Deadline | None
    told: Shown | None
    events: Sequence[MatterEvent]


def peek_of(grievance: Grievance, *, user: User, today: date) -> Peek:
    """The quick view of ``grievance`` as ``user`` may see it. Two queries."""
    running = Deadline.objects.filter(matter_id=grievance.pk, state__in=["OPEN", "MISSED", "STOPPED", "NEEDS_DATE"])
    ours = (
        running.filter(satisfied_on=None, lapsed_reason="")
        .exclude(actor="union")
        .select_related("limit", "calendar_version__calendar")
    )
    first = ours.order_by("due_on", "pk").first()
    calendar = calendar_of(first) if first else None
    events = MatterEvent.objects.visible_to(user).filter(matter_id=grievance.pk).select_related("actor")
    return Peek(
        step=step_name(grievance.step),
        next_due=first,
        told=shown(first, today=today, calendar=calendar) if first and calendar else None,
        events=list(events[:EVENTS_SHOWN]),
    )
