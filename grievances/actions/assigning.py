"""Giving a case to someone, and asking departments for what it needs; the people concerned are told."""

from __future__ import annotations

from datetime import date, datetime
from typing import Required, TypedDict, Unpack

from django.db import transaction

from grievances.actions.telling import tell_asked, tell_assigned
from labor_office.core.matters.actions import assignment, parties, requests
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.models.record import Party, Request
from labor_office.core.matters.rules import OpenDays, PartyRole
from labor_office.core.users.models import User
from labor_office.core.workforce.models import Department, Employee


class NamedPerson(TypedDict, total=False):
    """What is known of someone to be named."""

    role: Required[PartyRole]
    name: Required[str]
    employee: Employee | None
    user: User | None
    title: str
    phone: str
    email: str


@transaction.atomic
def assign(*, matter_id: int, owner: User | None, backup: User | None, by: User, at: datetime) -> Matter:
    """Give the matter to ``owner``, ``backup`` standing in, and tell who is new. Raises OwnerShutOut, BackupIsOwner."""
    matter, new = assignment.assign(matter_id=matter_id, owner=owner, backup=backup, by=by, at=at)
    tell_assigned(matter=matter, people=new, by=by, at=at)
    return matter


@transaction.atomic
def name_person(*, matter_id: int, by: User, at: datetime, **named: Unpack[NamedPerson]) -> Party:
    """Name someone on the matter; tell the backup who steps up when that shuts its owner out. Raises LastReader."""
    before = Matter.objects.select_for_update(no_key=True).get(pk=matter_id)
    party = parties.add_party(matter_id=matter_id, by=by, at=at, **named)
    after = Matter.objects.select_related("owner", "backup", "unit").get(pk=matter_id)
    if after.owner is not None and after.owner_id != before.owner_id:
        tell_assigned(matter=after, people=[after.owner], by=by, at=at)
    return party


@transaction.atomic
def ask_department(
    *, matter_id: int, department: Department, title: str, due_on: date, by: User, today: date, at: datetime
) -> Request:
    """Ask a department for records and tell its liaisons, as far as they may know of the matter."""
    request = requests.ask(
        matter_id=matter_id, kind=Request.Kind.RECORDS, department=department, title=title, due_on=due_on, by=by,
        today=today, at=at,
    )  # fmt: skip
    tell_asked(request=request, by=by, today=today, at=at)
    return request


@transaction.atomic
def ask_custodian(
    *,
    item_id: int,
    department: Department,
    due_on: date,
    by: User,
    today: date,
    at: datetime,
    custodian: str = "",
) -> Request:
    """Ask whoever holds it for what one item of an information request wants; the department's liaisons are told.

    Raises RequestDone for an item that was answered.
    """
    item = Request.objects.get(pk=item_id)
    Matter.objects.select_for_update(no_key=True).get(pk=item.matter_id)
    item.refresh_from_db()
    if item.done_on is not None:
        raise requests.RequestDone(f"“{item.title}” was answered already.")
    asked = requests.ask(
        matter_id=item.matter_id, kind=Request.Kind.RECORDS, department=department, asked_of=custodian.strip(),
        title=item.title, due_on=due_on, for_item=item, by=by, today=today, at=at,
    )  # fmt: skip
    tell_asked(request=asked, by=by, today=today, at=at)
    return asked


@transaction.atomic
def nudge(*, request_id: int, by: User, today: date, at: datetime, calendar: OpenDays) -> Request:
    """Remind whom we wait for, and tell them. Raises NudgedLately, RequestDone, NothingToNudge."""
    request = requests.nudge(request_id=request_id, by=by, today=today, at=at, calendar=calendar)
    tell_asked(request=request, by=by, today=today, at=at)
    return request
