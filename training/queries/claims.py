"""What a reminder takes for granted: that something of it is still owed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from labor_office.core.notices.claims import Claim
from training.models.duties import Duty


def still_owed(claims: frozenset[Claim], today: date) -> Collection[Claim]:
    """Those of ``claims`` of whose duties at least one is still owed. One query."""
    wanted = {claim: [int(pk) for pk in claim.expect.split(",") if pk.isdecimal()] for claim in claims}
    every = {pk for pks in wanted.values() for pk in pks}
    owed = set(Duty.objects.current().owed().filter(pk__in=every).values_list("pk", flat=True))
    return [claim for claim, pks in wanted.items() if owed.intersection(pks)]
