"""Items and what a costing takes for granted, in the words of the field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

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
from bargaining.costing.results import Costing
from bargaining.costing.retro import retro_words
from bargaining.costing.sheet import COMPONENT_WORDS
from bargaining.costing.snapshot import Component, Snapshot
from bargaining.costing.wire import ItemKind
from bargaining.costing.years import Timing

KIND_WORDS: dict[ItemKind, str] = {
    ItemKind.GENERAL: "General wage increase",
    ItemKind.STEPS: "Steps on anniversaries",
    ItemKind.ONE_TIME: "One-time payment",
    ItemKind.YEARLY: "Allowance, differential or program",
    ItemKind.PAID_HOURS: "Overtime, call-out or shift hours",
    ItemKind.PREMIUMS: "Health premiums rise",
    ItemKind.EMPLOYER_SHARE: "City's share of a health premium",
    ItemKind.LEAVE: "Leave or a holiday",
    ItemKind.POSITIONS: "Positions",
    ItemKind.SCHEDULE: "Shorter or longer week",
}
TIMING_WORDS: dict[Timing, str] = {
    Timing.DAYS: "by the day",
    Timing.MONTHS: "by whole months",
    Timing.PAY_PERIODS: "by pay periods",
}


def described(item: Item) -> str:
    """What an item is, without its title: ``3.5% of pay from Jul 1, 2026``."""
    return f"{_what(item)} from {_day(item.effective_on)}{_more(item)}"


def _what(item: Item) -> str:  # noqa: C901, PLR0911 -- one line a kind of item
    match item:
        case GeneralIncrease():
            return _raise(item)
        case Steps():
            return f"A step of {_percent(item.share)} for whoever has one left, each year"
        case OneTime():
            return _once(item)
        case Yearly():
            sum_of = f"{_dollars(item.each)} for each" if item.each is not None else f"{_dollars(item.amount)} in all"
            return f"{COMPONENT_WORDS[item.component]}, {sum_of} a year"
        case PaidHours():
            return f"{_number(item.hours)} hours a year at {_dollars(item.rate)} times {_number(item.multiplier)}"
        case HealthPremiums():
            return f"Premiums {_percent(item.share)} higher, {item.tier or 'all tiers'}"
        case EmployerShare():
            return f"The City pays {_percent(item.share)} of the {item.tier} premium"
        case Leave():
            return f"{_number(item.hours)} hours a year for {_number(item.heads)} people"
        case ScheduleChange():
            weeks = f"{_number(item.new_hours)} hours a week in place of {_number(item.old_hours)}"
            return f"{_number(item.posts)} posts at {weeks}, each position more at {_dollars(item.pay)} a year"
        case Positions():
            return f"{_number(item.heads)} positions at {_dollars(item.pay)} a year"
        case _:
            return item.title


def _raise(item: GeneralIncrease) -> str:
    if item.share is not None:
        return f"{_percent(item.share)} of pay"
    return f"{_dollars(item.flat)} a year for each" if item.flat is not None else f"{_dollars(item.hourly)} an hour"


def _once(item: OneTime) -> str:
    if item.pool is not None:
        return f"{_dollars(item.pool)} in all, paid once"
    sum_of = _dollars(item.each) if item.each is not None else f"{_percent(item.share)} of a year's pay"
    return f"{sum_of} for each, paid once"


def _more(item: Item) -> str:
    parts = [f", for {', '.join(sorted(item.codes))}"] if item.codes else []
    if isinstance(item, GeneralIncrease) and item.paid_from is not None:
        parts.append(f", first paid {_day(item.paid_from)} with what is owed")
    if isinstance(item, Leave) and item.backfill_posts:
        parts.append(f", {_number(item.backfill_posts)} posts filled on overtime")
    return "".join(parts)


def taken_for_granted(costing: Costing, snapshot: Snapshot) -> Iterator[str]:
    """What the figures rest on beside what was typed, a sentence each."""
    yield f"The same {_number(snapshot.heads)} full-time equivalents throughout: nobody leaves, nobody is hired."
    if any(isinstance(item, Steps) for item in costing.items):
        yield from _about_steps(snapshot)
    if any(item.timing is Timing.DAYS for item in costing.items):
        yield "A part of a year is counted by its days unless the item says otherwise."
    retro = retro_words(costing.items, is_asked=False)
    if retro:
        yield retro
    elif any(isinstance(item, GeneralIncrease) for item in costing.items):
        yield "No retroactive pay is costed: each raise counts as paid from the day it takes effect."
    capped = [rate.name for rate in costing.rates if rate.cap is not None]
    if capped:
        yield f"{' and '.join(capped)}: counted person by person up to the cap."
    pools = ", ".join(f"{pool.name.lower()} of {_dollars(pool.amount)}" for pool in snapshot.pools)
    if pools:
        yield f"Rises with hourly pay: {pools} a year."
    if Component.HEALTH not in {part for row in costing.rows for part in row.parts} and snapshot.tiers:
        yield "Health premiums stay as they are."


def _about_steps(snapshot: Snapshot) -> Iterator[str]:
    rising = sum((group.heads for group in snapshot.groups if group.steps_left), Decimal(0))
    yield f"{_number(rising)} full-time equivalents have a step left; everybody's service is satisfactory."
    if any(group.anniversary is None for group in snapshot.groups):
        yield "Where the roster has no day of hire, anniversaries are spread evenly over the year."


def codes_in_words(codes: frozenset[str], titles: Mapping[str, str]) -> str:
    """Classifications by title, ``Everyone`` for none."""
    return ", ".join(titles.get(code, code) for code in sorted(codes)) or "Everyone"


def _percent(share: Decimal | None) -> str:
    return f"{((share or Decimal(0)) * 100).normalize():f}%"


def _number(value: Decimal) -> str:
    return f"{value.normalize():,f}"


def _dollars(value: Decimal | None) -> str:
    amount = value or Decimal(0)
    sign = "\N{MINUS SIGN}" if amount < 0 else ""
    return f"{sign}${abs(amount):,.2f}".removesuffix(".00")


def _day(day: date) -> str:
    return f"{day:%b} {day.day}, {day.year}"
