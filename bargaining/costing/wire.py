"""Snapshots, items, rates, years and results as plain values for a JSON column, and back. Money is text.

What is read back equals what was written, to the last digit: a kept figure can be shown, added
up and compared without being made again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from bargaining.costing.items import (
    EmployerShare,
    GeneralIncrease,
    HealthPremiums,
    Item,
    Leave,
    OneTime,
    PaidHours,
    Positions,
    ScheduleChange,
    Steps,
    Yearly,
)
from bargaining.costing.results import Amount, Costing, ItemYear
from bargaining.costing.snapshot import Component, Group, Pool, RollUp, Snapshot, Tier
from bargaining.costing.years import FiscalYear, Timing

Plain = dict[str, Any]


class ItemKind(StrEnum):
    """The kinds of item a proposal may hold, as they are stored."""

    GENERAL = "GENERAL"
    STEPS = "STEPS"
    ONE_TIME = "ONE_TIME"
    YEARLY = "YEARLY"
    PAID_HOURS = "PAID_HOURS"
    PREMIUMS = "PREMIUMS"
    EMPLOYER_SHARE = "EMPLOYER_SHARE"
    LEAVE = "LEAVE"
    POSITIONS = "POSITIONS"
    SCHEDULE = "SCHEDULE"


ITEM_TYPES: dict[ItemKind, type[Item]] = {
    ItemKind.GENERAL: GeneralIncrease,
    ItemKind.STEPS: Steps,
    ItemKind.ONE_TIME: OneTime,
    ItemKind.YEARLY: Yearly,
    ItemKind.PAID_HOURS: PaidHours,
    ItemKind.PREMIUMS: HealthPremiums,
    ItemKind.EMPLOYER_SHARE: EmployerShare,
    ItemKind.LEAVE: Leave,
    ItemKind.POSITIONS: Positions,
    ItemKind.SCHEDULE: ScheduleChange,
}
_KINDS = {kind_type: kind for kind, kind_type in ITEM_TYPES.items()}
_DAYS = frozenset({"effective_on", "paid_from"})
_TEXTS = frozenset({"key", "title", "tier"})


def kind_of(item: Item) -> ItemKind:
    """Which kind an item is."""
    return _KINDS[type(item)]


def plain_item(item: Item) -> Plain:
    """An item with its kind; what is not said in it is left out."""
    said = {field.name: getattr(item, field.name) for field in fields(item)}
    return {"kind": kind_of(item).value} | {name: _plain(value) for name, value in said.items() if value is not None}


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def read_item(row: Mapping[str, Any]) -> Item:
    """The item of ``plain_item``. Raises ValueError when its sums do not agree, as the item says."""
    return ITEM_TYPES[ItemKind(row["kind"])](**{name: _read(name, row[name]) for name in row if name != "kind"})


def _read(name: str, value: Any) -> Any:  # noqa: ANN401 -- the field's own type
    if name in _TEXTS:
        return value
    if name in _DAYS:
        return date.fromisoformat(value)
    if name == "codes":
        return frozenset(value)
    if name == "timing":
        return Timing(value)
    return Component(value) if name == "component" else Decimal(value)


def plain_items(items: Sequence[Item]) -> list[Plain]:
    """Items in their order."""
    return [plain_item(item) for item in items]


def read_items(rows: Sequence[Mapping[str, Any]]) -> tuple[Item, ...]:
    """The items of ``plain_items``."""
    return tuple(read_item(row) for row in rows)


@dataclass(frozen=True, slots=True)
class SourcedRate:
    """A payroll charge with where its rate comes from."""

    charge: RollUp
    source: str = ""


def plain_rate(rate: SourcedRate) -> Plain:
    """A charge: name, rate, what it is charged on, its cap where it has one, its source."""
    one = rate.charge
    capped = {} if one.cap is None else {"cap": str(one.cap)}
    return {"name": one.name, "rate": str(one.rate), "on": sorted(one.on), "source": rate.source} | capped


def read_rate(row: Mapping[str, Any]) -> SourcedRate:
    """The charge of ``plain_rate``."""
    cap = Decimal(row["cap"]) if row.get("cap") else None
    on = frozenset(Component(part) for part in row["on"])
    return SourcedRate(RollUp(row["name"], Decimal(row["rate"]), on, cap), row.get("source", ""))


def read_rates(rows: Sequence[Mapping[str, Any]]) -> tuple[RollUp, ...]:
    """The charges alone, in the order they were entered."""
    return tuple(read_rate(row).charge for row in rows)


def plain_year(year: FiscalYear) -> Plain:
    """A fiscal year: name, both ends, pay periods."""
    first = {} if year.first_period_on is None else {"first_period_on": year.first_period_on.isoformat()}
    days = {"starts_on": year.starts_on.isoformat(), "ends_on": year.ends_on.isoformat()}
    return {"name": year.name, "pay_periods": year.pay_periods} | days | first


def read_year(row: Mapping[str, Any]) -> FiscalYear:
    """The year of ``plain_year``."""
    first = date.fromisoformat(row["first_period_on"]) if row.get("first_period_on") else None
    starts, ends = date.fromisoformat(row["starts_on"]), date.fromisoformat(row["ends_on"])
    return FiscalYear(row["name"], starts, ends, row["pay_periods"], first)


def plain_group(group: Group) -> list[Any]:
    """A group as a row of cells, for rosters have thousands: code, step, heads, pay, hours, steps left, when, funds."""
    funds = {name: str(share) for name, share in group.funds.items()}
    when = list(group.anniversary) if group.anniversary else None
    cells = [group.code, group.step, str(group.heads), str(group.pay), str(group.hours), group.steps_left, when]
    return [*cells, funds]


def read_snapshot(reference: str, as_of: date, *, groups: Any, pools: Any, tiers: Any) -> Snapshot:  # noqa: ANN401 -- JSON
    """The snapshot whose parts were written by the functions beside this one."""
    return Snapshot(
        reference,
        as_of,
        tuple(_group(*row) for row in groups),
        tuple(
            Pool(row["name"], Component(row["component"]), Decimal(row["amount"]), frozenset(row["codes"]))
            for row in pools
        ),
        tuple(
            Tier(row["name"], Decimal(row["heads"]), Decimal(row["premium"]), Decimal(row["employer_share"]))
            for row in tiers
        ),
    )


def _group(  # noqa: PLR0917 -- the cells of a row
    code: str, step: str, heads: str, pay: str, hours: str, left: int, when: list[int] | None, funds: dict[str, str]
) -> Group:
    anniversary = (when[0], when[1]) if when else None
    shares = {name: Decimal(share) for name, share in funds.items()}
    return Group(code, step, Decimal(heads), Decimal(pay), Decimal(hours), left, anniversary, shares)


def plain_pool(pool: Pool) -> Plain:
    """A pool: name, what kind of pay, dollars a year, whom it is paid to."""
    return {
        "name": pool.name, "component": pool.component.value, "amount": str(pool.amount), "codes": sorted(pool.codes)
    }  # fmt: skip


def plain_tier(tier: Tier) -> Plain:
    """A tier: name, how many, the monthly premium, the City's share."""
    share = str(tier.employer_share)
    return {"name": tier.name, "heads": str(tier.heads), "premium": str(tier.premium), "employer_share": share}


def plain_results(costing: Costing) -> Plain:
    """What came out: each item in each year by component and by charge, the payroll, the funds that pay it."""
    return {
        "snapshot": costing.snapshot,
        "formulas": costing.formulas,
        "payroll": str(costing.payroll),
        "funds": {name: str(share) for name, share in costing.funds.items()},
        "rows": [_plain_row(row) for row in costing.rows],
    }


def _plain_row(row: ItemYear) -> Plain:
    named = {"item": row.item, "title": row.title, "year": row.year}
    return named | {"parts": _plain_amounts(row.parts), "charges": _plain_amounts(row.charges)}


def _plain_amounts(amounts: Mapping[str, Amount]) -> dict[str, list[str]]:
    return {str(name): [str(amount.in_year), str(amount.annualized)] for name, amount in amounts.items()}


def _amounts(rows: Mapping[str, Sequence[str]]) -> dict[str, Amount]:
    return {name: Amount(Decimal(in_year), Decimal(annualized)) for name, (in_year, annualized) in rows.items()}


def read_results(
    results: Mapping[str, Any], *, items: Sequence[Plain], rates: Sequence[Plain], years: Sequence[Plain]
) -> Costing:
    """The costing as it was kept, not made again."""
    return Costing(
        snapshot=results["snapshot"],
        formulas=results["formulas"],
        payroll=Decimal(results["payroll"]),
        years=tuple(read_year(row) for row in years),
        rates=read_rates(rates),
        items=read_items(items),
        rows=tuple(
            ItemYear(row["item"], row["title"], row["year"], _amounts(row["parts"]), _amounts(row["charges"]))
            for row in results["rows"]
        ),
        funds={name: Decimal(share) for name, share in results["funds"].items()},
    )
