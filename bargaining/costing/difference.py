"""Why a figure changed between two costings: what was added, dropped, altered, or drawn from other data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bargaining.costing.items import Item
from bargaining.costing.money import ZERO
from bargaining.costing.results import Costing
from bargaining.costing.wording import TIMING_WORDS, described


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason a total moved, in words, and by how many in-year dollars; None where that cannot be told."""

    words: str
    dollars: Decimal | None = None


def why_changed(before: Costing, after: Costing) -> tuple[Cause, ...]:
    """The causes of the difference, data first, then items in the order they take effect.

    The dollars of items add up to the whole difference, whatever data changed: a roster's or a
    rate's part shows in the items it moves.
    """
    return (*_of_data(before, after), *_of_items(before, after))


def _of_data(before: Costing, after: Costing) -> Iterator[Cause]:
    if before.snapshot != after.snapshot:
        yield Cause(f"Another roster: {after.snapshot} in place of {before.snapshot}")
    if before.formulas != after.formulas:
        yield Cause(f"Other formulas: version {after.formulas} in place of {before.formulas}")
    if before.years != after.years:
        yield Cause("Other fiscal years: " + ", ".join(year.name for year in after.years))
    former = {rate.name: rate for rate in before.rates}
    for rate in after.rates:
        if rate.name not in former:
            yield Cause(f"{rate.name} is charged now, at {_percent(rate.rate)}")
        elif former[rate.name].rate != rate.rate:
            yield Cause(f"{rate.name}: {_percent(rate.rate)} in place of {_percent(former[rate.name].rate)}")
        elif former[rate.name] != rate:
            yield Cause(f"{rate.name} is charged on other pay, or has another cap")
    for name in former.keys() - {rate.name for rate in after.rates}:
        yield Cause(f"{name} is no longer charged")


def _of_items(before: Costing, after: Costing) -> Iterator[Cause]:
    former = {item.key: item for item in before.items}
    latter = {item.key: item for item in after.items}
    for item in after.items:
        dollars = _dollars(after, item.key) - _dollars(before, item.key)
        if item.key not in former:
            yield Cause(f"Added: {item.title}", dollars)
        elif former[item.key] != item:
            yield Cause(f"Altered: {item.title} ({_altered(former[item.key], item)})", dollars)
        elif dollars:
            yield Cause(f"{item.title} itself is as it was; what it is applied to changed", dollars)
    for key, item in former.items():
        if key not in latter:
            yield Cause(f"Dropped: {item.title}", -_dollars(before, key))


def _dollars(costing: Costing, key: str) -> Decimal:
    return sum((row.total.in_year for row in costing.of_item(key)), ZERO)


def _altered(former: Item, latter: Item) -> str:
    """What an item was, what it is now, what it was called."""
    if type(former) is not type(latter):
        return "another kind of item"
    was, now = described(former), described(latter)
    said = [f"{was} before, {now} now"] if was != now else []
    if former.timing is not latter.timing:
        said.append(f"a part of a year counted {TIMING_WORDS[former.timing]} before")
    if former.title != latter.title:
        said.append(f"called {former.title} before")
    return "; ".join(said) or "its details"


def _percent(rate: Decimal) -> str:
    return f"{(rate * 100).normalize():f}%"
