"""Giving a case to someone, and asking departments for what it needs; the people concerned are told."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from grievances.actions.telling import tell_asked, tell_assigned
from labor_office.core.matters.actions import assignment, requests
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.models.record import Request
from labor_office.core.matters.rules import OpenDays
from labor_office.core.users.models import User
from labor_office.core.workforce.models import Department


@transaction.atomic
def assign(*, matter_id: int, owner: User | None, backup: User | None, by: User, at: datetime) -> Matter:
    """Give the matter to ``owner``, ``backup`` standing in, and tell who is new. Raises OwnerShutOut, BackupIsOwner."""
    matter, new = assignment.assign(matter_id=matter_id, owner=owner, backup=backup, by=by, at=at)
    tell_assigned(matter=matter, people=new, by=by, at=at)
    return matter


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
def nudge(*, request_id: int, by: User, today: date, at: datetime, calendar: OpenDays) -> Request:
    """Remind whom we wait for, and tell them. Raises NudgedLately, RequestDone, NothingToNudge."""
    request = requests.nudge(request_id=request_id, by=by, today=today, at=at, calendar=calendar)
    tell_asked(request=request, by=by, today=today, at=at)
    return request
