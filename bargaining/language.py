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


@dataclass(frozen=True, slots=True)
class Term:
    """The agreement whose words hold in a unit: its number, the first and last day of its term, where it is read."""

    reference: str
    starts_on: date
    ends_on: date
    url: str


TermReader = Callable[[int, date], Term | None]
_term_readers: list[TermReader] = []


def register_term(reader: TermReader) -> None:
    """Make the agreement in force known; called once from an app's ``ready``."""
    if reader not in _term_readers:
        _term_readers.append(reader)


def term_in_force(unit_id: int, on: date) -> Term | None:
    """The agreement whose words hold in a unit on a day; None when nobody holds one."""
    return next((found for reader in _term_readers if (found := reader(unit_id, on)) is not None), None)
