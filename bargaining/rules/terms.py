"""The terms in a few words of the quick log: "3.5/3.5/3 retro"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = r"\d{1,2}(?:\.\d{1,3})?\s*%?"
_SERIES = re.compile(rf"(?<![\w.$/]){_NUMBER}(?:\s*[/,;]\s*{_NUMBER}){{1,5}}(?![\w.]|\s*[/,;]\s*\d)")
_RETRO = re.compile(r"\bretro\w*\b", re.IGNORECASE)
_NOT_RETRO = re.compile(r"\b(?:no|without|not)\s+retro", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Terms:
    """Yearly increases in percent, first year first, and whether they are to be retroactive (None: not said)."""

    percents: tuple[Decimal, ...]
    is_retroactive: bool | None = None


def parse_terms(words: str) -> Terms | None:
    """The yearly increases in ``words``; None when no series of percentages is there.

    One number alone is no series: "3 hours minimum" has no price the desk can know.
    """
    found = _SERIES.search(words)
    if found is None:
        return None
    percents = tuple(Decimal(number) for number in re.findall(r"\d{1,2}(?:\.\d{1,3})?", found[0]))
    return Terms(percents, says_retroactive(words))


def says_retroactive(words: str) -> bool | None:
    """Whether ``words`` want increases to be retroactive, or want them not to be; None when they do not say."""
    return _NOT_RETRO.search(words) is None if _RETRO.search(words) else None


def apart(ours: Terms, theirs: Terms) -> tuple[Decimal, ...]:
    """By how many points two series differ, year by year; a year only one of them names counts whole."""
    longest = max(len(ours.percents), len(theirs.percents))
    zero = Decimal(0)
    padded = [(*terms.percents, *(zero,) * (longest - len(terms.percents))) for terms in (ours, theirs)]
    return tuple(abs(one - other) for one, other in zip(*padded, strict=True))
