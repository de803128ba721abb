"""Payroll charges that move with pay."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bargaining.costing.results import Amount, Line
from bargaining.costing.snapshot import RollUp


def charge(line: Line, rates: Sequence[RollUp]) -> dict[str, Amount]:
    """What each charge adds to a line; charges counted person by person are taken as they were counted."""
    counted = dict(line.capped)
    for rate in rates:
        if line.component in rate.on and rate.name not in counted:
            counted[rate.name] = line.amount.times(rate.rate)
    return counted


def capped_charge(rate: RollUp, before: Decimal, after: Decimal) -> Decimal:
    """What ``rate`` adds when one person's yearly pay goes from ``before`` to ``after``, up to its cap."""
    if rate.cap is None:
        return (after - before) * rate.rate
    return (min(after, rate.cap) - min(before, rate.cap)) * rate.rate
