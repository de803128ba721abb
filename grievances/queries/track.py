"""The steps of a case in a row: what happened in those reached, what may happen in the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from grievances.models import GrievanceStep
from grievances.queries.board import LIVE
from grievances.queries.procedures import StepOfProcedure, stations, step_called, steps_of
from grievances.queries.record import Record
from grievances.rules.vocabulary import StepOutcome
from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.deadlines.queries.readings import reading
from labor_office.core.deadlines.rules import words
from labor_office.core.deadlines.rules.lateness import late_words


@dataclass(frozen=True, slots=True)
class TrackStep:
    """One step of the track: ``state`` is done, cur or fut."""

    code: str
    name: str
    state: str
    headline: str
    lines: tuple[str, ...]
    who: str


def track(record: Record, *, today: date) -> list[TrackStep]:
    """Every step of the procedure: what happened in those reached, what may happen in the others."""
    latest = {step.code: step for step in sorted(record.steps, key=lambda one: (one.cycle, one.pk))}
    version_id = record.place.clock.version_id
    passed = {step.code for step in stations(version_id)} | latest.keys()
    return [
        _reached(record, latest[step.code], today) if step.code in latest else _ahead(record, step, today)
        for step in (step_called(version_id, one.code) for one in steps_of(version_id))
        if step.code in passed
    ]


def _reached(record: Record, step: GrievanceStep, today: date) -> TrackStep:
    is_here = step.pk == record.place.step.pk
    lines = [f"{'Filed' if step.code == record.grievance.filed_step else 'Appealed'} {words.short_day(step.filed_on)}."]
    if step.meeting is not None and step.meeting.held_on:
        lines.append(f"Met {words.short_day(step.meeting.held_on)}.")
    elif step.meeting is not None and step.meeting.cancelled_at is None:
        lines.append(f"Meeting set for {words.short_day(step.meeting.on)}.")
    answer = _answer(record, step)
    if step.decided_on:
        late = f", {late_words(step.days_late)}" if step.days_late != 0 else ""
        lines.append(f"Decided {words.short_day(step.decided_on)}{late}.")
    elif answer is not None and answer.due_on and is_here:
        passed = answer.due_on < today
        lines.append(f"Decision {'was due' if passed else 'due'} {words.short_day(answer.due_on)}.")
    outcome = (
        f", {StepOutcome(step.outcome).label.lower()}" if step.outcome else ", decision pending" if is_here else ""
    )
    who = str(step.decider) if step.decider else step.authority
    again = f" (pass {step.cycle})" if step.cycle > 1 else ""
    state = "cur" if is_here else "done"
    return TrackStep(step.code, step.name, state, f"{step.name}{again}{outcome}", tuple(lines), who)


def _ahead(record: Record, step: StepOfProcedure, today: date) -> TrackStep:
    event = record.place.route.event_into(step.code)
    limits = reading(record.place.clock.version_id, tuple(record.place.clock.kinds)).procedure.limits
    into = [limit for limit in limits if limit.step == step.code and limit.satisfied_by == event]
    running = next((row for row in record.deadlines if into and row.code == into[0].code and row.due_on), None)
    if running is not None and running.state in LIVE and running.due_on:
        line = f"The union may come here until {words.short_day(running.due_on)}."
        if running.due_on < today:
            line = f"The union had until {words.short_day(running.due_on)} to come here."
    elif into:
        limit = into[0]
        line = f"Within {words.units(limit.amount, limit.unit)} of {words.event(limit.start[0])}."
    else:
        line = "The procedure states no limit for coming here."
    return TrackStep(step.code, step.name, "fut", step.name, (line,), f"Projected. {step.authority}".strip())


def _answer(record: Record, step: GrievanceStep) -> Deadline | None:
    rows = [row for row in record.deadlines if row.step == step.code and row.cycle == step.cycle and row.is_ours]
    answers = [row for row in rows if row.trace.get("limit", {}).get("satisfied_by") == f"response:{step.code.lower()}"]
    return answers[0] if answers else None
