"""More time for one limit: agreed with the other side, or taken as of right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from labor_office.core.deadlines.actions.derivation import Cause, held_situation, rederive, said, told
from labor_office.core.deadlines.models.clocks import Extension
from labor_office.core.deadlines.models.deadlines import Deadline, DeadlineState
from labor_office.core.deadlines.queries.changes import FINISHED
from labor_office.core.deadlines.queries.situations import Situation
from labor_office.core.deadlines.rules import words
from labor_office.core.deadlines.rules.choosing import ClosedDay, check_published, day_meant
from labor_office.core.deadlines.rules.counting import ONE_DAY
from labor_office.core.deadlines.rules.moves import Move
from labor_office.core.deadlines.rules.procedure import CountUnit
from labor_office.core.deadlines.rules.supposing import Supposition, extended_by, extended_to
from labor_office.core.matters.actions.record import record_event
from labor_office.core.users.models import User


class NotExtendable(Exception):
    """The agreement does not let this limit be extended."""


class NothingToExtend(Exception):
    """The limit is not running, or is done with."""


class NotLater(Exception):
    """The new date is not after the one in force."""


class NoFollowUp(Exception):
    """An extension is not signed, and nobody said when to ask again."""


@transaction.atomic
def agree_extension(
    *,
    matter_id: int,
    code: str,
    agreed_on: date,
    agreed_by: str,
    by: User,
    at: datetime,
    today: date,
    new_due_on: date | None = None,
    amount: int | None = None,
    unit: CountUnit = CountUnit.BUSINESS_DAYS,
    signed_on: date | None = None,
    follow_up_on: date | None = None,
    evidence: str = "",
    closed_day: ClosedDay | None = None,
) -> list[Move]:
    """Record that both sides agreed on ``new_due_on``, or on ``amount`` more.

    Until it is signed the earlier date stays in force, and ``follow_up_on`` says when to
    ask for the signature again. ``closed_day`` says what is meant by a new date on which no
    business is done. Raises NotExtendable, NothingToExtend, NotLater, NoFollowUp,
    ClosedDayUndecided, and DayNotPublished past the years that the calendar knows.
    """
    now = held_situation(matter_id)
    row = _extendable(now, code)
    if new_due_on is not None:
        new_due_on = day_meant(new_due_on, now.calendar, closed_day)
    if new_due_on is not None and row.due_on is not None and new_due_on <= row.due_on:
        raise NotLater(f"{row.name} is due {words.day(row.due_on)}. An extension must end after that.")
    if signed_on is None and follow_up_on is None:
        message = "Say when you will ask for the signature again. Until it is signed the earlier date stays in force."
        raise NoFollowUp(message)
    extension = Extension(
        matter_id=matter_id,
        cycle=now.clock.cycle,
        limit_code=code,
        new_due_on=new_due_on,
        amount=None if new_due_on else amount,
        count_unit="" if new_due_on else unit.value,
        agreed_on=agreed_on,
        agreed_by=agreed_by,
        signed_on=signed_on,
        follow_up_on=follow_up_on,
        evidence=evidence,
        recorded_by=by,
        recorded_at=at,
    )
    _check_has_a_date(now, extension, today)
    extension.save(force_insert=True)
    unsigned = "" if signed_on else ", not signed yet: the earlier date stays in force"
    text = f"{row.name} extended {_by(extension)}, agreed {words.day(agreed_on)} with {agreed_by}{unsigned}"
    moves = _apply(now, extension, Cause(text, by, at, today)) if signed_on else []
    _record(now, "extension.agreed", Cause(text, by, at, today), moves, extension)
    return moves


@transaction.atomic
def sign_extension(
    *, extension_id: int, signed_on: date, by: User, at: datetime, today: date, evidence: str = ""
) -> list[Move]:
    """Put an agreed extension in force. Signing twice changes nothing."""
    matter_id = Extension.objects.values_list("matter_id", flat=True).get(pk=extension_id)
    now = held_situation(matter_id)
    extension = Extension.objects.get(pk=extension_id)
    if extension.signed_on is not None or extension.withdrawn_at is not None:
        return []
    extension.signed_on = signed_on
    extension.evidence = evidence or extension.evidence
    extension.save(update_fields=["signed_on", "evidence"])
    name = now.rows[extension.limit_code].name if extension.limit_code in now.rows else extension.limit_code
    cause = Cause(f"{name} extended {_by(extension)}, signed {words.day(signed_on)}", by, at, today)
    now = held_situation(matter_id)
    moves = rederive(now, cause)
    _record(now, "extension.signed", cause, moves, extension)
    return moves


@transaction.atomic
def extend_as_of_right(
    *,
    matter_id: int,
    code: str,
    amount: int,
    unit: CountUnit,
    taken_on: date,
    taken_by: str,
    by: User,
    at: datetime,
    today: date,
    evidence: str = "",
) -> list[Move]:
    """Record that a side took so much more time without needing the other. Raises as ``agree_extension``."""
    now = held_situation(matter_id)
    row = _extendable(now, code)
    extension = Extension(
        matter_id=matter_id,
        cycle=now.clock.cycle,
        limit_code=code,
        is_as_of_right=True,
        amount=amount,
        count_unit=unit.value,
        agreed_on=taken_on,
        agreed_by=taken_by,
        evidence=evidence,
        recorded_by=by,
        recorded_at=at,
    )
    _check_has_a_date(now, extension, today)
    extension.save(force_insert=True)
    text = f"{row.name} extended {_by(extension)} as of right by {taken_by} on {words.day(taken_on)}"
    cause = Cause(text, by, at, today)
    moves = _apply(now, extension, cause)
    _record(now, "extension.taken", cause, moves, extension)
    return moves


@transaction.atomic
def withdraw_extension(*, extension_id: int, reason: str, by: User, at: datetime, today: date) -> list[Move]:
    """Take an extension back; the date is what it would be without it. Doing so twice changes nothing."""
    matter_id = Extension.objects.values_list("matter_id", flat=True).get(pk=extension_id)
    held_situation(matter_id)
    extension = Extension.objects.get(pk=extension_id)
    if extension.withdrawn_at is not None:
        return []
    extension.withdrawn_at = at
    extension.save(update_fields=["withdrawn_at"])
    now = held_situation(matter_id)
    cause = Cause(f"Extension of {extension.limit_code} {_by(extension)} taken back: {reason}", by, at, today)
    moves = rederive(now, cause)
    _record(now, "extension.withdrawn", cause, moves, extension)
    return moves


def supposition(extension: Extension) -> Supposition:
    """What the extension changes once it is in force; for a preview, not saved."""
    if extension.new_due_on is not None:
        return extended_to(extension.limit_code, extension.new_due_on)
    return extended_by(extension.limit_code, extension.amount or 0, CountUnit(extension.count_unit))


def _extendable(now: Situation, code: str) -> Deadline:
    row = now.rows.get(code)
    if row is None or row.state in FINISHED or row.satisfied_on is not None or row.is_settled_by_miss:
        message = "Only a deadline that is running can be extended."
        raise NothingToExtend(message)
    if row.state == DeadlineState.NEEDS_DATE:
        raise NothingToExtend(f"{row.name} has no date yet: {row.missing}.")
    if now.reading.procedure.limit(code).not_extendable:
        raise NotExtendable(f"{row.name} cannot be extended: the agreement says so.")
    return row


def _check_has_a_date(now: Situation, extension: Extension, today: date) -> None:
    """Raises DayNotPublished when the longer time would run past the years that the calendar knows."""
    then = now.with_facts(supposition(extension)(now.facts)).docket(today)
    entry = next((one for one in then.entries if one.limit.code == extension.limit_code), None)
    if entry is None:
        return
    if entry.due_on is not None:
        check_published(entry.due_on, now.calendar)
    elif entry.state == DeadlineState.NEEDS_DATE:
        check_published(now.calendar.last + ONE_DAY, now.calendar)


def _apply(now: Situation, extension: Extension, cause: Cause) -> list[Move]:
    return rederive(replace(now, facts=supposition(extension)(now.facts)), cause)


def _by(extension: Extension) -> str:
    if extension.new_due_on is not None:
        return f"to {words.day(extension.new_due_on)}"
    return f"by {words.units(extension.amount or 0, CountUnit(extension.count_unit))}"


def _record(now: Situation, verb: str, cause: Cause, moves: list[Move], extension: Extension) -> None:
    record_event(
        matter=now.clock.matter,
        verb=verb,
        summary=f"{cause.text}.{said(moves)}"[:300],
        by=cause.by,
        at=cause.at,
        extension=extension.pk,
        code=extension.limit_code,
        moves=told(moves),
    )
