"""What the sub pages of a case list, for someone who may see the case."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from labor_office.core.deadlines.models.clocks import ClockStop, Extension
from labor_office.core.deadlines.models.deadlines import Deadline, DeadlineState
from labor_office.core.matters.models.matter import MatterAccess, MatterExclusion
from labor_office.core.matters.models.record import Party, Request
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Role


def extensions_of(matter_id: int) -> QuerySet[Extension]:
    """More time agreed or taken, in the order recorded."""
    return Extension.objects.filter(matter_id=matter_id).select_related("recorded_by")


def stops_of(matter_id: int) -> QuerySet[ClockStop]:
    """When the clock stood still."""
    return ClockStop.objects.filter(matter_id=matter_id).select_related("recorded_by")


def parties_of(matter_id: int) -> QuerySet[Party]:
    """Who is named."""
    return Party.objects.filter(matter_id=matter_id).select_related("employee", "organization")


def party_of(matter_id: int, pk: int) -> Party | None:
    """One of those named, if it is this matter that names them."""
    return Party.objects.filter(matter_id=matter_id, pk=pk).first()


def task_of(matter_id: int, pk: int) -> Request | None:
    """One of the matter's tasks."""
    return Request.objects.filter(matter_id=matter_id, pk=pk).first()


def readers_of(matter_id: int) -> QuerySet[MatterAccess]:
    """Who is named as a reader, and why."""
    return MatterAccess.objects.in_force().filter(matter_id=matter_id).select_related("user")


def walls_of(matter_id: int) -> QuerySet[MatterExclusion]:
    """Who is shut out, and why."""
    return MatterExclusion.objects.filter(matter_id=matter_id, ended_at=None).select_related("user")


def may_be_named() -> QuerySet[User]:
    """People who may be given access to a case that is closed to the office."""
    people: QuerySet[User] = User.objects.in_role(
        Role.CHIEF, Role.SPECIALIST, Role.ANALYST, Role.ATTORNEY, Role.RECORDS
    )
    return people


def first_due(matter_id: int, today: date) -> Deadline | None:
    """What is due next: the City's first, else the other side's."""
    live = Deadline.objects.filter(matter_id=matter_id, state=DeadlineState.OPEN, due_on__gte=today)
    rows = list(live.order_by("due_on", "pk")[:6])
    return next((row for row in rows if row.is_ours), rows[0] if rows else None)
