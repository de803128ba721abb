"""The dates of a negotiation: what the rules count, with the reasoning, and what is planned back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bargaining.rules.process import ON_THEIR_OWN_PAGES, PLAN_PREFIX, PLANNED, said
from labor_office.core.deadlines import shown
from labor_office.core.deadlines.models.clocks import Clock, Trigger
from labor_office.core.deadlines.queries.readings import reading
from labor_office.core.deadlines.rules.trace import Trace
from labor_office.core.web.words import day_year

_STARTS_FROM_A_DUE_DATE = "due:"
# Still to be done.
_LIVE = ("OPEN", "MISSED", "STOPPED", "NEEDS_DATE", "WAITING")


@dataclass(frozen=True, slots=True)
class Due(shown.Due):
    """One deadline of a negotiation."""

    @property
    def is_planned(self) -> bool:
        """Whether it is the office's own latest day, planned back."""
        return self.deadline.code.startswith(PLAN_PREFIX)

    @property
    def is_live(self) -> bool:
        """Whether it is still to be done."""
        return self.deadline.state in _LIVE and self.deadline.satisfied_on is None

    @property
    def if_missed(self) -> str:
        """What follows when it passes undone, as its rule says: ``Otherwise the item waits for the next meeting.``"""
        missed = Trace.from_json(self.deadline.trace).limit.missed
        return f"Otherwise {missed}." if missed else ""


def dues_of(negotiation_id: int, *, today: date) -> list[Due]:
    """Every deadline of a negotiation that is counted, the soonest first. One query."""
    return shown.counted_on(negotiation_id, today=today, told_as=Due)


def next_of(dues: list[Due]) -> Due | None:
    """What comes next of what the law counts; None when nothing is owed. The plan's own days are no law's."""
    return next((due for due in dues if due.is_live and not due.is_planned), None)


def happened_to(negotiation_id: int) -> list[Trigger]:
    """What is recorded and stands, days ahead left out, the newest first. One query."""
    found = Trigger.objects.filter(matter_id=negotiation_id, replaced_at=None).exclude(event__in=PLANNED)
    return list(found.select_related("recorded_by").order_by("-on", "-pk"))


def events_to_record(clock: Clock) -> list[tuple[str, str]]:
    """What its rules count from or are met by and has not happened yet, with words, in their order."""
    recorded = set(
        Trigger.objects.filter(matter_id=clock.pk, cycle=clock.cycle, replaced_at=None).values_list("event", flat=True)
    )
    found: dict[str, str] = {}
    for limit in reading(clock.version_id, tuple(clock.kinds)).procedure.limits:
        for event in (*limit.start, limit.satisfied_by):
            if event and not event.startswith(_STARTS_FROM_A_DUE_DATE) and event != limit.missed_creates:
                found.setdefault(event, said(event))
    hidden = recorded | PLANNED | ON_THEIR_OWN_PAGES
    return [(event, words) for event, words in found.items() if event not in hidden]


def recorded_events(clock: Clock) -> list[tuple[str, str]]:
    """What is recorded and may be corrected, with its day, the newest first."""
    rows = [row for row in happened_to(clock.pk) if row.cycle == clock.cycle]
    return [(row.event, f"{row.label or said(row.event)}, {day_year(row.on)}") for row in rows]
