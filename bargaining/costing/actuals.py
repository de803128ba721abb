"""What an agreement really cost against its estimate: like with like, and never zero for what is not known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bargaining.costing.money import ZERO, cents, split
from bargaining.costing.results import Costing

# A variance from so many dollars and so large a share of the estimate on asks for its reason.
TELLING_DOLLARS, TELLING_SHARE = Decimal(1_000), Decimal("0.05")


@dataclass(frozen=True, slots=True)
class Spent:
    """What one item really cost in one fiscal year; ``fund`` is empty for all funds together."""

    item: str
    year: str
    fund: str
    amount: Decimal
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Variance:
    """An estimate in cents and what came of it; ``spent`` is None where nothing is entered."""

    estimate: Decimal
    spent: Decimal | None

    @property
    def over(self) -> Decimal | None:
        """By how many dollars the real cost lies over the estimate; negative under it."""
        return None if self.spent is None else self.spent - self.estimate

    @property
    def share(self) -> Decimal | None:
        """The same as a share of the estimate; None where nothing was estimated or is entered."""
        return None if self.over is None or not self.estimate else self.over / self.estimate

    @property
    def is_telling(self) -> bool:
        """Whether it is so large that somebody will ask why."""
        if self.over is None or abs(self.over) < TELLING_DOLLARS:
            return False
        return self.share is None or abs(self.share) >= TELLING_SHARE


def estimate_of(costing: Costing, *, item: str, year: str, fund: str = "") -> Decimal:
    """What the costing says one item costs in one fiscal year, charges included, in cents; of one fund its part.

    A fund bears its share of base payroll, as the costing itself splits it, so that the parts of
    all funds add up to the whole. Raises ValueError for a fund, an item or a year it does not have.
    """
    row = next((row for row in costing.of_item(item) if row.year == year), None)
    if row is None:
        raise ValueError(f"The estimate has no {item} in {year}.")
    whole = row.total.in_year
    if not fund:
        return cents(whole)
    if fund not in costing.funds:
        raise ValueError(f"The estimate has no fund called {fund}.")
    return split(whole, costing.funds)[fund]


def variance_of(costing: Costing, spent: Spent) -> Variance:
    """One figure against the part of the estimate that it stands for."""
    return Variance(estimate_of(costing, item=spent.item, year=spent.year, fund=spent.fund), spent.amount)


@dataclass(frozen=True, slots=True)
class YearSoFar:
    """A fiscal year: its whole estimate, and of what is entered the estimate and the cost."""

    year: str
    estimate: Decimal
    known: Variance
    entered: int
    items: int

    @property
    def is_whole(self) -> bool:
        """Whether the real cost of every item is known."""
        return self.entered == self.items


def by_year(costing: Costing, spent: Sequence[Spent]) -> tuple[YearSoFar, ...]:
    """Each fiscal year. Only what is entered is compared, with the estimate of just that."""
    found = []
    for year in costing.years:
        here = [one for one in spent if one.year == year.name]
        whole = {item.key for item in costing.items if _is_whole(costing, item.key, here)}
        estimate = sum((estimate_of(costing, item=item.key, year=year.name) for item in costing.items), ZERO)
        found.append(YearSoFar(year.name, estimate, added_up(costing, here), len(whole), len(costing.items)))
    return tuple(found)


def added_up(costing: Costing, spent: Iterable[Spent]) -> Variance:
    """All of ``spent`` against the estimate of just that; nothing known where there is none of it."""
    rows = [variance_of(costing, one) for one in spent]
    if not rows:
        return Variance(ZERO, None)
    return Variance(sum((row.estimate for row in rows), ZERO), sum((row.spent or ZERO for row in rows), ZERO))


def by_fund(costing: Costing, spent: Sequence[Spent]) -> tuple[tuple[str, Variance], ...]:
    """Each fund that something is entered for, all years and items; what is entered for all funds is left out."""
    funds = [fund for fund in costing.funds if any(one.fund == fund for one in spent)]
    return tuple((fund, added_up(costing, [one for one in spent if one.fund == fund])) for fund in funds)


def _is_whole(costing: Costing, item: str, spent: Sequence[Spent]) -> bool:
    funds = {one.fund for one in spent if one.item == item}
    return "" in funds or (bool(funds) and funds == set(costing.funds))
