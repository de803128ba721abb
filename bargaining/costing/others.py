"""Items that do not pass through a person's pay: pools, hours, health, leave, positions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from bargaining.costing.items import (
    EmployerShare,
    HealthPremiums,
    Item,
    Leave,
    OneTime,
    PaidHours,
    Positions,
    ScheduleChange,
    Yearly,
)
from bargaining.costing.measures import hourly_rise_of_shorter_week
from bargaining.costing.money import ZERO
from bargaining.costing.results import Amount, Line
from bargaining.costing.snapshot import Component, Snapshot, Tier
from bargaining.costing.years import FiscalYear


def lines_of(snapshot: Snapshot, items: Sequence[Item], years: Sequence[FiscalYear]) -> Iterator[Line]:
    """The lines of every item that is a yearly sum, a pool or a change of health coverage."""
    tiers = {tier.name: tier for tier in snapshot.tiers}
    for item in items:
        if isinstance(item, OneTime) and item.pool is not None:
            yield from _once(item, item.pool, years)
        elif isinstance(item, HealthPremiums | EmployerShare):
            before = _health(tiers)
            tiers = _changed(tiers, item)
            yield from _recurring(item, Component.HEALTH, _health(tiers) - before, years)
        else:
            for component, amount in _yearly(snapshot, item):
                yield from _recurring(item, component, amount, years)


def _yearly(snapshot: Snapshot, item: Item) -> Iterator[tuple[Component, Decimal]]:
    match item:
        case Yearly(component=component, amount=amount, each=each):
            heads = sum((group.heads for group in snapshot.groups if item.covers(group.code)), ZERO)
            yield component, amount if amount is not None else (each or ZERO) * heads
        case PaidHours(component=component):
            yield component, item.hours * item.rate * item.multiplier
        case Leave():
            yield Component.PRODUCTIVITY, item.heads * item.hours * item.rate
            yield Component.OVERTIME, item.backfill_posts * item.backfill_hours * item.rate * item.multiplier
        case Positions():
            yield Component.BASE, item.heads * item.pay
        case ScheduleChange():
            rise = hourly_rise_of_shorter_week(item.old_hours, item.new_hours)
            yield Component.BASE, item.posts * rise * item.pay
            yield Component.OVERTIME, _overtime_of(snapshot, item) * rise
        case _:
            return


def _overtime_of(snapshot: Snapshot, item: Item) -> Decimal:
    """Budgeted overtime of those an item covers: of a pool paid to others too, its part by base payroll."""
    found = ZERO
    for pool in snapshot.pools:
        paid_to = [group for group in snapshot.groups if not pool.codes or group.code in pool.codes]
        whole = sum((group.payroll for group in paid_to), ZERO)
        covered = sum((group.payroll for group in paid_to if item.covers(group.code)), ZERO)
        if pool.component is Component.OVERTIME and whole:
            found += pool.amount * covered / whole
    return found


def _recurring(item: Item, component: Component, amount: Decimal, years: Sequence[FiscalYear]) -> Iterator[Line]:
    if not amount:
        return
    for year in years:
        share = year.share_from(item.effective_on, item.timing)
        if share:
            yield Line(item.key, year.name, component, Amount(amount * share, amount))


def _once(item: Item, amount: Decimal, years: Sequence[FiscalYear]) -> Iterator[Line]:
    for year in years:
        if item.effective_on in year:
            yield Line(item.key, year.name, Component.ONE_TIME, Amount(amount, ZERO))


def _health(tiers: dict[str, Tier]) -> Decimal:
    return sum((tier.cost for tier in tiers.values()), ZERO)


def _changed(tiers: dict[str, Tier], item: HealthPremiums | EmployerShare) -> dict[str, Tier]:
    """The tiers after a change. Premiums and shares multiply, so the order on one day does not matter."""
    if item.tier and item.tier not in tiers:
        raise ValueError(f"{item.title}: the roster has no health tier called {item.tier}.")
    if isinstance(item, EmployerShare):
        return tiers | {item.tier: replace(tiers[item.tier], employer_share=item.share)}
    return {
        name: replace(tier, premium=tier.premium * (1 + item.share)) if item.tier in ("", name) else tier
        for name, tier in tiers.items()
    }
