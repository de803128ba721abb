"""The Council's days, entered and taken out. What hangs on them is planned again by those who answer for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from bargaining.models.process import CouncilDay
from labor_office.core.users.models import User


@transaction.atomic
def enter_days(*, days: Sequence[date], kind: CouncilDay.Kind, by: User, at: datetime, title: str = "") -> int:
    """Enter days of a kind; those that are there already stay. How many are new."""
    known = set(CouncilDay.objects.filter(kind=kind, on__in=days).values_list("on", flat=True))
    new = [day for day in sorted(set(days)) if day not in known]
    CouncilDay.objects.bulk_create(
        [CouncilDay(on=day, kind=kind, title=title.strip(), entered_by=by, entered_at=at) for day in new]
    )
    return len(new)


@transaction.atomic
def strike_day(*, day_id: int) -> None:
    """Take a day out; one that is gone is gone. Its history keeps it."""
    CouncilDay.objects.filter(pk=day_id).delete()
