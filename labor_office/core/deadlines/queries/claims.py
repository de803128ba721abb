"""Whether what a mail says of a deadline still holds when it is about to go out."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.notices.claims import Claim

CHECK = "deadline"
# That a date which moved still stands where the mail says; "" for none.
CHECK_DATE = "date"
# The same as CHECK, and that nothing has been drafted; who knows of drafts answers for it.
CHECK_UNDRAFTED = "undrafted"
_OWED = ("OPEN", "MISSED")


def still_owed(claims: frozenset[Claim], today: date) -> Collection[Claim]:
    """Those claims whose deadline is still to be done, and on the day the mail says. One query."""
    owed = Deadline.objects.filter(
        pk__in=[claim.pk for claim in claims],
        state__in=_OWED,
        satisfied_on=None,
        lapsed_reason="",
        matter__closed_on=None,
    )
    dues = dict(owed.values_list("pk", "due_on"))
    return [claim for claim in claims if claim.pk in dues and str(dues[claim.pk]) == claim.expect]


def still_there(claims: frozenset[Claim], today: date) -> Collection[Claim]:
    """Those claims whose deadline is due on the day the mail says, or has no date as it says. One query."""
    rows = Deadline.objects.filter(pk__in=[claim.pk for claim in claims]).values_list("pk", "due_on")
    dues = {pk: str(due_on or "") for pk, due_on in rows}
    return [claim for claim in claims if dues.get(claim.pk) == claim.expect]
