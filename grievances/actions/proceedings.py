"""Arbitrations, charges, discipline and information requests: a matter with a clock and a file."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Required, TypedDict, Unpack

from django.db import transaction

from grievances.actions.awards import AWARD, question_readings
from grievances.actions.filing import Named
from grievances.actions.telling import tell_assigned
from grievances.models import Proceeding
from grievances.queries.procedures import NoProcedure, choose_version, events_recordable
from labor_office.core.deadlines.actions.by_hand import let_lapse
from labor_office.core.deadlines.actions.clocks import Happened, start_clock
from labor_office.core.deadlines.actions.triggers import record_trigger
from labor_office.core.deadlines.models.clocks import Clock
from labor_office.core.deadlines.rules import words
from labor_office.core.deadlines.rules.moves import Move
from labor_office.core.matters import kinds
from labor_office.core.matters.actions.access import grant_access
from labor_office.core.matters.actions.closing import close_matter
from labor_office.core.matters.actions.parties import add_party
from labor_office.core.matters.actions.record import next_reference, record_event
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User
from labor_office.core.workforce.models import BargainingUnit, Department


class UnknownEvent(Exception):
    """The procedure does not know what was to be recorded; the text names what it knows."""


class MatterClosed(Exception):
    """Nothing more happens on a case that is closed."""


class Opening(TypedDict, total=False):
    """What is known of a proceeding when it is opened; ``origin`` is the matter it came from."""

    kind: Required[str]
    title: Required[str]
    opened_on: Required[date]
    triggers: Sequence[Happened]
    unit: BargainingUnit | None
    department: Department | None
    forum: str
    opponent: str
    summary: str
    origin: Matter | None
    people: Sequence[Named]
    owner: User | None
    backup: User | None
    readers: Collection[User]
    special_kinds: Sequence[str]


@transaction.atomic
def open_proceeding(*, by: User, at: datetime, today: date, **given: Unpack[Opening]) -> Proceeding:
    """Open a proceeding and start its clock, if a procedure for its kind is published.

    Discipline and charges begin closed to all but the people who work on them and ``readers``.
    """
    registered = kinds.get(given["kind"])
    proceeding = _numbered(given, is_restricted=registered.begins_restricted, by=by, at=at)
    proceeding.save(force_insert=True)
    record_event(matter=proceeding, verb="proceeding.opened", summary=f"{registered.label} opened", by=by, at=at)
    _name(proceeding, given.get("people", ()), by=by, at=at)
    working = [person for person in (proceeding.owner, proceeding.backup) if person is not None]
    if proceeding.is_restricted:
        _name_readers(proceeding, [by, *working, *given.get("readers", ())], by=by, at=at)
    _start(proceeding, given.get("triggers", ()), given.get("special_kinds", ()), by=by, at=at, today=today)
    tell_assigned(matter=proceeding, people=working, by=by, at=at)
    return proceeding


def _numbered(given: Opening, *, is_restricted: bool, by: User, at: datetime) -> Proceeding:
    unit, backup = given.get("unit"), given.get("backup")
    owner = given.get("owner") or (unit.owner if unit else None) or by
    return Proceeding(
        kind=given["kind"],
        reference=next_reference(kind=given["kind"], year=given["opened_on"].year),
        title=given["title"],
        level=Level.RESTRICTED if is_restricted else Level.OFFICE,
        unit=unit,
        department=given.get("department"),
        owner=owner,
        backup=backup if backup and backup.pk != owner.pk else None,
        opened_on=given["opened_on"],
        created_at=at,
        forum=given.get("forum", ""),
        opponent=given.get("opponent", ""),
        summary=given.get("summary", ""),
        origin=given.get("origin"),
    )


def _name(proceeding: Proceeding, people: Sequence[Named], *, by: User, at: datetime) -> None:
    for person in people:
        add_party(
            matter_id=proceeding.pk,
            role=person.role,
            name=person.known_name,
            employee=person.employee,
            user=person.user,
            organization=person.organization,
            title=person.title,
            phone=person.phone,
            email=person.email,
            by=by,
            at=at,
        )


@transaction.atomic
def record_happening(*, matter_id: int, what: Happened, by: User, at: datetime, today: date) -> list[Move]:
    """Record anything that the matter's procedure counts from or is met by and no other act records.

    Raises MatterClosed, UnknownEvent, AlreadyRecorded.
    """
    matter = Matter.objects.select_for_update(no_key=True).get(pk=matter_id)
    if matter.closed_on is not None:
        raise MatterClosed(f"{matter.reference} was closed {words.day(matter.closed_on)}, so nothing more is recorded.")
    clock = Clock.objects.get(pk=matter_id)
    known = events_recordable(matter.kind, clock.version_id, tuple(clock.kinds))
    if what.event not in known:
        named = ", ".join(known.values()) or "nothing"
        raise UnknownEvent(f"What can be recorded here: {named}.")
    moves = record_trigger(matter_id=matter_id, what=what, by=by, at=at, today=today)
    if what.event == AWARD:
        question_readings(matter=matter, on=what.on, by=by, at=at)
    return moves


@transaction.atomic
def close_proceeding(*, matter_id: int, on: date, outcome: str, by: User, at: datetime) -> Proceeding:
    """Close a proceeding with its outcome in words. Raises AlreadyClosed, ClosesBeforeItOpened."""
    proceeding = Proceeding.objects.select_for_update(no_key=True).get(pk=matter_id)
    let_lapse(matter_id=matter_id, reason="It is closed")
    close_matter(matter_id=matter_id, closed_on=on, why=outcome, by=by, at=at)
    proceeding.closed_on, proceeding.outcome = on, outcome[:120]
    proceeding.save(update_fields=["outcome"])
    return proceeding


def _name_readers(proceeding: Proceeding, people: Sequence[User], *, by: User, at: datetime) -> None:
    for person in {person.pk: person for person in people}.values():
        grant_access(matter_id=proceeding.pk, user=person, reason="Works on it.", by=by, at=at)


def _start(
    proceeding: Proceeding, triggers: Sequence[Happened], special: Sequence[str], *, by: User, at: datetime, today: date
) -> None:
    on = min((happened.on for happened in triggers), default=proceeding.opened_on)
    try:
        chosen = choose_version(unit=proceeding.unit, on=on, kind=proceeding.kind)
    except NoProcedure:
        if proceeding.unit is None:
            return
        try:
            chosen = choose_version(unit=None, on=on, kind=proceeding.kind)
        except NoProcedure:
            return
    start_clock(
        matter_id=proceeding.pk, version_id=chosen.version.pk, triggers=triggers, kinds=tuple(special),
        version_reason=f"in force on {words.full_day(on)}", by=by, at=at, today=today,
    )  # fmt: skip
