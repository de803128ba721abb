"""A snapshot and a list of items in, what each costs in each fiscal year out.

Pay carries forward: an increase is applied to pay as earlier increases left it, costs its part
of the year it begins in, and the whole of every later one. The interaction of two items belongs
to the later one. Money paid once leaves no trace in the next year.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from bargaining.costing.charges import charge
from bargaining.costing.items import Item
from bargaining.costing.others import lines_of
from bargaining.costing.pay import pay_lines
from bargaining.costing.results import Amount, Costing, ItemYear, Line
from bargaining.costing.snapshot import RollUp, Snapshot
from bargaining.costing.years import FiscalYear

# Changes whenever the same input may give another figure; kept with every costing that is stored.
FORMULAS = "2026.1"


class CostingRefused(ValueError):
    """The items cannot be costed as given. The message names the item and the mend."""


def cost(snapshot: Snapshot, items: Iterable[Item], *, rates: Sequence[RollUp], years: Sequence[FiscalYear]) -> Costing:
    """What ``items`` cost over the snapshot's present terms, by item and fiscal year.

    Each figure is kept in-year (what the budget pays) and annualized (what the full year costs
    from then on), by component, with the payroll charges that move with it. Amounts are unrounded.

    Raises CostingRefused when there are no years, years do not follow each other, or two items
    share a key; TimingRefused when a day cannot be counted as asked.
    """
    asked = tuple(sorted(items, key=lambda item: (item.effective_on, item.key)))
    _refuse_what_cannot_be_costed(snapshot, asked, years)
    lines = [*pay_lines(snapshot, asked, rates, years), *lines_of(snapshot, asked, years)]
    return Costing(
        snapshot=snapshot.reference,
        formulas=FORMULAS,
        payroll=snapshot.payroll,
        years=tuple(years),
        rates=tuple(rates),
        items=asked,
        rows=_rows(asked, lines, rates, years),
        funds=_fund_shares(snapshot),
    )


def _refuse_what_cannot_be_costed(snapshot: Snapshot, items: Sequence[Item], years: Sequence[FiscalYear]) -> None:
    if not years:
        raise CostingRefused("Name at least one fiscal year to cost.")
    for former, latter in pairwise(years):
        if (latter.starts_on - former.ends_on).days != 1:
            raise CostingRefused(f"{latter.name} must begin the day after {former.name} ends.")
    seen: set[str] = set()
    for item in items:
        if item.key in seen:
            raise CostingRefused(f"{item.title} is listed twice. Give each item a key of its own.")
        seen.add(item.key)
        unknown = item.codes - {group.code for group in snapshot.groups}
        if unknown:
            named = ", ".join(sorted(unknown))
            raise CostingRefused(f"{item.title} is for {named}, of which the roster {snapshot.reference} has nobody.")


def _rows(
    items: Sequence[Item], lines: Iterable[Line], rates: Sequence[RollUp], years: Sequence[FiscalYear]
) -> tuple[ItemYear, ...]:
    held: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lines:
        held[line.item, line.year].append(line)
    return tuple(_row(item, year, held[item.key, year.name], rates) for item in items for year in years)


def _row(item: Item, year: FiscalYear, lines: Sequence[Line], rates: Sequence[RollUp]) -> ItemYear:
    parts: dict[str, Amount] = {}
    charges: dict[str, Amount] = {}
    for line in lines:
        parts[line.component] = parts.get(line.component, Amount()) + line.amount
        for name, amount in charge(line, rates).items():
            charges[name] = charges.get(name, Amount()) + amount
    return ItemYear(item.key, item.title, year.name, parts, charges)


def _fund_shares(snapshot: Snapshot) -> dict[str, Decimal]:
    """Each fund's part of base payroll; what no fund is named for counts as "Not assigned"."""
    shares: dict[str, Decimal] = defaultdict(Decimal)
    for group in snapshot.groups:
        named = sum(group.funds.values(), Decimal(0))
        for fund, share in group.funds.items():
            shares[fund] += group.payroll * share
        if named < 1:
            shares["Not assigned"] += group.payroll * (1 - named)
    return {fund: amount for fund, amount in shares.items() if amount}
