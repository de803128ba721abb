"""Whether an appeal or a demand comes in time by what is on the clock, and what it would move."""

from __future__ import annotations

from datetime import date, time

from grievances.queries.places import Place
from grievances.rules.timeliness import Verdict, judge
from labor_office.core.deadlines.queries.changes import preview
from labor_office.core.deadlines.queries.situations import situation
from labor_office.core.deadlines.rules.lateness import working_days_late
from labor_office.core.deadlines.rules.moves import Move
from labor_office.core.deadlines.rules.supposing import happened


def judge_arrival(matter_id: int, event: str, received_on: date, received_at: time | None, *, today: date) -> Verdict:
    """Whether ``event``, received then, comes in time by what is on the clock. Reads only."""
    now = situation(matter_id)
    then = now.with_facts(happened(event, received_on, received_at)(now.facts)).docket(max(today, received_on))
    running = [entry for entry in then.entries if entry.limit.satisfied_by == event and entry.due_on]
    if not running:
        return judge(received_on=received_on, due_on=None, working_days_late=0, citation="")
    entry = max(running, key=lambda one: one.due_on or date.min)
    counted_on = entry.satisfied_on or received_on
    late = working_days_late(entry.due_on, counted_on, now.calendar) if entry.due_on else 0
    return judge(received_on=counted_on, due_on=entry.due_on, working_days_late=late, citation=entry.limit.citation)


def preview_arrival(
    place: Place, received_on: date, received_at: time | None, *, today: date
) -> tuple[Verdict, list[Move]]:
    """The verdict on an appeal or demand received then, and the dates it would move. Nothing is saved."""
    event = place.route.event_into(place.next_step)
    verdict = judge_arrival(place.grievance.pk, event, received_on, received_at, today=today)
    return verdict, preview(place.grievance.pk, happened(event, received_on, received_at), today=today)
