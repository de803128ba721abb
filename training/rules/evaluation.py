"""What people thought of a class: counted together, never few enough to tell who said what. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

# Fewer sheets than this are not shown to anybody: in a small room everyone knows who wrote what.
FEWEST = 5
# So long after the class a sheet can be handed in.
OPEN_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet handed in."""

    usefulness: int
    clarity: int
    readiness: int
    went_well: str = ""
    to_better: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """All sheets together: averages to one place, and what was written, in no order that tells when."""

    count: int
    usefulness: str
    clarity: str
    readiness: str
    went_well: tuple[str, ...]
    to_better: tuple[str, ...]


def summary(sheets: Sequence[Sheet]) -> Summary | None:
    """The sheets together; None while they are fewer than five."""
    if len(sheets) < FEWEST:
        return None
    return Summary(
        len(sheets),
        _average([sheet.usefulness for sheet in sheets]),
        _average([sheet.clarity for sheet in sheets]),
        _average([sheet.readiness for sheet in sheets]),
        tuple(sorted(sheet.went_well for sheet in sheets if sheet.went_well)),
        tuple(sorted(sheet.to_better for sheet in sheets if sheet.to_better)),
    )


def is_open(held_on: date, *, on: date) -> bool:
    """Whether sheets are taken: from the day of the class for thirty days."""
    return held_on <= on <= held_on + OPEN_FOR


def _average(marks: Sequence[int]) -> str:
    return f"{sum(marks) / len(marks):.1f}"
