"""A grievance put aside, and taken up again: its clock stops meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from grievances.actions.places import hold
from grievances.rules.moves import Act
from labor_office.core.deadlines.actions.stops import restart_clock, stop_clock
from labor_office.core.deadlines.rules.moves import Move
from labor_office.core.users.models import User


@transaction.atomic
def hold_in_abeyance(
    *,
    grievance_id: int,
    from_on: date,
    reason: str,
    by: User,
    at: datetime,
    today: date,
    basis: str = "",
    evidence: str = "",
    codes: Sequence[str] = (),
) -> list[Move]:
    """Stop the clock from ``from_on`` on; ``basis`` is the section or agreement. Raises MoveRefused."""
    here = hold(grievance_id, Act.HOLD)
    return stop_clock(
        matter_id=here.grievance.pk, from_on=from_on, reason=reason, basis=basis, evidence=evidence, codes=codes,
        by=by, at=at, today=today,
    )  # fmt: skip


@transaction.atomic
def resume(*, grievance_id: int, on: date, by: User, at: datetime, today: date, reason: str = "") -> list[Move]:
    """Set the clock running: ``on`` is the first day that counts. Raises MoveRefused, StopsBeforeItBegins."""
    here = hold(grievance_id, Act.RESUME)
    return restart_clock(matter_id=here.grievance.pk, on=on, reason=reason, by=by, at=at, today=today)
