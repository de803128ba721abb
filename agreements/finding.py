"""What else a search of the agreements finds: interpretations, side letters. Apps register finders.

A finder begins with what the user may see, so that neither its hits nor their number tell more.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from labor_office.core.users.models import User


@dataclass(frozen=True, slots=True)
class Find:
    """One thing found: what it is called, where it is read, and one line that tells it apart."""

    title: str
    url: str
    detail: str = ""
    text: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What one finder found, as many as are shown."""

    label: str
    finds: tuple[Find, ...]


# Given the reader, the words asked for, the ids of the units asked about (none means all), how many to show, and the
# day asked about: None for all years.
Finder = Callable[[User, str, Sequence[int], int, date | None], Sequence[Find]]

_finders: dict[str, tuple[str, Finder]] = {}


def register(code: str, label: str, finder: Finder) -> None:
    """Search one more kind of thing, shown under ``label``; registering a code again replaces."""
    _finders[code] = (label, finder)


def found_beside(user: User, words: str, *, units: Sequence[int], limit: int, on: date | None) -> tuple[Shelf, ...]:
    """What the registered finders find, empty ones left out."""
    shelves = (Shelf(label, tuple(finder(user, words, units, limit, on))) for label, finder in _finders.values())
    return tuple(shelf for shelf in shelves if shelf.finds)
