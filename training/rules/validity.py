"""How long training is good for. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from labor_office.core.deadlines.rules.counting import add_months


def good_until(completed_on: date, *months: int | None) -> date | None:
    """The last day a completion is good for: the same day number after the fewest of ``months``, or None for good.

    Where the month is shorter, its last day. 24 months from February 29, 2024 end on
    February 28, 2026.
    """
    given = [count for count in months if count is not None]
    return add_months(completed_on, min(given)) if given else None


def renewable_from(until: date, window_days: int) -> date:
    """The first day on which taking it again renews it."""
    return until - timedelta(days=window_days)
