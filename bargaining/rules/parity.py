"""Parity clauses ("me too"): which units' clauses an agreement with another unit sets off. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bargaining.rules.topics import Topic


@dataclass(frozen=True, slots=True)
class Clause:
    """A unit's right to what another gets: on which topic, from whom (0: anyone), above which percent, and when."""

    key: int
    unit: int
    topic: Topic
    watches: int = 0
    above: Decimal | None = None
    from_on: date | None = None
    until_on: date | None = None

    def is_in_force(self, on: date) -> bool:
        """Whether it counts on that day; both ends of it are days on which it does."""
        return (self.from_on is None or self.from_on <= on) and (self.until_on is None or on <= self.until_on)


@dataclass(frozen=True, slots=True)
class Settled:
    """What was agreed with one unit: the topic, from when, and the yearly increases where its words give them."""

    unit: int
    topic: Topic
    on: date
    percents: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Triggered:
    """A clause that an agreement sets off. ``is_sure`` is False when the words do not tell whether it is above."""

    clause: Clause
    why: str
    is_sure: bool = True


def triggered(settled: Settled, clauses: Iterable[Clause]) -> tuple[Triggered, ...]:
    """The clauses of other units that what was ``settled`` sets off, in the order given.

    A clause with a percentage is set off by an increase of any year above it, not by one that
    equals it. Where the agreed words give no percentages it may be set off: it is given back as
    not sure, for nobody should learn of it from the other union first.
    """
    found = (_set_off(settled, clause) for clause in clauses)
    return tuple(one for one in found if one is not None)


def _set_off(settled: Settled, clause: Clause) -> Triggered | None:
    if clause.unit == settled.unit or clause.topic is not settled.topic:
        return None
    if clause.watches not in {0, settled.unit} or not clause.is_in_force(settled.on):
        return None
    if clause.above is None:
        return Triggered(clause, "Whatever the other unit gets on this subject.")
    if not settled.percents:
        return Triggered(
            clause,
            f"It asks for more than {_percent(clause.above)}; what was agreed names no percentages.",
            is_sure=False,
        )
    year, most = max(enumerate(settled.percents, start=1), key=lambda one: (one[1], -one[0]))
    if most <= clause.above:
        return None
    return Triggered(clause, f"{_percent(most)} in year {year} is more than {_percent(clause.above)}.")


def _percent(share: Decimal) -> str:
    return f"{share.normalize():f}%"
