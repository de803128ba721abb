"""Everything that ever touched an article: apps register what they hold of it, the dossier puts it in order of time.

The agreements never learn the names of the apps above them. Each source **must** begin with
``visible_to(user)``: what a person may not know of is in no entry, no count and no tab.
It asks a number of questions that does not grow with what it finds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from labor_office.core.users.models import User


@dataclass(frozen=True, slots=True)
class Subject:
    """What a dossier is about: an article with its sections, or one section."""

    unit_id: int
    article_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that touched the article on a day.

    ``number`` is the clause it touched. ``matter_id`` is the matter it comes from: the printed
    dossier leaves out what is not open to the whole office. ``chip`` says how it ended.
    """

    on: date
    kind: str
    title: str
    text: str = ""
    url: str = ""
    reference: str = ""
    number: str = ""
    chip: str = ""
    chip_kind: str = "quiet"
    matter_id: int | None = None
    # False for what not everyone who may open the agreement's file may read, such as advice: no print holds it.
    is_open_to_file: bool = True


Source = Callable[[User, Subject], Iterable[Entry]]


@dataclass(frozen=True, slots=True)
class Part:
    """One tab: what one source holds, the newest first."""

    code: str
    label: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class _Registered:
    label: str
    source: Source
    order: int


_sources: dict[str, _Registered] = {}


def register(code: str, label: str, source: Source, *, order: int = 50) -> None:
    """Add what ``source`` tells under the tab ``label``; registering a code again replaces."""
    _sources[code] = _Registered(label, source, order)


def parts_for(user: User, subject: Subject) -> tuple[Part, ...]:
    """What every source holds of ``subject`` that ``user`` may know of, in the tabs' order; empty ones are left out."""
    ordered = sorted(_sources.items(), key=lambda item: item[1].order)
    found = (Part(code, each.label, _newest_first(each.source(user, subject))) for code, each in ordered)
    return tuple(part for part in found if part.entries)


def in_time(parts: Iterable[Part]) -> tuple[Entry, ...]:
    """The entries of all parts, the newest first."""
    return _newest_first(entry for part in parts for entry in part.entries)


def _newest_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: (entry.on, entry.reference), reverse=True))
