"""The register of past practice: recorded and kept up to date. Its row history says who changed what."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from agreements.models.practices import Practice
from agreements.rules.practices import PracticeState
from labor_office.core.users.models import User

# One number at a time, whoever records: practices are few, and their numbers have no gaps.
_NUMBERS = 7_203_011


@transaction.atomic
def record_practice(*, by: User, at: datetime, **given: Any) -> Practice:
    """Put a practice into the register under the next number."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_NUMBERS])
    last = Practice.objects.aggregate(last=Max("number"))["last"] or 0
    return Practice.objects.create(number=last + 1, recorded_by=by, recorded_at=at, **given)


@transaction.atomic
def change_practice(*, practice_id: int, **given: Any) -> Practice:
    """Change what the register says. A practice that is neither repudiated nor ended has no such day."""
    practice = Practice.objects.select_for_update(no_key=True).get(pk=practice_id)
    for name, value in given.items():
        setattr(practice, name, value)
    practice.save(update_fields=list(given))
    return practice


def over(state: PracticeState) -> bool:
    """Whether a practice in ``state`` has a day of notice or end."""
    return state in {PracticeState.REPUDIATED, PracticeState.ENDED}


def ended_on(state: PracticeState, day: date | None) -> date | None:
    """The day kept with ``state``."""
    return day if over(state) else None
