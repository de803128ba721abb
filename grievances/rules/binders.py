"""The front of a hearing's binder: what it may say. Built once; the template cannot query."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: the exhibit, the paper's own number, where its tab sheet stands and how long it is."""

    exhibit: str
    title: str
    document: str
    first_page: int
    page_count: int


@dataclass(frozen=True, slots=True)
class BinderPaper:
    """Cover and contents."""

    reference: str
    title: str
    parties: str
    forum: str
    entries: tuple[Entry, ...]
