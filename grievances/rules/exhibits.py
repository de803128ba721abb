"""Exhibits of a hearing: how they are numbered and ordered. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection

# Whose exhibit it is, by the letter of its number: the City's own come after those of both sides.
SIDES: dict[str, str] = {"J": "Joint", "C": "City", "U": "Union"}
_NUMBER = re.compile(r"([A-Z]{1,2})-(\d{1,3})")


def order_of(exhibit: str) -> tuple[int, str, int]:
    """Where an exhibit stands in a binder: joint ones first, then the City's, the union's, then any other."""
    match = _NUMBER.fullmatch(exhibit)
    if match is None:
        return len(SIDES) + 1, exhibit, 0
    letters = list(SIDES)
    place = letters.index(match[1]) if match[1] in SIDES else len(SIDES)
    return place, match[1], int(match[2])


def next_exhibit(side: str, taken: Collection[str]) -> str:
    """The number after the highest one that ``side`` has: C-4 after C-1 and C-3, so that no number is used again."""
    used = [int(match[2]) for each in taken if (match := _NUMBER.fullmatch(each)) and match[1] == side]
    return f"{side}-{max(used, default=0) + 1}"
