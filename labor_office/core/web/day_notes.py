"""What is worth saying about a day under a date field: a weekend, a holiday, an absence.

The calendars live above this layer, so they register what they know.
"""

from collections.abc import Callable
from datetime import date

_SATURDAY = 5

DayNote = Callable[[date], str]
_notes: list[DayNote] = []


def register(note: DayNote) -> None:
    """Add a source of notes; it answers "" for a day of which it has nothing to say."""
    if note not in _notes:
        _notes.append(note)


def notes_on(day: date) -> list[str]:
    """Everything worth saying about ``day``; a weekend always, holidays once their source is registered."""
    weekend = ["Not a working day: weekend."] if day.weekday() >= _SATURDAY else []
    return weekend + [said for note in _notes if (said := note(day))]
