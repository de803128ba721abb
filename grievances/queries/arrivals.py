"""Whether an appeal or a demand comes in time by what is on the clock, and what it would move."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from grievances.models import GrievanceStep
from grievances.queries.places import Place
from grievances.rules.timeliness import Verdict, judge
from grievances.rules.vocabulary import Timeliness
from labor_office.core.deadlines.queries.changes import preview
from labor_office.core.deadlines.queries.situations import Situation, situation
from labor_office.core.deadlines.rules.facts import Facts, Happening
from labor_office.core.deadlines.rules.lateness import working_days_late
from labor_office.core.deadlines.rules.moves import Move
from labor_office.core.deadlines.rules.supposing import happened


def judge_arrival(matter_id: int, event: str, received_on: date, received_at: time | None, *, today: date) -> Verdict:
    """Whether ``event``, received then, comes in time by what is on the clock. Reads only."""
    now = situation(matter_id)
    return _judged(now, now.facts, Happening(event, received_on, received_at), today)


def judged_otherwise(place: Place, event: str, on: date, *, today: date) -> list[tuple[GrievanceStep, Verdict]]:
    """The steps of this pass that would be judged otherwise, had ``event`` been on ``on``. Reads only.

    A step nobody has judged, one gone to by agreement, say, is left so.
    """
    now = situation(place.grievance.pk)
    hours = {one.event: one.at for one in now.facts.happenings}
    supposed = happened(event, on)(now.facts)
    found = []
    judged = GrievanceStep.objects.filter(grievance=place.grievance, cycle=place.clock.cycle)
    for step in judged.exclude(timeliness=Timeliness.UNKNOWN):
        came = Happening(place.route.event_into(step.code), step.filed_on)
        was = _judged(now, now.facts, replace(came, at=hours.get(came.event)), today)
        came = replace(came, on=on) if came.event == event else replace(came, at=hours.get(came.event))
        then = _judged(now, supposed, came, today)
        if (was.timeliness, was.days_late) != (then.timeliness, then.days_late):
            found.append((step, then))
    return found


def _judged(now: Situation, facts: Facts, came: Happening, today: date) -> Verdict:
    then = now.with_facts(happened(came.event, came.on, came.at)(facts)).docket(max(today, came.on))
    running = [entry for entry in then.entries if entry.limit.satisfied_by == came.event and entry.due_on]
    if not running:
        return judge(received_on=came.on, due_on=None, working_days_late=0, citation="")
    entry = max(running, key=lambda one: one.due_on or date.min)
    counted_on = entry.satisfied_on or came.on
    late = working_days_late(entry.due_on, counted_on, now.calendar) if entry.due_on else 0
    return judge(received_on=counted_on, due_on=entry.due_on, working_days_late=late, citation=entry.limit.citation)


def preview_arrival(
    place: Place, received_on: date, received_at: time | None, *, today: date
) -> tuple[Verdict, list[Move]]:
    """The verdict on an appeal or demand received then, and the dates it would move. Nothing is saved."""
    event = place.route.event_into(place.next_step)
    verdict = judge_arrival(place.grievance.pk, event, received_on, received_at, today=today)
    return verdict, preview(place.grievance.pk, happened(event, received_on, received_at), today=today)
