"""A costing laid out as people read it: items by fiscal year, the sums under them, the measures beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from bargaining.costing.charges import capped_charge
from bargaining.costing.items import GeneralIncrease
from bargaining.costing.measures import compounded, cost_of_one_percent
from bargaining.costing.money import ZERO
from bargaining.costing.results import Amount, Costing, ItemYear, summed
from bargaining.costing.snapshot import Component, Snapshot

COMPONENT_WORDS: dict[Component, str] = {
    Component.BASE: "Base pay",
    Component.OVERTIME: "Overtime",
    Component.PREMIUM: "Premium pay",
    Component.ONE_TIME: "Paid once",
    Component.ALLOWANCE: "Allowances",
    Component.HEALTH: "Health coverage",
    Component.PRODUCTIVITY: "Hours not worked",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table over fiscal years: what it is, an amount a year, all years together in-year."""

    title: str
    amounts: tuple[Amount, ...]
    key: str = ""

    @property
    def total(self) -> Decimal:
        """In-year dollars over all years."""
        return sum((amount.in_year for amount in self.amounts), ZERO)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A costing as a page or a paper shows it. Amounts are unrounded; the page rounds."""

    years: tuple[str, ...]
    items: tuple[Row, ...]
    direct: Row
    charges: tuple[Row, ...]
    total: Row
    productivity: Row | None
    components: tuple[Row, ...]
    funds: tuple[tuple[str, tuple[Decimal, ...], Decimal], ...]
    cumulative: tuple[Decimal, ...]
    carry_over: tuple[Decimal, ...]
    end_rates: tuple[Decimal, ...]


def sheet_of(costing: Costing) -> Sheet:
    """The tables of a costing. Rows of items, of components and of charges each add up to the total."""
    years = tuple(year.name for year in costing.years)
    total = _row("Total", costing, lambda row: row.total)
    productivity = _row("Hours paid but not worked, no cash", costing, lambda row: row.productivity)
    return Sheet(
        years=years,
        items=tuple(_of_item(costing, item.key, item.title) for item in costing.items),
        direct=_row("Pay and benefits", costing, lambda row: row.direct),
        charges=_charges(costing),
        total=total,
        productivity=productivity
        if any(amount.in_year or amount.annualized for amount in productivity.amounts)
        else None,
        components=_components(costing),
        funds=_funds(costing),
        cumulative=_running(amount.in_year for amount in total.amounts),
        carry_over=tuple(costing.carry_over(name) for name in years),
        end_rates=tuple(costing.of_base(name) for name in years),
    )


def _row(title: str, costing: Costing, part: Callable[[ItemYear], Amount]) -> Row:
    return Row(
        title, tuple(summed(part(row) for row in costing.rows if row.year == year.name) for year in costing.years)
    )


def _of_item(costing: Costing, key: str, title: str) -> Row:
    by_year = {row.year: row.total for row in costing.of_item(key)}
    return Row(title, tuple(by_year.get(year.name, Amount()) for year in costing.years), key)


def _charges(costing: Costing) -> tuple[Row, ...]:
    return tuple(
        _row(rate.name, costing, lambda row, name=rate.name: row.charges.get(name, Amount()))  # type: ignore[misc]
        for rate in costing.rates
    )


def _components(costing: Costing) -> tuple[Row, ...]:
    rows = (
        _row(COMPONENT_WORDS[part], costing, lambda row, part=part: row.parts.get(part, Amount()))  # type: ignore[misc]
        for part in Component
        if part is not Component.PRODUCTIVITY
    )
    return tuple(row for row in rows if any(amount.in_year or amount.annualized for amount in row.amounts))


def _funds(costing: Costing) -> tuple[tuple[str, tuple[Decimal, ...], Decimal], ...]:
    """Each fund with its part of every year and of all, in cents that tie; nothing without a fund."""
    if not costing.funds or set(costing.funds) == {"Not assigned"}:
        return ()
    split = [costing.by_fund(year.name) for year in costing.years]
    return tuple(
        (fund, tuple(part[fund] for part in split), sum((part[fund] for part in split), ZERO)) for fund in costing.funds
    )


def _running(amounts: Iterable[Decimal]) -> tuple[Decimal, ...]:
    found, so_far = [], ZERO
    for amount in amounts:
        so_far += amount
        found.append(so_far)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Measures:
    """The figures people ask for beside a costing, in dollars and shares."""

    heads: Decimal
    payroll: Decimal
    compensation: Decimal
    one_percent: Decimal
    term: Decimal
    ongoing: Decimal
    simple: Decimal
    compounded: Decimal
    end_rate: Decimal

    @property
    def ongoing_each(self) -> Decimal:
        """A full year at the end of the term, for one full-time equivalent."""
        return self.ongoing / self.heads if self.heads else ZERO

    @property
    def compensation_after(self) -> Decimal:
        """Total compensation of a year at the end of the term."""
        return self.compensation + self.ongoing

    @property
    def share_of_compensation(self) -> Decimal:
        """What a full year at the end adds, as a share of present total compensation."""
        return self.ongoing / self.compensation if self.compensation else ZERO


def measures_of(costing: Costing, snapshot: Snapshot) -> Measures:
    """The measures of a costing on its roster. Compounding counts the raises in percent that are for everyone."""
    shares = [
        item.share
        for item in costing.items
        if isinstance(item, GeneralIncrease) and item.share is not None and not item.codes
    ]
    return Measures(
        heads=snapshot.heads,
        payroll=snapshot.payroll,
        compensation=total_compensation(snapshot, costing),
        one_percent=cost_of_one_percent(snapshot, costing.rates),
        term=costing.total,
        ongoing=costing.ongoing,
        simple=sum(shares, ZERO),
        compounded=compounded(shares),
        end_rate=costing.of_base(costing.years[-1].name),
    )


def total_compensation(snapshot: Snapshot, costing: Costing) -> Decimal:
    """What a year of present terms costs the City: pay, pools, the charges on both up to their caps, health."""
    pools: dict[Component, Decimal] = {}
    for pool in snapshot.pools:
        pools[pool.component] = pools.get(pool.component, ZERO) + pool.amount
    charged = ZERO
    for rate in costing.rates:
        if Component.BASE in rate.on:
            charged += sum((capped_charge(rate, ZERO, group.pay) * group.heads for group in snapshot.groups), ZERO)
        charged += sum((amount * rate.rate for part, amount in pools.items() if part in rate.on), ZERO)
    health = sum((tier.cost for tier in snapshot.tiers), ZERO)
    return snapshot.payroll + sum(pools.values(), ZERO) + charged + health
