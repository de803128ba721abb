"""From words and dates to what the costing core can cost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bargaining.costing.items import GeneralIncrease, Item
from bargaining.costing.years import FiscalYear, Timing, fiscal_years

# A term nobody has named yet is costed over so many years.
USUAL_YEARS = 3
LONGEST_TERM = 10


def years_of_term(first: date, last: date | None, *, fiscal_start: tuple[int, int]) -> tuple[FiscalYear, ...]:
    """The fiscal years that a term from ``first`` to ``last`` touches; three when its end is not known."""
    month, day = fiscal_start
    starts = date(first.year, month, day)
    if starts > first:
        starts = starts.replace(year=first.year - 1)
    if last is None:
        return fiscal_years(starts, USUAL_YEARS)
    years = fiscal_years(starts, LONGEST_TERM)
    touched = sum(year.starts_on <= last for year in years)
    return years[: max(1, touched)]


def yearly_increases(percents: Sequence[Decimal], *, first: date) -> tuple[GeneralIncrease, ...]:
    """A general increase of so many percent on ``first`` and on that day of each year after it."""
    return tuple(
        GeneralIncrease(
            key=str(number + 1),
            title=f"General increase {percent.normalize():f}%",
            share=percent / 100,
            effective_on=_year_later(first, number),
            timing=Timing.DAYS,
        )
        for number, percent in enumerate(percents)
    )


def _year_later(first: date, years: int) -> date:
    """The same day ``years`` later; February 28 for the 29 where that year has none."""
    try:
        return first.replace(year=first.year + years)
    except ValueError:
        return first.replace(year=first.year + years, day=28)


def of_article(number: str, items: Iterable[Item]) -> tuple[Item, ...]:
    """Items under keys that are their own in a whole package: ``22/1`` for the first of article 22."""
    return tuple(replace(item, key=f"{number}/{item.key}") for item in items)


def article_of(key: str) -> str:
    """The article that ``of_article`` wrote into a key."""
    return key.rpartition("/")[0]
