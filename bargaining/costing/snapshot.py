"""What a costing starts from: who is paid what on a day, and what rises with pay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bargaining.costing.money import ZERO


class Component(StrEnum):
    """What kind of money an amount is. Payroll charges differ by it."""

    BASE = "BASE"
    OVERTIME = "OVERTIME"
    PREMIUM = "PREMIUM"
    ONE_TIME = "ONE_TIME"
    ALLOWANCE = "ALLOWANCE"
    HEALTH = "HEALTH"
    # Hours paid but not worked: no cash leaves the City, fewer productive hours remain.
    PRODUCTIVITY = "PRODUCTIVITY"


WAGES = frozenset({Component.BASE, Component.OVERTIME, Component.PREMIUM, Component.ONE_TIME})
PENSIONABLE = frozenset({Component.BASE})


@dataclass(frozen=True, slots=True)
class RollUp:
    """A payroll charge that moves with pay: its rate as a share, what it is charged on, its cap.

    ``cap`` is the yearly pay per person above which it stops (the Social Security wage base).
    """

    name: str
    rate: Decimal
    on: frozenset[Component]
    cap: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """People paid alike: a classification at a step, with one anniversary.

    ``heads`` counts persons by full-time equivalent, ``pay`` is dollars a year for one.
    ``steps_left`` is how many steps they may still rise; ``anniversary`` (month, day) is when,
    None where anniversaries are taken as spread evenly over the year. ``funds`` are shares by fund.
    """

    code: str
    step: str
    heads: Decimal
    pay: Decimal
    hours: Decimal = Decimal(2080)
    steps_left: int = 0
    anniversary: tuple[int, int] | None = None
    funds: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def payroll(self) -> Decimal:
        """Dollars a year for all of them."""
        return self.heads * self.pay


@dataclass(frozen=True, slots=True)
class Pool:
    """Money that is budgeted as a sum and rises as hourly pay does: overtime, standby, call-back.

    ``codes`` are the classifications it is paid to; empty for all.
    """

    name: str
    component: Component
    amount: Decimal
    codes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier of health coverage: how many, the whole monthly premium of one, the City's share of it."""

    name: str
    heads: Decimal
    premium: Decimal
    employer_share: Decimal

    @property
    def cost(self) -> Decimal:
        """What the City pays in a year."""
        return self.heads * self.premium * 12 * self.employer_share


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything a costing takes from the City's records, as of one day. Never changed once used."""

    reference: str
    as_of: date
    groups: tuple[Group, ...]
    pools: tuple[Pool, ...] = ()
    tiers: tuple[Tier, ...] = ()

    @property
    def payroll(self) -> Decimal:
        """Base pay of a year, all groups."""
        return sum((group.payroll for group in self.groups), ZERO)

    @property
    def heads(self) -> Decimal:
        """Full-time equivalents."""
        return sum((group.heads for group in self.groups), ZERO)
