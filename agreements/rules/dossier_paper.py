"""The printed dossier: numbered exhibits in order of time. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from labor_office.core.documents.rules.papers import paragraphs

# The City's own exhibits, as a hearing numbers them.
CITY = "C"


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One entry under its number: ``C-1`` for the oldest."""

    number: str
    on: date
    kind: str
    title: str
    reference: str
    standing: str
    text: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DossierPaper:
    """Everything the printed dossier says."""

    cited: str
    agreement: str
    unit: str
    on: date
    exhibits: tuple[Exhibit, ...]


# What is numbered: day, kind, title, reference, standing and text of an entry.
Told = tuple[date, str, str, str, str, str]


def numbered(entries: Iterable[Told]) -> tuple[Exhibit, ...]:
    """The entries as exhibits C-1, C-2, …, the oldest first; entries of one day keep their order."""
    ordered = sorted(entries, key=lambda entry: entry[0])
    return tuple(
        Exhibit(f"{CITY}-{at}", on, kind, title, reference, standing, paragraphs(text))
        for at, (on, kind, title, reference, standing, text) in enumerate(ordered, start=1)
    )
