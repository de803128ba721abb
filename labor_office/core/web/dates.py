"""What a person means by a date typed the short way. Pure: no clock, no Django."""

import re
from datetime import date, time, timedelta
from functools import lru_cache

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
EXAMPLE = "6/15/2026"

_NUMERIC = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_OFFSET = re.compile(r"([+-])\s*(\d{1,3})\s*(d|days?|w|weeks?)?")
_NAMED = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?")
_WEEKDAY = re.compile(r"(?:(next|last|this)\s+)?([a-z]{3,9})")
_WORDS = {"today": 0, "tomorrow": 1, "yesterday": -1}


class UnreadableDate(ValueError):
    """The words do not name a day that exists."""


def parse_day(text: str, *, today: date) -> date:
    """The civil day that ``text`` names, as read on ``today``.

    Reads ``6/15``, ``6/15/26``, ``6/15/2026``, ``2026-06-15``, ``Jun 15``, ``June 15, 2026``,
    ``today``, ``tomorrow``, ``yesterday``, ``+3`` and ``-10`` (calendar days), ``+2w``, ``tue``
    (today or the next such day), ``next tue`` (the first one after today) and ``last tue``.
    A day without a year falls in the year that brings it nearest to ``today``.

    Raises UnreadableDate when the words cannot be read or the day does not exist.
    """
    words = " ".join(text.lower().replace("\N{MINUS SIGN}", "-").split())
    if words in _WORDS:
        return today + timedelta(days=_WORDS[words])
    for reader in (_read_iso, _read_numeric, _read_offset, _read_named, _read_weekday):
        day = reader(words, today)
        if day is not None:
            return day
    raise UnreadableDate(text)


def _read_iso(words: str, _today: date) -> date | None:
    match = _ISO.fullmatch(words)
    return _day(*(int(part) for part in match.groups())) if match else None


def _read_numeric(words: str, today: date) -> date | None:
    match = _NUMERIC.fullmatch(words)
    if not match:
        return None
    month, day, year = match.groups()
    return _in_year(year, int(month), int(day), today)


def _read_named(words: str, today: date) -> date | None:
    match = _NAMED.fullmatch(words)
    if not match or match[1][:3] not in MONTHS:
        return None
    return _in_year(match[3], MONTHS.index(match[1][:3]) + 1, int(match[2]), today)


def _read_offset(words: str, today: date) -> date | None:
    match = _OFFSET.fullmatch(words)
    if not match:
        return None
    days = int(match[2]) * (7 if (match[3] or "d").startswith("w") else 1)
    return today + timedelta(days=days if match[1] == "+" else -days)


def _read_weekday(words: str, today: date) -> date | None:
    match = _WEEKDAY.fullmatch(words)
    if not match or match[2][:3] not in WEEKDAYS:
        return None
    ahead = (WEEKDAYS.index(match[2][:3]) - today.weekday()) % 7
    if match[1] == "last":
        return today - timedelta(days=(7 - ahead) % 7 or 7)
    return today + timedelta(days=ahead or (7 if match[1] == "next" else 0))


def _in_year(year: str | None, month: int, day: int, today: date) -> date:
    if year is not None:
        return _day(int(year) + (2000 if len(year) == 2 else 0), month, day)
    candidates = [_try_day(candidate, month, day) for candidate in (today.year, today.year + 1, today.year - 1)]
    real = [candidate for candidate in candidates if candidate is not None]
    if not real:
        raise UnreadableDate(f"{month}/{day}")
    return min(real, key=lambda candidate: abs(candidate - today))


def _try_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day(year: int, month: int, day: int) -> date:
    found = _try_day(year, month, day)
    if found is None:
        raise UnreadableDate(f"{month}/{day}/{year}")
    return found


@lru_cache(maxsize=4096)
def short_day(day: date) -> str:
    """``Tue, Jun 23``: how a date stands in a list."""
    return f"{day:%a, %b} {day.day}"


def short_day_with_year(day: date) -> str:
    """``Tue, Jun 23, 2026``: how a date stands where the year is in doubt."""
    return f"{short_day(day)}, {day.year}"


def hour(value: time) -> str:
    """``1:42 p.m.``: how an hour of the day stands anywhere."""
    return f"{value.hour % 12 or 12}:{value:%M} {'a.m.' if value.hour < 12 else 'p.m.'}"


def long_day(day: date) -> str:
    """``Tuesday, June 23, 2026``: how a date stands in headings and letters."""
    return f"{day:%A, %B} {day.day}, {day.year}"
