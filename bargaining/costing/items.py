"""What can stand in a proposal that costs money. Each says what it is, from which day, and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bargaining.costing.snapshot import Component
from bargaining.costing.years import Timing

EVERYONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What every item has: a key that is its own, a title for people, its first day, whom it is for.

    ``codes`` are classifications; empty for all of the snapshot.
    """

    key: str
    title: str
    effective_on: date
    codes: frozenset[str] = EVERYONE
    timing: Timing = Timing.DAYS

    def covers(self, code: str) -> bool:
        """Whether it is for people of classification ``code``."""
        return not self.codes or code in self.codes


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneralIncrease(Item):
    """A general wage increase: a share of pay (0.03), a flat sum a year for each, or dollars an hour.

    Exactly one of the three. On one day shares are applied before sums, so the order in which
    items are listed never matters. ``paid_from`` is the day it first shows in pay when that is
    later than ``effective_on``: what lies between is retroactive pay, and lands in that day's year.
    Raises ValueError for none or several of the three.
    """

    share: Decimal | None = None
    flat: Decimal | None = None
    hourly: Decimal | None = None
    paid_from: date | None = None

    def __post_init__(self) -> None:
        if sum(value is not None for value in (self.share, self.flat, self.hourly)) != 1:
            raise ValueError(f"{self.title}: give a percentage, a flat sum or an hourly sum, and only one of them.")
        if self.paid_from is not None and self.paid_from < self.effective_on:
            raise ValueError(f"{self.title}: it cannot be paid before it takes effect.")

    def raised(self, pay: Decimal, hours: Decimal) -> Decimal:
        """What it adds to a year's ``pay`` for ``hours`` scheduled hours."""
        if self.share is not None:
            return pay * self.share
        if self.flat is not None:
            return self.flat
        assert self.hourly is not None  # noqa: S101 -- exactly one is given
        return self.hourly * hours


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps(Item):
    """A step of ``share`` of pay for whoever has steps left, once a fiscal year from ``effective_on`` on.

    On each group's anniversary; where a group has none, anniversaries count as spread evenly,
    so that half a year is paid in the first.
    """

    share: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class OneTime(Item):
    """A bonus paid once: dollars for each, a share of a year's pay, or a pool of dollars. Never in the base."""

    each: Decimal | None = None
    share: Decimal | None = None
    pool: Decimal | None = None

    def __post_init__(self) -> None:
        if sum(value is not None for value in (self.each, self.share, self.pool)) != 1:
            raise ValueError(f"{self.title}: give a sum for each, a share of pay or a pool, and only one of them.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Yearly(Item):
    """A recurring sum a year of one component: a differential pool, an allowance, a new program.

    ``amount`` dollars a year in all, or ``each`` dollars a year for each person covered.
    """

    component: Component
    amount: Decimal | None = None
    each: Decimal | None = None

    def __post_init__(self) -> None:
        if (self.amount is None) == (self.each is None):
            raise ValueError(f"{self.title}: give a sum in all or a sum for each, and only one of them.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidHours(Item):
    """Hours a year that are paid more: overtime, call-out minimum, a shift differential.

    ``hours`` x ``rate`` x ``multiplier`` dollars a year; ``component`` OVERTIME or PREMIUM.
    """

    hours: Decimal
    rate: Decimal
    multiplier: Decimal = Decimal(1)
    component: Component = Component.OVERTIME


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthPremiums(Item):
    """Premiums rise by ``share``; of one tier, or of all when ``tier`` is empty."""

    share: Decimal
    tier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployerShare(Item):
    """The City's share of a tier's premium becomes ``share`` (0.70)."""

    tier: str
    share: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave(Item):
    """Hours of leave more a year for ``heads``; whoever stands on a post must be replaced.

    The hours not worked are productivity, not cash; the backfill is overtime, and cash.
    """

    heads: Decimal
    hours: Decimal
    rate: Decimal
    backfill_posts: Decimal = Decimal(0)
    backfill_hours: Decimal = Decimal(0)
    multiplier: Decimal = Decimal("1.5")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleChange(Item):
    """Another scheduled week at the same salary: the same posts take more people, or fewer, and an hour costs more.

    ``posts`` stay staffed as they are; each position that takes is paid ``pay`` dollars a year, a part of
    one its part. Budgeted overtime rises as the hour does. Both are of present terms.
    Raises ValueError for a week without hours.
    """

    posts: Decimal
    old_hours: Decimal
    new_hours: Decimal
    pay: Decimal

    def __post_init__(self) -> None:
        if self.old_hours <= 0 or self.new_hours <= 0:
            raise ValueError(f"{self.title}: give the hours of both weeks.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Positions(Item):
    """Positions more (or fewer, when negative) at ``pay`` dollars a year each."""

    heads: Decimal
    pay: Decimal
