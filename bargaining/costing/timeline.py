"""When pay moves: the items of a proposal as moments in the order in which they take hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from bargaining.costing.items import GeneralIncrease, Item, OneTime, Steps
from bargaining.costing.money import ONE, ZERO
from bargaining.costing.years import FiscalYear, Timing

_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Moment:
    """One item taking hold once: its place in the order, its fiscal year, the part of each year it is paid.

    Steps take hold once a fiscal year; ``step_share`` says when for a given anniversary.
    """

    order: int
    item: Item
    year: int
    years: tuple[FiscalYear, ...]
    shares: tuple[Decimal, ...]
    known: dict[tuple[int, int] | None, tuple[Decimal, Decimal]] = field(default_factory=dict, compare=False)

    def step_share(self, anniversary: tuple[int, int] | None) -> tuple[Decimal, Decimal]:
        """The part of a group that steps up in this moment's year, and the part of the year that is paid, each 0 to 1.

        With an anniversary the group steps on that day, if the item has begun by then. Without
        one, whoever's anniversary lies after the item's first day steps, half of that time in
        on the average.
        """
        if anniversary not in self.known:
            self.known[anniversary] = self._step_share(anniversary)
        return self.known[anniversary]

    def _step_share(self, anniversary: tuple[int, int] | None) -> tuple[Decimal, Decimal]:
        here = self.years[self.year]
        if anniversary is None:
            reached = here.share_from(self.item.effective_on, Timing.DAYS)
            return reached, reached * _HALF
        day = _in_year(anniversary, here)
        if day < self.item.effective_on:
            return ZERO, ZERO
        return ONE, here.share_from(day, Timing.DAYS)


def _in_year(anniversary: tuple[int, int], year: FiscalYear) -> date:
    """The day of a fiscal year on which an anniversary falls; February 29 counts as 28 in a common year."""
    month, day = anniversary
    for number in (year.starts_on.year, year.ends_on.year):
        try:
            found = date(number, month, day)
        except ValueError:
            found = date(number, month, 28)
        if found in year:
            return found
    return year.starts_on


# On one day: shares of pay first, then steps, then flat sums, then what is paid once.
_PERCENT, _STEP, _FLAT, _ONCE = range(4)


def moments_of(items: Sequence[Item], years: Sequence[FiscalYear]) -> tuple[Moment, ...]:
    """The moments of every item that moves pay, in the order they take hold, as far as the years go."""
    found: list[tuple[date, int, str, Item, int]] = []
    for item in items:
        found += [(day, rank, item.key, item, year) for day, rank, year in _days(item, years)]
    ordered = sorted(found, key=lambda row: row[:3])
    return tuple(
        Moment(order, item, year, tuple(years), _shares(item, years))
        for order, (_, _, _, item, year) in enumerate(ordered)
    )


def _days(item: Item, years: Sequence[FiscalYear]) -> list[tuple[date, int, int]]:
    """When an item takes hold, its rank on that day, and the number of its fiscal year."""
    if isinstance(item, Steps):
        return [(year.middle, _STEP, n) for n, year in enumerate(years) if item.effective_on <= year.ends_on]
    if isinstance(item, GeneralIncrease):
        rank = _PERCENT if item.share is not None else _FLAT
        year = _number_of(max(item.effective_on, years[0].starts_on), years)
        return [] if year is None else [(item.effective_on, rank, year)]
    if isinstance(item, OneTime) and item.pool is None:
        year = _number_of(item.effective_on, years)
        return [] if year is None else [(item.effective_on, _ONCE, year)]
    return []


def _number_of(day: date, years: Sequence[FiscalYear]) -> int | None:
    return next((n for n, year in enumerate(years) if day in year), None)


def _shares(item: Item, years: Sequence[FiscalYear]) -> tuple[Decimal, ...]:
    """The part of each fiscal year in which an increase is paid; what is paid later lands in the year it is paid."""
    shares = [year.share_from(item.effective_on, item.timing) for year in years]
    paid_from = item.paid_from if isinstance(item, GeneralIncrease) else None
    if paid_from is None:
        return tuple(shares)
    paying = _number_of(max(paid_from, years[0].starts_on), years)
    if paying is None:
        return tuple(ZERO for _ in shares)
    owed = sum(shares[:paying], ZERO) + _before(item.effective_on, years[0])
    return (*(ZERO for _ in shares[:paying]), shares[paying] + owed, *shares[paying + 1 :])


def _before(day: date, first: FiscalYear) -> Decimal:
    """Years, as a decimal number, from ``day`` to the first costed day: what retroactive pay owes of earlier years."""
    return Decimal(max(0, (first.starts_on - day).days)) / first.days
