"""What a person decides about one deadline: its date, that it was checked, that it is no longer owed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from labor_office.core.deadlines.actions.derivation import (
    Cause,
    held_situation,
    keep_next_due,
    rederive,
    told,
)
from labor_office.core.deadlines.models.deadlines import Deadline, DeadlineState
from labor_office.core.deadlines.queries.changes import FINISHED, changes
from labor_office.core.deadlines.queries.situations import Situation, hand_note, situation
from labor_office.core.deadlines.rules import words
from labor_office.core.deadlines.rules.choosing import ClosedDay, check_published, day_meant
from labor_office.core.deadlines.rules.docket import ByHand
from labor_office.core.deadlines.rules.moves import Move
from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission


class MayNotOverride(Exception):
    """Setting a date by hand is for those who answer for it."""


class NothingToSet(Exception):
    """The deadline is done with, so its date stands."""


def preview_by_hand(*, deadline_id: int, due_on: date, today: date) -> list[Move]:
    """Old and new dates, were the deadline set to ``due_on``. Nothing is saved. Raises DayNotPublished."""
    row = Deadline.objects.get(pk=deadline_id)
    now = situation(row.matter_id)
    check_published(due_on, now.calendar)
    then = _with_hand(now, row.code, ByHand(due_on, ""))
    return changes(now, then.docket(today), is_correction=False).moves()


@transaction.atomic
def set_by_hand(
    *,
    deadline_id: int,
    due_on: date,
    reason: str,
    by: User,
    at: datetime,
    today: date,
    closed_day: ClosedDay | None = None,
) -> list[Move]:
    """Put ``due_on`` in force in the place of the counted date, which is kept beside it for good.

    What starts from this due date follows it; ``closed_day`` says what is meant by a day on which
    no business is done. Raises MayNotOverride, NothingToSet, ClosedDayUndecided, DayNotPublished.
    """
    if not by.may(Permission.DEADLINE_OVERRIDE):
        message = "Ask the chief or a specialist to set this date."
        raise MayNotOverride(message)
    now, row = _unfinished(deadline_id)
    due_on = day_meant(due_on, now.calendar, closed_day)
    cause = Cause(f"{row.name} set by hand to {words.day(due_on)}: {reason}", by, at, today)
    moves = rederive(_with_hand(now, row.code, ByHand(due_on, hand_note(reason))), cause)
    Deadline.objects.filter(pk=deadline_id).update(
        set_by_hand_on=today, set_by_hand_by=by, set_by_hand_reason=reason[:300]
    )
    _record(now, "deadline.set_by_hand", cause, moves, row)
    return moves


@transaction.atomic
def count_again(*, deadline_id: int, reason: str, by: User, at: datetime, today: date) -> list[Move]:
    """Give up the date set by hand: the rule's date is in force again. Raises MayNotOverride, NothingToSet."""
    if not by.may(Permission.DEADLINE_OVERRIDE):
        message = "Ask the chief or a specialist to set this date."
        raise MayNotOverride(message)
    now, row = _unfinished(deadline_id)
    hands = {code: hand for code, hand in now.hands.items() if code != row.code}
    cause = Cause(f"{row.name} counted by its rule again: {reason}", by, at, today)
    moves = rederive(replace(now, hands=hands), cause)
    Deadline.objects.filter(pk=deadline_id).update(set_by_hand_on=None, set_by_hand_by=None, set_by_hand_reason="")
    _record(now, "deadline.counted_again", cause, moves, row)
    return moves


@transaction.atomic
def confirm_checked(*, deadline_id: int, by: User, at: datetime) -> None:
    """Put one's name to a date: that one has checked it. A date that moves must be checked anew."""
    matter_id = Deadline.objects.values_list("matter_id", flat=True).get(pk=deadline_id)
    matter = Matter.objects.select_for_update(no_key=True).get(pk=matter_id)
    row = Deadline.objects.get(pk=deadline_id)
    row.checked_by, row.checked_at = by, at
    row.save(update_fields=["checked_by", "checked_at"])
    due = words.day(row.due_on) if row.due_on else "without a date"
    record_event(
        matter=matter,
        verb="deadline.checked",
        summary=f"{row.name}, {due}, checked by {by.short_name}."[:300],
        by=by,
        at=at,
        deadline=row.pk,
    )


@transaction.atomic
def lapse(*, matter_id: int, codes: Sequence[str], reason: str, by: User | None, at: datetime) -> None:
    """Say that deadlines are no longer owed: waived by the other side, or overtaken by what happened."""
    names = let_lapse(matter_id=matter_id, reason=reason, codes=codes)
    if names:
        matter = Matter.objects.get(pk=matter_id)
        summary = f"No longer owed: {', '.join(names)}. {reason}"
        record_event(matter=matter, verb="deadline.lapsed", summary=summary[:300], by=by, at=at, codes=list(codes))


@transaction.atomic
def let_lapse(*, matter_id: int, reason: str, codes: Sequence[str] | None = None) -> list[str]:
    """End the unfinished deadlines of ``codes``, or all of them; part of an act that records its own event.

    Returns their names. The clock never brings them back.
    """
    Matter.objects.select_for_update(no_key=True).get(pk=matter_id)
    rows = Deadline.objects.filter(matter_id=matter_id, satisfied_on=None, lapsed_reason="")
    rows = rows.exclude(state__in=FINISHED)
    if codes is not None:
        rows = rows.filter(code__in=codes)
    found = list(rows)
    for row in found:
        row.state, row.lapsed_reason = DeadlineState.LAPSED, reason[:200]
        row.is_plain = row.is_lapsed_by_clock = False
    Deadline.objects.bulk_update(found, ["state", "lapsed_reason", "is_plain", "is_lapsed_by_clock"])
    keep_next_due(matter_id)
    return [row.name for row in found]


@transaction.atomic
def settle_by_miss(*, deadline_id: int, reason: str) -> None:
    """Owe a missed deadline no longer, because of what its miss brought about; it stays a miss.

    Part of an act that records its own event. A late act still meets it; a date that moves
    opens it again, until whoever acts on the miss settles it by its new day.
    """
    row = Deadline.objects.get(pk=deadline_id)
    row.lapsed_reason = reason[:200]
    row.save(update_fields=["lapsed_reason"])
    keep_next_due(row.matter_id)


def _unfinished(deadline_id: int) -> tuple[Situation, Deadline]:
    matter_id = Deadline.objects.values_list("matter_id", flat=True).get(pk=deadline_id)
    now = held_situation(matter_id)
    row = next((row for row in now.rows.values() if row.pk == deadline_id), None)
    if row is None or row.state in FINISHED or row.satisfied_on is not None or row.is_settled_by_miss:
        message = "This deadline is done with, so its date stands."
        raise NothingToSet(message)
    return now, row


def _with_hand(now: Situation, code: str, hand: ByHand) -> Situation:
    return replace(now, hands={**now.hands, code: hand})


def _record(now: Situation, verb: str, cause: Cause, moves: list[Move], row: Deadline) -> None:
    record_event(
        matter=now.clock.matter,
        verb=verb,
        summary=f"{cause.text}."[:300],
        by=cause.by,
        at=cause.at,
        deadline=row.pk,
        moves=told(moves),
    )
