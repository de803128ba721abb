"""Where the City stands among comparators, in figures and in words."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

STALE_MONTHS = 18
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth",
    "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
)  # fmt: skip
_NUMBERS = (
    "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip


class Figure(StrEnum):
    """What a benchmark's figures are."""

    YEARLY = "YEARLY"
    HOURLY = "HOURLY"
    PERCENT = "PERCENT"
    HOURS = "HOURS"


FIGURE_WORDS: dict[Figure, str] = {
    Figure.YEARLY: "Dollars a year",
    Figure.HOURLY: "Dollars an hour",
    Figure.PERCENT: "Percent",
    Figure.HOURS: "Hours",
}


class Match(StrEnum):
    """How well another employer's class or rule matches ours."""

    GOOD = "GOOD"
    FAIR = "FAIR"
    LOOSE = "LOOSE"


MATCH_WORDS: dict[Match, str] = {Match.GOOD: "Good match", Match.FAIR: "Fair match", Match.LOOSE: "Loose match"}


class PointRefused(Exception):
    """A figure cannot be kept. The message names the line or the field, and the mend."""


def is_stale(effective_on: date, today: date) -> bool:
    """Whether a figure is older than eighteen months."""
    months = (today.year - effective_on.year) * 12 + today.month - effective_on.month
    return months > STALE_MONTHS or (months == STALE_MONTHS and today.day > effective_on.day)


def rank_words(rank: int, of: int) -> str:
    """``sixth of six, the lowest``; figures beyond twelve."""
    said = f"number {rank} of {of}" if of > len(_NUMBERS) else f"{_ORDINALS[rank - 1]} of {_NUMBERS[of - 1]}"
    if rank == 1:
        return f"{said}, the highest"
    return f"{said}, the lowest" if rank == of else said


def percentile_words(percentile: int, at_or_below: int, of: int) -> str:
    """``40th percentile: 2 of 5 comparators at or below the City``; the City is no comparator of itself."""
    known = f"{at_or_below} of {of} comparator{'' if of == 1 else 's'} at or below the City"
    return f"{ordinal(percentile)} percentile: {known}"


def ordinal(number: int) -> str:
    """``1st``, ``22nd``, ``113th``."""
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
