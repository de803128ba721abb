"""The language in force that the table bargains over. Bargaining stands below agreements and never learns of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CurrentText:
    """An article in force on a day: its number, title, whole text with its sections, and where it is read."""

    number: str
    title: str
    text: str
    url: str


Reader = Callable[[int, str, date], CurrentText | None]
_readers: list[Reader] = []


def register_language(reader: Reader) -> None:
    """Make current text known; called once from an app's ``ready``.

    ``reader`` takes the unit's id, an article's number and a day.
    """
    if reader not in _readers:
        _readers.append(reader)


def current_text(unit_id: int, number: str, on: date) -> CurrentText | None:
    """The article called ``number`` in a unit's agreement on a day; None when nobody holds one."""
    for reader in _readers:
        found = reader(unit_id, number, on)
        if found is not None:
            return found
    return None
