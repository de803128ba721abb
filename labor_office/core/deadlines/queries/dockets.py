"""What people ask of a matter's deadlines: why this date, what may follow, what was just missed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from labor_office.core.deadlines.models.clocks import Trigger
from labor_office.core.deadlines.models.deadlines import Deadline, DeadlineMove, DeadlineQuerySet, DeadlineState
from labor_office.core.deadlines.queries.situations import situation
from labor_office.core.deadlines.rules import words
from labor_office.core.deadlines.rules.docket import projections
from labor_office.core.deadlines.rules.explanation import Explanation
from labor_office.core.deadlines.rules.moves import Move
from labor_office.core.deadlines.rules.trace import Trace, explain


@dataclass(frozen=True, slots=True)
class Projected:
    """A limit that does not run yet. ``condition`` says what it waits for; it is never counted in tiles."""

    code: str
    name: str
    step: str
    actor: str
    due_on: date
    condition: str
    explanation: Explanation


def explanation_of(deadline: Deadline, today: date) -> Explanation:
    """Why the date is what it is, from the stored trace; no query.

    For a date set by hand the sentence names who set it, when and why, and what the rule gives.
    """
    trace = Trace.from_json(deadline.trace)
    told = explain(trace, today)
    if deadline.set_by_hand_on is None:
        return told
    return replace(told, sentence=_set_by_hand(deadline))


def projected(matter_id: int, today: date) -> list[Projected]:
    """What would follow if each open act were done on its due date: "if the decision comes on Tue, Jun 23".

    Five queries. Raises ``Clock.DoesNotExist``.
    """
    now = situation(matter_id)
    found = projections(now.reading.procedure, now.facts, now.calendar, today)
    return [
        Projected(
            code=one.limit.code,
            name=one.limit.name,
            step=one.limit.step,
            actor=one.limit.actor.value,
            due_on=one.due_on,
            condition=f"if {words.event(one.trace.start.event)} comes on {words.day(one.trace.start.on, today)}",
            explanation=explain(one.trace, today),
        )
        for one, _ in found
        if one.due_on is not None and one.trace.start is not None
    ]


def newly_missed(since: datetime, *, matter_kind: str | None = None) -> DeadlineQuerySet:
    """Deadlines found missed since ``since``, in the order found, whose act is still not done.

    Whoever acts on a miss (advance, deem denied, close) reads these after the sweep and
    must find doing so twice harmless: the limit's ``missed_effect`` says what follows.
    """
    missed = Deadline.objects.filter(
        state=DeadlineState.MISSED, satisfied_on=None, computed_at__gte=since, matter__closed_on=None
    )
    if matter_kind is not None:
        missed = missed.filter(matter__kind=matter_kind)
    return missed.select_related("limit", "matter").order_by("computed_at", "pk")


def triggers_of(matter_id: int) -> list[Trigger]:
    """What is recorded, corrected rows included, in the order of the days."""
    return list(Trigger.objects.filter(matter_id=matter_id).select_related("recorded_by"))


def moves_of(batch: str) -> list[Move]:
    """The dates that one cause moved, the earliest new date first, with their matters and owners."""
    rows = DeadlineMove.objects.filter(batch=batch).select_related("deadline__matter__owner")
    moves = [
        Move(
            code=row.deadline.code,
            name=row.deadline.name,
            actor=row.deadline.actor,
            state_was="",
            state_now=row.deadline.state,
            was=row.was_due_on,
            now=row.now_due_on,
            deadline_id=row.deadline_id,
            matter_id=row.deadline.matter_id,
            reference=row.deadline.matter.reference,
            owner=row.deadline.matter.owner.short_name if row.deadline.matter.owner else "",
            missing=row.deadline.missing,
        )
        for row in rows
    ]
    return sorted(moves, key=lambda move: (move.now or date.max, move.reference, move.code))


def _set_by_hand(deadline: Deadline) -> str:
    on, by = deadline.set_by_hand_on, deadline.set_by_hand_by
    who = f" by {by.short_name}" if by else ""
    said = f"Set by hand{who} on {words.short_day(on)}: {deadline.set_by_hand_reason.rstrip('.')}." if on else ""
    if deadline.counted_due_on is None:
        return f"{said} The rule gives no date."
    return f"{said} The rule gives {words.day(deadline.counted_due_on)}."
