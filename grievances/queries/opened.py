"""What to say when a grievance has just been opened."""

from __future__ import annotations

from django.db.models import F

from grievances.models import Grievance
from labor_office.core.deadlines.models.deadlines import Deadline, DeadlineState
from labor_office.core.deadlines.rules import words


def opened_words(grievance: Grievance) -> str:
    """``G-2026-0052 opened. Step 1 decision due Wed, Jun 24, 2026.`` One query.

    Where no date can be counted it says what is missing instead.
    """
    ours = Deadline.objects.filter(
        matter_id=grievance.pk, state__in=[DeadlineState.OPEN, DeadlineState.MISSED, DeadlineState.NEEDS_DATE]
    ).exclude(actor="union")
    first = ours.order_by(F("due_on").asc(nulls_last=True), "pk").first()
    opened = f"{grievance.reference} opened."
    if first is None:
        return opened
    if first.due_on is None:
        return f"{opened} {first.name} needs a date: {first.missing}"
    return f"{opened} {first.name} {'was due' if first.state == 'MISSED' else 'due'} {words.day(first.due_on)}."
