"""Who held a mandate and leaves the table."""

from __future__ import annotations

from datetime import datetime

from bargaining.models.mandate import MandateHolder
from labor_office.core.users.models import User


def end_all_of(*, user: User, negotiation_id: int, at: datetime, by: User | None) -> None:
    """End whatever ``user`` holds at this table, in the caller's transaction; no more of it is theirs when they return.

    Also for the last one: whoever sends them off the team may know nothing of a mandate, and a
    refusal would tell them. One that nobody holds is recorded anew by whoever may begin.
    """
    held = MandateHolder.objects.filter(mandate__negotiation_id=negotiation_id, user=user, ended_at=None)
    held.update(ended_at=at, ended_by=by)
