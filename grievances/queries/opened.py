"""What to say when a grievance has just been opened."""

from __future__ import annotations

from django.db.models import F, QuerySet

from grievances.models import Grievance
from labor_office.core.deadlines.models.deadlines import Deadline, DeadlineState
from labor_office.core.deadlines.rules import words
from labor_office.core.web.compiled import Compiled


def opened_words(grievance: Grievance) -> str:
    """``G-2026-0052 opened. Step 1 decision due Wed, Jun 24, 2026.`` One query.

    Where no date can be counted it says what is missing instead.
    """
    first = next(iter(_OURS.rows(None, matter=grievance.pk)), None)
    opened = f"{grievance.reference} opened."
    if first is None:
        return opened
    if first.due_on is None:
        return f"{opened} {first.name} needs a date: {first.missing}"
    return f"{opened} {first.name} {'was due' if first.state == 'MISSED' else 'due'} {words.day(first.due_on)}."


def _ours(_user: None, matter: int) -> QuerySet[Deadline]:
    found = Deadline.objects.filter(matter_id=matter, state__in=_OWED).exclude(actor="union")
    return found.order_by(F("due_on").asc(nulls_last=True), "pk")[:1]


_OWED = (DeadlineState.OPEN, DeadlineState.MISSED, DeadlineState.NEEDS_DATE)
_OURS = Compiled(_ours)
