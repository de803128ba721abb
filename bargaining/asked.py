"""What a union asked to know for a negotiation. Requests are kept above this app, which only shows them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from labor_office.core.users.models import User


@dataclass(frozen=True, slots=True)
class AskedItem:
    """One thing asked for: of whom it is wanted, and what became of it, in words."""

    title: str
    custodian: str
    standing: str
    chip: str
    # Who must produce it, when they were asked, and when they did, a sentence each.
    custodians: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskedFor:
    """One information request with its clock, in words, and its items."""

    reference: str
    title: str
    url: str
    asked_by: str
    due_on: date | None
    standing: str
    chip: str
    items: tuple[AskedItem, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where requests are kept: how they are read, and where a new one is opened."""

    read: Callable[[User, int, date], Sequence[AskedFor]]
    new_url: Callable[[str], str]
    may_open: Callable[[User], bool]


_sources: list[Source] = []


def register(source: Source) -> None:
    """Say where information requests are kept; called once from an app's ``ready``."""
    _sources[:] = [source]


def source() -> Source | None:
    """Where they are kept; None while no app keeps any."""
    return _sources[0] if _sources else None
