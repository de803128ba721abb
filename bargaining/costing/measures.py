"""The figures people ask for beside a costing: one percent, end rates, gaps, hours, markets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

from bargaining.costing.money import ONE, ZERO
from bargaining.costing.results import Costing
from bargaining.costing.snapshot import Component, RollUp, Snapshot

WEEKS = Decimal(52)


def compounded(shares: Sequence[Decimal]) -> Decimal:
    """What increases in a row come to, as a share: 0.03, 0.025, 0.025 is 0.08214375, not 0.08."""
    product = ONE
    for share in shares:
        product *= 1 + share
    return product - 1


def cost_of_one_percent(snapshot: Snapshot, rates: Sequence[RollUp]) -> Decimal:
    """Dollars a year of one percent on base pay and on the pools that follow it, with their payroll charges.

    Charges with a cap are taken at their plain rate: an upper bound, as budget offices quote it.
    """
    amounts = {Component.BASE: snapshot.payroll}
    for pool in snapshot.pools:
        amounts[pool.component] = amounts.get(pool.component, ZERO) + pool.amount
    charged = sum((amounts.get(part, ZERO) * rate.rate for rate in rates for part in rate.on), ZERO)
    return (sum(amounts.values(), ZERO) + charged) / 100


def retroactive_pay(annual_difference: Decimal, *, periods_owed: int, pay_periods: int) -> Decimal:
    """Dollars owed for pay periods already paid at the old rate, before payroll charges."""
    return annual_difference * periods_owed / pay_periods


def flat_as_share(each: Decimal, heads: Decimal, payroll: Decimal) -> Decimal:
    """A flat sum for each as a share of payroll: the average raise it is."""
    return each * heads / payroll


def hourly_rise_of_shorter_week(old_hours: Decimal, new_hours: Decimal) -> Decimal:
    """How much an hour gains when the salary stays and the week shrinks, as a share: 49 to 46 is 0.0652."""
    return old_hours / new_hours - 1


def positions_for_shorter_week(posts: Decimal, old_hours: Decimal, new_hours: Decimal) -> Decimal:
    """Positions needed more to staff the same posts."""
    return posts * hourly_rise_of_shorter_week(old_hours, new_hours)


def productive_hours(paid_hours: Decimal, leave_hours: Sequence[Decimal]) -> Decimal:
    """Hours a year one person is there to work."""
    return paid_hours - sum(leave_hours, ZERO)


def hourly_of_year(pay: Decimal, weekly_hours: Decimal) -> Decimal:
    """A salary by the hour for a scheduled week, so that 42 and 56 hours can be compared."""
    return pay / (weekly_hours * WEEKS)


def vacancy_rate(authorized: int, filled: int) -> Decimal:
    """Positions that stand empty, as a share of those authorized."""
    return Decimal(authorized - filled) / authorized


@dataclass(frozen=True, slots=True)
class Market:
    """Where the City stands among comparators. Shares differ by what they are shares of.

    ``below_mean`` is of the mean (a survey's "3.92% below"); ``raise_to_mean`` is of the City's
    pay (what the City would have to give). Negative ``below_mean`` is above.
    """

    mean: Decimal
    median: Decimal
    below_mean: Decimal
    raise_to_mean: Decimal
    raise_to_median: Decimal
    rank: int
    of: int
    # Comparators whose figure is the City's or less.
    at_or_below: int

    @property
    def percentile(self) -> int:
        """The share of comparators, the City left out, at or below its figure, in whole percent rounded half up."""
        return int((Decimal(100 * self.at_or_below) / (self.of - 1)).to_integral_value(ROUND_HALF_UP))


def market_of(city: Decimal, others: Sequence[Decimal]) -> Market:
    """Mean, median, both gaps, rank from the top with the City counted in, how many others lie at or below it.

    Raises ValueError without comparators.
    """
    if not others:
        raise ValueError("Add at least one comparator before asking where the City stands.")
    mean = sum(others, ZERO) / len(others)
    middle = Decimal(median(others))
    rank = 1 + sum(other > city for other in others)
    below = sum(other <= city for other in others)
    return Market(
        mean, middle, (mean - city) / mean, (mean - city) / city, (middle - city) / city, rank, len(others) + 1, below
    )


@dataclass(frozen=True, slots=True)
class Gap:
    """One offer over another, in-year dollars by fiscal year and in all, and what each leaves in the base."""

    by_year: tuple[tuple[str, Decimal], ...]
    total: Decimal
    ongoing: Decimal


def gap_between(higher: Costing, lower: Costing) -> Gap:
    """What ``higher`` costs more than ``lower``. Raises ValueError when they are not of the same years and roster."""
    if higher.years != lower.years or higher.snapshot != lower.snapshot:
        raise ValueError("Cost both offers on the same roster and the same fiscal years before comparing them.")
    pairs = zip(higher.by_year(), lower.by_year(), strict=True)
    by_year = tuple((year.name, one.in_year - other.in_year) for (year, one), (_, other) in pairs)
    return Gap(by_year, higher.total - lower.total, higher.ongoing - lower.ongoing)
