"""Telling those who hold a mandate that it ends, from the facts, however often it is asked."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from bargaining.actions.authority import tell_holders
from bargaining.models.mandate import Mandate
from bargaining.rules.authority import STAGES, stage_reached


@transaction.atomic
def warn_of_ends(*, today: date, at: datetime) -> int:
    """Promise each holder a word at each stage before the last day of a mandate, and once it has ended; how many.

    The word says nothing but that there is something to look at. Only open negotiations; days that
    were missed are made up by the latest stage alone.
    """
    soon = today + timedelta(days=max(STAGES))
    running = Mandate.objects.filter(replaced_at=None, expires_on__lte=soon, negotiation__closed_on=None)
    told = 0
    for mandate in running.select_related("negotiation"):
        assert mandate.expires_on is not None  # noqa: S101 -- asked for above
        stage = stage_reached((mandate.expires_on - today).days)
        if stage is not None:
            told += tell_holders(mandate, occasion=f"ends-{mandate.expires_on}-{stage}", at=at)
    return told
