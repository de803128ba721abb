"""What has happened on a matter: recorded, corrected, taken back. Nothing is overwritten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

from django.db import transaction

from labor_office.core.deadlines.actions.clocks import Happened, trigger_row
from labor_office.core.deadlines.actions.derivation import Cause, held_situation, rederive, said, told
from labor_office.core.deadlines.models.clocks import Trigger
from labor_office.core.deadlines.queries.situations import Situation
from labor_office.core.deadlines.rules import words
from labor_office.core.deadlines.rules.moves import Move
from labor_office.core.deadlines.rules.supposing import Supposition, happened, never_happened
from labor_office.core.matters.actions.record import record_event
from labor_office.core.users.models import User


class AlreadyRecorded(Exception):
    """The event has its date; a wrong one is corrected, not recorded again."""


class NotRecorded(Exception):
    """There is no such event to correct or take back."""


@transaction.atomic
def record_trigger(*, matter_id: int, what: Happened, by: User | None, at: datetime, today: date) -> list[Move]:
    """Record that something happened, and derive what follows from it.

    Raises AlreadyRecorded when the event has a date in this pass.
    """
    now = held_situation(matter_id)
    if any(one.event == what.event for one in now.facts.happenings):
        named = words.capitalized(words.event(what.event))
        raise AlreadyRecorded(f"{named} is recorded already. If its date is wrong, correct it.")
    trigger = trigger_row(matter_id, now.clock.cycle, what, by, at)
    trigger.save(force_insert=True)
    text = f"{what.label or words.capitalized(words.event(what.event))} on {words.day(what.on)}"
    cause = Cause(text, by, at, today)
    moves = _follow(now, happened(what.event, what.on, what.at), cause)
    _record(now, "clock.recorded", replace(cause, text=f"{text} recorded"), moves, trigger)
    return moves


@transaction.atomic
def correct_trigger(
    *,
    matter_id: int,
    event: str,
    on: date,
    reason: str,
    by: User,
    at: datetime,
    today: date,
    hour: time | None = None,
) -> list[Move]:
    """Give ``event`` its right date. The wrong one stays on record with ``reason``.

    Deadlines that were met and no longer are, by the corrected record, are opened again.
    Raises NotRecorded.
    """
    now = held_situation(matter_id)
    wrong = _retire(now, event, reason, at)
    right = Trigger(
        matter_id=matter_id,
        cycle=now.clock.cycle,
        event=event,
        on=on,
        at=hour,
        label=wrong.label,
        method=wrong.method,
        evidence=wrong.evidence,
        recorded_by=by,
        recorded_at=at,
    )
    right.save(force_insert=True)
    text = f"{words.capitalized(words.event(event))} corrected from {words.day(wrong.on)} to {words.day(on)}"
    cause = Cause(f"{text}: {reason}", by, at, today, is_correction=True)
    moves = _follow(now, happened(event, on, hour), cause)
    _record(now, "clock.corrected", cause, moves, right)
    return moves


@transaction.atomic
def withdraw_trigger(*, matter_id: int, event: str, reason: str, by: User, at: datetime, today: date) -> list[Move]:
    """Take back an event recorded by mistake; it stays on record with ``reason``. Raises NotRecorded."""
    now = held_situation(matter_id)
    wrong = _retire(now, event, reason, at)
    text = f"{words.capitalized(words.event(event))} of {words.day(wrong.on)} taken back"
    cause = Cause(f"{text}: {reason}", by, at, today, is_correction=True)
    moves = _follow(now, never_happened(event), cause)
    _record(now, "clock.taken_back", cause, moves, wrong)
    return moves


def _retire(now: Situation, event: str, reason: str, at: datetime) -> Trigger:
    clock = now.clock
    wrong = Trigger.objects.filter(matter_id=clock.pk, cycle=clock.cycle, event=event, replaced_at=None).first()
    if wrong is None:
        raise NotRecorded(f"{words.capitalized(words.event(event))} is not recorded, so there is nothing to correct.")
    wrong.replaced_at, wrong.replaced_reason = at, reason[:200]
    wrong.save(update_fields=["replaced_at", "replaced_reason"])
    return wrong


def _follow(now: Situation, supposition: Supposition, cause: Cause) -> list[Move]:
    return rederive(replace(now, facts=supposition(now.facts)), cause)


def _record(now: Situation, verb: str, cause: Cause, moves: list[Move], trigger: Trigger) -> None:
    record_event(
        matter=now.clock.matter,
        verb=verb,
        summary=f"{cause.text.rstrip('.')}.{said(moves)}"[:300],
        by=cause.by,
        at=cause.at,
        event=trigger.event,
        on=trigger.on,
        moves=told(moves),
    )
