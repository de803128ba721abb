"""Links that open a course for one person: how long they open it. Pure."""

from __future__ import annotations

from datetime import date, datetime, timedelta

# From the first reminder, thirty days before, until a month after the day it was due.
LINK_LIFE = timedelta(days=60)


def opens(made_at: datetime, *, at: datetime, stopped_at: datetime | None) -> bool:
    """Whether a link that was made then still opens: within sixty days, and not made before links were stopped."""
    return at - made_at <= LINK_LIFE and (stopped_at is None or made_at > stopped_at)


def has_left(left_on: date | None, *, on: date) -> bool:
    """Whether somebody whose last day is ``left_on`` no longer works here; on that day they still do."""
    return left_on is not None and left_on < on
