"""What to say when a grievance has just been opened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from grievances.models import Grievance
from labor_office.core.deadlines.models.deadlines import Deadline, DeadlineState
from labor_office.core.deadlines.rules import words


def opened_words(grievance: Grievance, deadlines: Sequence[Deadline]) -> str:
    """``G-2026-0052 opened. Step 1 decision due Wed, Jun 24, 2026.`` of a grievance and what it began with.

    Where no date can be counted it says what is missing instead.
    """
    ours = [row for row in deadlines if row.state in _OWED and row.actor != "union"]
    first = min(ours, key=lambda row: row.due_on or date.max, default=None)
    opened = f"{grievance.reference} opened."
    if first is None:
        return opened
    if first.due_on is None:
        return f"{opened} {first.name} needs a date: {first.missing}"
    return f"{opened} {first.name} {'was due' if first.state == 'MISSED' else 'due'} {words.day(first.due_on)}."


_OWED = (DeadlineState.OPEN, DeadlineState.MISSED, DeadlineState.NEEDS_DATE)
