"""The roster and the years the worked examples start from."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from bargaining.costing.items import GeneralIncrease
from bargaining.costing.snapshot import PENSIONABLE, WAGES, Component, Group, Pool, RollUp, Snapshot
from bargaining.costing.years import FiscalYear, Timing, fiscal_years

YEARS = fiscal_years(date(2026, 7, 1), 3)
CHARGED = frozenset({Component.BASE, Component.OVERTIME, Component.PREMIUM})
SOCIAL_SECURITY = RollUp("Social Security", Decimal("0.062"), WAGES)
MEDICARE = RollUp("Medicare", Decimal("0.0145"), WAGES)
PENSION = RollUp("Pension", Decimal("0.125"), PENSIONABLE)
COMPENSATION = RollUp("Workers' compensation", Decimal("0.012"), CHARGED)
LIFE = RollUp("Life insurance", Decimal("0.0035"), PENSIONABLE)
RATES = (SOCIAL_SECURITY, MEDICARE, PENSION, COMPENSATION, LIFE)


def d(text: str | int) -> Decimal:
    """A decimal of text."""
    return Decimal(text)


def roster(payroll: str = "10000000", heads: int = 150, *, steps: str = "0", overtime: str = "0", tiers=()) -> Snapshot:
    """A roster of one classification; ``steps`` is the part of payroll that has a step left."""
    pay = d(payroll) / heads
    rising = heads * d(steps)
    groups = [Group("A", "top", heads - rising, pay)]
    if rising:
        groups.append(Group("A", "3", rising, pay, steps_left=5))
    pools = (Pool("Overtime", Component.OVERTIME, d(overtime)),) if d(overtime) else ()
    return Snapshot("roster of May 1, 2026", date(2026, 5, 1), tuple(groups), pools, tuple(tiers))


def raises(*shares: str, years: Sequence[FiscalYear] = YEARS, month: int = 7, timing=Timing.DAYS):
    """One general increase a fiscal year, on the first of a month."""
    return [
        GeneralIncrease(
            key=f"general-{n}",
            title=f"General increase, year {n + 1}",
            share=d(share) / 100,
            effective_on=date(year.starts_on.year + (month < 7), month, 1),
            timing=timing,
        )
        for n, (share, year) in enumerate(zip(shares, years, strict=False))
    ]
