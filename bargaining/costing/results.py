"""What a costing answers, with where each figure comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from bargaining.costing.items import Item
from bargaining.costing.money import ZERO, split
from bargaining.costing.snapshot import Component, RollUp
from bargaining.costing.years import FiscalYear


@dataclass(frozen=True, slots=True)
class Amount:
    """Dollars over present terms: what the year pays, and what a full year costs from then on."""

    in_year: Decimal = ZERO
    annualized: Decimal = ZERO

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.in_year + other.in_year, self.annualized + other.annualized)

    def times(self, rate: Decimal) -> Amount:
        """Both figures at ``rate``."""
        return Amount(self.in_year * rate, self.annualized * rate)


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of an item's cost in one year.

    ``capped`` are charges already counted person by person because of a cap; for them the
    plain rate is not applied again.
    """

    item: str
    year: str
    component: Component
    amount: Amount
    capped: Mapping[str, Amount] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ItemYear:
    """What one item costs in one fiscal year: by component, and by payroll charge."""

    item: str
    title: str
    year: str
    parts: Mapping[str, Amount]
    charges: Mapping[str, Amount]

    @property
    def direct(self) -> Amount:
        """Cash, before payroll charges. Hours not worked are no cash."""
        return summed(amount for part, amount in self.parts.items() if part != Component.PRODUCTIVITY)

    @property
    def productivity(self) -> Amount:
        """Hours paid but not worked, in dollars: no cash leaves the City."""
        return self.parts.get(Component.PRODUCTIVITY, Amount())

    @property
    def charged(self) -> Amount:
        """Payroll charges that move with it."""
        return summed(self.charges.values())

    @property
    def total(self) -> Amount:
        """Cash with its payroll charges."""
        return self.direct + self.charged


def summed(amounts: Iterable[Amount]) -> Amount:
    """All of them added up; nothing where there is none."""
    total = Amount()
    for amount in amounts:
        total += amount
    return total


@dataclass(frozen=True, slots=True)
class Costing:
    """The cost of a list of items, with all it was made of: roster, rates, formulas, items."""

    snapshot: str
    formulas: str
    payroll: Decimal
    years: tuple[FiscalYear, ...]
    rates: tuple[RollUp, ...]
    items: tuple[Item, ...]
    rows: tuple[ItemYear, ...]
    funds: Mapping[str, Decimal]

    def of_item(self, key: str) -> tuple[ItemYear, ...]:
        """One item, year by year."""
        return tuple(row for row in self.rows if row.item == key)

    def of_year(self, name: str) -> Amount:
        """Everything, in one fiscal year."""
        return summed(row.total for row in self.rows if row.year == name)

    def by_year(self) -> tuple[tuple[FiscalYear, Amount], ...]:
        """The total of each year, in order."""
        return tuple((year, self.of_year(year.name)) for year in self.years)

    @property
    def total(self) -> Decimal:
        """In-year dollars over all years: the cumulative new money."""
        return sum((amount.in_year for _, amount in self.by_year()), ZERO)

    @property
    def ongoing(self) -> Decimal:
        """What a full year costs at the end of the term: the run rate the next budget begins with."""
        return self.of_year(self.years[-1].name).annualized

    def carry_over(self, name: str) -> Decimal:
        """What the year after ``name`` must find on top, because items began within it."""
        amount = self.of_year(name)
        return amount.annualized - amount.in_year

    def of_base(self, name: str) -> Decimal:
        """Annualized base pay over present base pay, as a share: the end rate."""
        rows = (row.parts.get(Component.BASE, Amount()) for row in self.rows if row.year == name)
        return summed(rows).annualized / self.payroll if self.payroll else ZERO

    def by_fund(self, name: str) -> dict[str, Decimal]:
        """The in-year total of a year over the funds that pay base payroll, in cents that tie."""
        return split(self.of_year(name).in_year, self.funds)
