"""Whether anything stands ready for an act that is due: a draft, or a meeting set for the day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.deadlines.queries.claims import still_owed
from labor_office.core.documents.models import Letter, LetterState
from labor_office.core.matters.models.record import Meeting
from labor_office.core.notices.claims import Claim

UNISSUED = (LetterState.DRAFT, LetterState.FOR_APPROVAL, LetterState.APPROVED)


def undrafted(claims: frozenset[Claim], today: date) -> Collection[Claim]:
    """Those claims whose deadline is still owed on its day while nothing stands ready for it. Four queries."""
    owed = still_owed(claims, today)
    rows = Deadline.objects.filter(pk__in=[claim.pk for claim in owed]).values_list("pk", "matter_id", "step")
    steps = {pk: (matter_id, step) for pk, matter_id, step in rows}
    matters = [matter_id for matter_id, _ in steps.values()]
    letters = Letter.objects.filter(matter__in=matters, state__in=UNISSUED)
    meetings = Meeting.objects.filter(matter__in=matters, on=today, held_on=None, cancelled_at=None)
    ready = {*letters.values_list("matter_id", "step"), *meetings.values_list("matter_id", "step")}
    return [claim for claim in owed if steps[claim.pk] not in ready]
