"""Closing a matter and opening it again."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from labor_office.core.matters.actions.record import record_event
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.models import User
from labor_office.core.web.dates import short_day_with_year


class AlreadyClosed(Exception):
    """Someone closed it first."""


class ClosesBeforeItOpened(Exception):
    """The day given lies before the matter began."""


@transaction.atomic
def close_matter(*, matter_id: int, closed_on: date, why: str, by: User | None, at: datetime) -> Matter:
    """Close the matter as of ``closed_on``. Raises AlreadyClosed, ClosesBeforeItOpened."""
    matter = Matter.objects.select_for_update(no_key=True).get(pk=matter_id)
    if matter.closed_on:
        raise AlreadyClosed(f"{matter} was closed on {short_day_with_year(matter.closed_on)}.")
    if closed_on < matter.opened_on:
        raise ClosesBeforeItOpened(f"{matter} opened on {short_day_with_year(matter.opened_on)}: enter a later day.")
    matter.closed_on, matter.next_due_on = closed_on, None
    matter.save(update_fields=["closed_on", "next_due_on"])
    record_event(matter=matter, verb="matter.closed", summary=f"Closed: {why}"[:300], by=by, at=at, closed_on=closed_on)
    return matter


@transaction.atomic
def reopen_matter(*, matter_id: int, reason: str, by: User, at: datetime) -> Matter:
    """Open a closed matter again; an open one stays as it is."""
    matter = Matter.objects.select_for_update(no_key=True).get(pk=matter_id)
    if matter.closed_on:
        matter.closed_on = None
        matter.save(update_fields=["closed_on"])
        record_event(matter=matter, verb="matter.reopened", summary=f"Reopened: {reason}"[:300], by=by, at=at)
    return matter
