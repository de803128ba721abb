"""Whether what a mail says of a deadline still holds when it is about to go out."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.notices.claims import Claim

CHECK = "deadline"
_OWED = ("OPEN", "MISSED")


def still_owed(claims: frozenset[Claim], today: date) -> Collection[Claim]:
    """Those claims whose deadline is still to be done, and on the day the mail says. One query."""
    owed = Deadline.objects.filter(
        pk__in=[claim.pk for claim in claims],
        state__in=_OWED,
        satisfied_on=None,
        matter__closed_on=None,
    )
    dues = dict(owed.values_list("pk", "due_on"))
    return [claim for claim in claims if claim.pk in dues and str(dues[claim.pk]) == claim.expect]
