"""What happens on a proceeding once it is open: events, stops, corrections, its end."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from grievances.actions import endings
from grievances.actions.awards import AWARD, question_readings
from grievances.actions.places import MoveRefused
from grievances.models import Grievance, Proceeding
from grievances.queries.hearing import standing_of_proceeding
from grievances.queries.places import place_of
from grievances.queries.procedures import events_recordable
from grievances.rules.moves import Act, refusal_of_proceeding
from grievances.rules.proceedings import CASES, GRIEVANCE_OUTCOMES, Ending
from grievances.rules.vocabulary import Outcome
from labor_office.core.deadlines.actions import stops, triggers
from labor_office.core.deadlines.actions.by_hand import let_lapse
from labor_office.core.deadlines.actions.clocks import Happened
from labor_office.core.deadlines.actions.derivation import Cause, held_situation, rederive
from labor_office.core.deadlines.models.clocks import Clock
from labor_office.core.deadlines.models.deadlines import Deadline, DeadlineState
from labor_office.core.deadlines.queries.situations import has_clock
from labor_office.core.deadlines.rules import words
from labor_office.core.deadlines.rules.moves import Move
from labor_office.core.matters.actions import closing
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.models import User

# Why nothing is owed any more; what lapsed so runs again when the case is reopened.
CLOSED = "It is closed"


class UnknownEvent(Exception):
    """The procedure does not know what was to be recorded; the text names what it knows."""


class MatterClosed(Exception):
    """Nothing more happens on a case that is closed."""


@transaction.atomic
def record_happening(*, matter_id: int, what: Happened, by: User, at: datetime, today: date) -> list[Move]:
    """Record anything that a case's procedure counts from or is met by and no other act records.

    What is no case has acts of its own, so it is not found here. Raises Matter.DoesNotExist,
    MatterClosed, UnknownEvent, AlreadyRecorded.
    """
    matter = Matter.objects.select_for_update(no_key=True).get(pk=matter_id, kind__in=CASES)
    if matter.closed_on is not None:
        raise MatterClosed(f"{matter.reference} was closed {words.day(matter.closed_on)}, so nothing more is recorded.")
    clock = Clock.objects.get(pk=matter_id)
    known = events_recordable(matter.kind, clock.version_id, tuple(clock.kinds))
    if what.event not in known:
        named = ", ".join(known.values()) or "nothing"
        raise UnknownEvent(f"What can be recorded here: {named}.")
    moves = triggers.record_trigger(matter_id=matter_id, what=what, by=by, at=at, today=today)
    if what.event == AWARD:
        question_readings(matter=matter, on=what.on, by=by, at=at)
    return moves


@transaction.atomic
def close_proceeding(
    *,
    matter_id: int,
    on: date,
    by: User,
    at: datetime,
    outcome: str = "",
    ending: Ending | None = None,
    note: str = "",
    closes_origin: bool = False,
) -> Proceeding:
    """Close a proceeding: ``ending`` says how it came out, ``outcome`` does so in words of one's own.

    With ``closes_origin`` the grievance that an arbitration came from is closed the same day,
    with what the award makes of it. Raises MoveRefused, AlreadyClosed, ClosesBeforeItOpened.
    """
    proceeding = Proceeding.objects.select_for_update(no_key=True).get(pk=matter_id)
    said = outcome or (ending.label if ending else "")
    if not said:
        raise MoveRefused("Say how it ended.")
    let_lapse(matter_id=matter_id, reason=CLOSED)
    closing.close_matter(matter_id=matter_id, closed_on=on, why=said, by=by, at=at)
    proceeding.closed_on, proceeding.outcome = on, said[:120]
    proceeding.ending, proceeding.closing_note = ending or "", note
    proceeding.save(update_fields=["outcome", "ending", "closing_note"])
    outcome_there = GRIEVANCE_OUTCOMES.get(ending) if ending else None
    if closes_origin and outcome_there and proceeding.origin_id:
        _close_origin(proceeding, proceeding.origin_id, outcome_there, on, by=by, at=at)
    return proceeding


def _close_origin(
    proceeding: Proceeding, origin_id: int, outcome: Outcome, on: date, *, by: User, at: datetime
) -> None:
    """Close the grievance it came from, unless somebody did already or whoever closes this may not see it."""
    found = Grievance.objects.visible_to(by).filter(pk=origin_id, closed_on=None).first()
    if found is not None and not place_of(found).refusal(Act.CLOSE):
        note = f"By {proceeding.reference}. {proceeding.closing_note}".strip()
        endings.close(grievance_id=found.pk, on=on, outcome=outcome, note=note, by=by, at=at)


@transaction.atomic
def reopen_proceeding(*, matter_id: int, reason: str, by: User, at: datetime, today: date) -> None:
    """Take a closed proceeding up again; what lapsed with the closing runs again. Raises MoveRefused."""
    proceeding = _hold(matter_id, Act.REOPEN)
    closing.reopen_matter(matter_id=matter_id, reason=reason, by=by, at=at)
    proceeding.closed_on, proceeding.outcome, proceeding.ending = None, "", ""
    proceeding.save(update_fields=["outcome", "ending"])
    lapsed = Deadline.objects.filter(matter_id=matter_id, state=DeadlineState.LAPSED, lapsed_reason=CLOSED)
    lapsed.update(is_lapsed_by_clock=True)
    if has_clock(matter_id):
        rederive(held_situation(matter_id), Cause(f"Reopened: {reason}", by, at, today))


@transaction.atomic
def stop(
    *, matter_id: int, from_on: date, reason: str, by: User, at: datetime, today: date, basis: str = ""
) -> list[Move]:
    """Stop the clock of a proceeding. Raises MoveRefused."""
    _hold(matter_id, Act.HOLD)
    return stops.stop_clock(
        matter_id=matter_id, from_on=from_on, reason=reason, basis=basis, evidence="", codes=(), by=by, at=at,
        today=today,
    )  # fmt: skip


@transaction.atomic
def restart(*, matter_id: int, on: date, by: User, at: datetime, today: date, reason: str = "") -> list[Move]:
    """Set the clock of a proceeding running: ``on`` is the first day that counts. Raises MoveRefused."""
    _hold(matter_id, Act.RESUME)
    return stops.restart_clock(matter_id=matter_id, on=on, reason=reason, by=by, at=at, today=today)


@transaction.atomic
def correct(*, matter_id: int, event: str, on: date, reason: str, by: User, at: datetime, today: date) -> list[Move]:
    """Give something that happened its right date. Raises MoveRefused, NotRecorded."""
    _hold(matter_id, Act.CORRECT)
    return triggers.correct_trigger(
        matter_id=matter_id, event=event, on=on, reason=reason, by=by, at=at, today=today
    )  # fmt: skip


@transaction.atomic
def take_back(*, matter_id: int, event: str, reason: str, by: User, at: datetime, today: date) -> list[Move]:
    """Take back what was recorded by mistake; it stays in history. Raises MoveRefused, NotRecorded."""
    _hold(matter_id, Act.TAKE_BACK)
    return triggers.withdraw_trigger(matter_id=matter_id, event=event, reason=reason, by=by, at=at, today=today)


def _hold(matter_id: int, act: Act) -> Proceeding:
    """The proceeding under lock, where ``act`` is possible. Raises MoveRefused with the reason."""
    proceeding = Proceeding.objects.select_for_update(no_key=True).get(pk=matter_id)
    why = refusal_of_proceeding(standing_of_proceeding(proceeding), act)
    if why:
        raise MoveRefused(why)
    return proceeding
