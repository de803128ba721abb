"""Where an agreement's text is read: the term as it stands in addresses, and which day an address means. Pure."""

from __future__ import annotations

import re
from datetime import date, timedelta

_ONE_DAY = timedelta(days=1)
# "Article 11", "Art. 11", "section 14.3", "Sections 14.3", "§ 14.3"; what follows a number in words is not one.
_CITED = re.compile(
    r"(?:\b(?:art(?:icle|\.)?s?|sec(?:tion|\.)?s?)|§)\s*(\d{1,3}[A-Z]?(?:\.\d{1,3}[A-Z]?)*)", re.IGNORECASE
)


def term_slug(term_name: str) -> str:
    """``2023-2026`` for "2023 to 2026": the term as addresses spell it."""
    words = re.sub(r"\s+(?:to|through|until)\s+", "-", term_name.strip().lower())
    return re.sub(r"[^a-z0-9]+", "-", words).strip("-")


def day_meant(*, starts_on: date, ends_on: date, text_until: date | None, today: date) -> date:
    """The day that an address naming a term and no day means: today while its words hold, else the nearest day.

    Past its last day an agreement's words go on until its successor's begin; ``text_until``
    is the first day on which they no longer hold.
    """
    if today < starts_on:
        return starts_on
    last = text_until - _ONE_DAY if text_until else max(ends_on, today)
    return min(today, last)


def numbers_cited(text: str) -> tuple[str, ...]:
    """Articles and sections that ``text`` refers to by number, each once, in the order of their first mention."""
    return tuple(dict.fromkeys(found.upper() for found in _CITED.findall(text)))
