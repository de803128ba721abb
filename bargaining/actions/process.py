"""The course of a negotiation: its dates counted, what happened recorded, planned back from the Council's days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypedDict

from django.db import transaction

from bargaining.actions.counting import begin_to_count, note_happening
from bargaining.actions.negotiations import hold_negotiation, touch
from bargaining.models.negotiation import Negotiation
from bargaining.queries.planning import meetings_listed
from bargaining.rules.planning import NotPlanned, choose_days
from bargaining.rules.process import Event, said, stage_after
from bargaining.rules.vocabulary import Stage
from labor_office.core.deadlines.actions.clocks import Happened
from labor_office.core.deadlines.actions.triggers import correct_trigger, record_trigger, withdraw_trigger
from labor_office.core.deadlines.models.clocks import Clock, Trigger
from labor_office.core.deadlines.queries.situations import has_clock, situation
from labor_office.core.deadlines.rules.moves import Move
from labor_office.core.documents.models import Document
from labor_office.core.matters.actions.record import record_event
from labor_office.core.users.models import User
from labor_office.core.web import words

_PLANNED_WORDS = {
    Event.BUDGET: "Money is adopted",
    Event.COUNCIL: "Council takes up the agreement",
    Event.PLANNED_HEARING: "Council could hear an impasse",
}


class Who(TypedDict):
    """By whom, and when, as every act on a clock takes it."""

    by: User
    at: datetime
    today: date


class NotCounted(Exception):
    """The negotiation has no clock, or no rules are in use to give it one."""


class GroundRulesSigned(Exception):
    """Both sides have signed them."""


@transaction.atomic
def count_dates(
    *,
    negotiation_id: int,
    by: User,
    at: datetime,
    today: date,
    version_id: int | None = None,
    kinds: Sequence[str] = (),
) -> Clock:
    """Count the dates of a negotiation that was opened before there were rules. Raises NotCounted."""
    negotiation = hold_negotiation(negotiation_id)
    if has_clock(negotiation.pk):
        message = "Its dates are counted already."
        raise NotCounted(message)
    clock = begin_to_count(negotiation, version_id=version_id, kinds=kinds, by=by, at=at, today=today)
    if clock is None:
        message = "No rules are in use for bargaining. The chief puts them in use under Procedures."
        raise NotCounted(message)
    touch(negotiation)
    counted = f"Counted by {clock.version}"[:300]
    record_event(matter=negotiation, verb="negotiation.counted", summary=counted, by=by, at=at)
    return clock


@transaction.atomic
def record_happening(
    *, negotiation_id: int, event: str, on: date, by: User, at: datetime, today: date, label: str = ""
) -> list[Move]:
    """Record that something happened on the way; dates follow, and how far bargaining has come.

    Raises NotCounted without a clock, AlreadyRecorded when the event has its day.
    """
    negotiation = hold_negotiation(negotiation_id)
    if not has_clock(negotiation.pk):
        message = "Its dates are not counted yet. Begin to count them first."
        raise NotCounted(message)
    what = Happened(event, on, label=label or said(event))
    moves = record_trigger(matter_id=negotiation.pk, what=what, by=by, at=at, today=today)
    then = stage_after(Stage(negotiation.stage), event)
    if then != negotiation.stage:
        negotiation.stage = then
        negotiation.save(update_fields=["stage"])
    if event == Event.DEMAND and negotiation.demanded_on is None:
        negotiation.demanded_on = on
        negotiation.save(update_fields=["demanded_on"])
    touch(negotiation)
    return moves


@transaction.atomic
def plan_back(
    *, negotiation_id: int, budget_on: date, reason: str, by: User, at: datetime, today: date
) -> dict[str, date]:
    """Plan the calendar back from the day the money is adopted; the days it hangs on, by event.

    Planned again, days that move are corrected on the clock with ``reason``, and what stood
    before stays on record. Raises NotCounted, and NotPlanned where no meeting fits.
    """
    negotiation = hold_negotiation(negotiation_id)
    if not has_clock(negotiation.pk):
        message = "Its dates are not counted yet. Begin to count them first."
        raise NotCounted(message)
    now = situation(negotiation.pk)
    days = choose_days(
        now.reading.procedure, budget_on=budget_on, meetings=meetings_listed(), calendar=now.calendar
    )  # fmt: skip
    if len(days) == 1 and not any(limit.start == (Event.BUDGET,) for limit in now.reading.procedure.limits):
        raise NotPlanned(f"{now.clock.version} plans nothing back. Add such limits to the procedure first.")
    for event, on in days.items():
        _put(negotiation, Event(event), on, reason, by=by, at=at, today=today)
    touch(negotiation)
    return days


@transaction.atomic
def write_ground_rules(
    *,
    negotiation_id: int,
    text: str,
    signed_on: date | None,
    document: Document | None,
    by: User,
    at: datetime,
    today: date,
) -> Negotiation:
    """Keep what both sides agreed on how to bargain; signed, their clock is met and the table may begin.

    Raises GroundRulesSigned where the words of signed rules would change.
    """
    negotiation = hold_negotiation(negotiation_id)
    if negotiation.ground_rules_signed_on is not None and text.strip() != negotiation.ground_rules:
        raise GroundRulesSigned(
            f"They were signed on {words.day_year(negotiation.ground_rules_signed_on)}. Both sides change them by "
            "signing others: put those on file as a document."
        )
    was_signed = negotiation.ground_rules_signed_on
    negotiation.ground_rules, negotiation.ground_rules_signed_on = text.strip(), signed_on or was_signed
    negotiation.ground_rules_document = document or negotiation.ground_rules_document
    negotiation.save(update_fields=["ground_rules", "ground_rules_signed_on", "ground_rules_document"])
    done = "Ground rules signed" if signed_on and not was_signed else "Ground rules written"
    record_event(matter=negotiation, verb="negotiation.ground_rules", summary=done, by=by, at=at)
    if signed_on and not was_signed:
        note_happening(negotiation, Event.GROUND_RULES, on=signed_on, by=by, at=at, today=today)
        then = stage_after(Stage(negotiation.stage), Event.GROUND_RULES)
        if then != negotiation.stage:
            negotiation.stage = then
            negotiation.save(update_fields=["stage"])
    touch(negotiation)
    return negotiation


def _put(negotiation: Negotiation, event: Event, on: date, reason: str, *, by: User, at: datetime, today: date) -> None:
    stands = Trigger.objects.filter(matter=negotiation, event=event, replaced_at=None).first()
    if stands is None:
        what = Happened(event, on, label=_PLANNED_WORDS[event])
        record_trigger(matter_id=negotiation.pk, what=what, by=by, at=at, today=today)
    elif stands.on != on:
        correct_trigger(
            matter_id=negotiation.pk, event=event, on=on, reason=reason or "Planned again", by=by, at=at, today=today
        )


@transaction.atomic
def correct_happening(
    *, negotiation_id: int, event: str, on: date | None, reason: str, by: User, at: datetime, today: date
) -> list[Move]:
    """Give ``event`` its right day, or take it back without one; the wrong one stays on record. Raises NotRecorded."""
    negotiation = hold_negotiation(negotiation_id)
    touch(negotiation)
    who: Who = {"by": by, "at": at, "today": today}
    if on is None:
        return withdraw_trigger(matter_id=negotiation.pk, event=event, reason=reason, **who)
    return correct_trigger(matter_id=negotiation.pk, event=event, on=on, reason=reason, **who)
