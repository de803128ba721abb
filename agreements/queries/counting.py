"""Which of the office's rules count a question, an obligation or the end of a term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from agreements.models.obligations import Obligation
from agreements.rules.obligations import day_after
from labor_office.core.deadlines import shown
from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.deadlines.queries.situations import clock_of

# Limits of the shipped rules whose day is named in what they count for, not reckoned from it.
NAMED_DAYS = frozenset({"DAY", "FOLLOW-UP", "EXPIRY"})


@dataclass(frozen=True, slots=True)
class Due(shown.Due):
    """One deadline of the office's own rules."""

    @property
    def how(self) -> str:
        """How the date came about, in few words."""
        return "The day named" if self.deadline.code in NAMED_DAYS else self.explanation.summary


def dues_of(matter_id: int, *, today: date) -> list[Due]:
    """Every deadline of a matter in this pass and those before, the soonest first, with its reasoning. One query."""
    return shown.counted_on(matter_id, today=today, told_as=Due)


def owed_on(obligation: Obligation) -> date | None:
    """The day by which it is owed now: by its clock, else the day of its series after the last one done.

    None while it waits for something to happen, and for what is owed once and was done.
    """
    if clock_of(obligation.pk) is not None:
        due = open_deadline(obligation.pk)
        return due.due_on if due else None
    last = obligation.fulfilments.filter(due_on__isnull=False).order_by("-due_on").first()
    if last is None or last.due_on is None or obligation.first_due_on is None:
        return obligation.first_due_on
    return day_after(obligation.how_often, obligation.first_due_on, last.due_on)


def open_deadline(matter_id: int, *codes: str) -> Deadline | None:
    """What is owed now on a matter, of the limits named; of all when none is."""
    rows = Deadline.objects.filter(
        matter_id=matter_id, state__in=["OPEN", "MISSED", "TARGET_PASSED"], satisfied_on=None
    )
    if codes:
        rows = rows.filter(code__in=codes)
    return rows.order_by("due_on", "pk").first()
