"""The clock stopped and set running again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import transaction

from labor_office.core.deadlines.actions.derivation import Cause, held_situation, rederive, said, told
from labor_office.core.deadlines.models.clocks import ClockStop
from labor_office.core.deadlines.queries.situations import freeze_of
from labor_office.core.deadlines.rules import words
from labor_office.core.deadlines.rules.choosing import check_published
from labor_office.core.deadlines.rules.moves import Move
from labor_office.core.deadlines.rules.supposing import restarted
from labor_office.core.matters.actions.record import record_event
from labor_office.core.users.models import User

ONE_DAY = timedelta(days=1)


class AlreadyStopped(Exception):
    """The clock stands still; it is set running before it is stopped again."""


class NotStopped(Exception):
    """The clock is running."""


class StopsBeforeItBegins(Exception):
    """The clock would run again before it stopped."""


class UnknownLimit(Exception):
    """The procedure has no such limit."""


@transaction.atomic
def stop_clock(
    *,
    matter_id: int,
    from_on: date,
    reason: str,
    by: User,
    at: datetime,
    today: date,
    codes: Sequence[str] = (),
    kind: str = "abeyance",
    to_on: date | None = None,
    basis: str = "",
    evidence: str = "",
) -> list[Move]:
    """Stop the clock: days from ``from_on`` are not counted, through ``to_on`` when that is known.

    ``codes`` names the limits that stand still; none named stops all, outer limits too.
    Raises AlreadyStopped, StopsBeforeItBegins, UnknownLimit, DayNotPublished.
    """
    now = held_situation(matter_id)
    for day in (from_on, to_on or from_on):
        check_published(day, now.calendar)
    _check(now.reading.procedure.plan.positions, codes, from_on, to_on)
    standing = ClockStop.objects.filter(matter_id=matter_id, to_on=None).first()
    if to_on is None and standing is not None:
        raise AlreadyStopped(f"The clock has stood since {words.day(standing.from_on)}. Set it running first.")
    stop = ClockStop.objects.create(
        matter_id=matter_id,
        cycle=now.clock.cycle,
        kind=kind,
        limit_codes=list(codes),
        from_on=from_on,
        to_on=to_on,
        reason=reason,
        basis=basis,
        evidence=evidence,
        recorded_by=by,
        recorded_at=at,
    )
    until = f" through {words.day(to_on)}" if to_on else ""
    cause = Cause(f"Clock stopped from {words.day(from_on)}{until}: {reason}", by, at, today)
    freeze = freeze_of(stop, tuple(limit.code for limit in now.reading.procedure.limits))
    facts = replace(now.facts, freezes=(*now.facts.freezes, freeze))
    moves = rederive(replace(now, facts=facts), cause)
    record_event(
        matter=now.clock.matter,
        verb="clock.stopped",
        summary=f"{cause.text}.{said(moves)}"[:300],
        by=by,
        at=at,
        stop=stop.pk,
        codes=list(codes),
        moves=told(moves),
    )
    return moves


@transaction.atomic
def restart_clock(*, matter_id: int, on: date, by: User, at: datetime, today: date, reason: str = "") -> list[Move]:
    """Set the clock running: ``on`` is the first day that counts again.

    Raises NotStopped, StopsBeforeItBegins, DayNotPublished.
    """
    now = held_situation(matter_id)
    check_published(on, now.calendar)
    stop = ClockStop.objects.filter(matter_id=matter_id, to_on=None).first()
    if stop is None:
        message = "The clock is running already."
        raise NotStopped(message)
    if on <= stop.from_on:
        first = words.day(stop.from_on + ONE_DAY)
        raise StopsBeforeItBegins(f"The clock stopped on {words.day(stop.from_on)}; it can run again from {first}.")
    stop.to_on = on - ONE_DAY
    stop.save(update_fields=["to_on"])
    because = f": {reason}" if reason else ""
    cause = Cause(f"Clock running again from {words.day(on)}{because}", by, at, today)
    moves = rederive(replace(now, facts=restarted(on)(now.facts)), cause)
    record_event(
        matter=now.clock.matter,
        verb="clock.restarted",
        summary=f"{cause.text}.{said(moves)}"[:300],
        by=by,
        at=at,
        stop=stop.pk,
        moves=told(moves),
    )
    return moves


def _check(known: dict[str, int], codes: Sequence[str], from_on: date, to_on: date | None) -> None:
    unknown = [code for code in codes if code not in known]
    if unknown:
        raise UnknownLimit(f"This matter's procedure has no limit {', '.join(unknown)}.")
    if to_on is not None and to_on < from_on:
        raise StopsBeforeItBegins(f"The last stopped day cannot be before the first, {words.day(from_on)}.")
