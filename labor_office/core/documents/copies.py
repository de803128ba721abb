"""Copies of a matter's papers inside papers of other matters: apps register where they are, destruction asks.

A binder of a hearing holds what came from the case before it. The papers of that case are
destroyed together with it, once the time of both is over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from labor_office.core.documents.models import Document

# The papers of other matters that hold a copy of a paper of the matter with this id.
Source = Callable[[int], Iterable[Document]]

_sources: dict[str, Source] = {}


def register(code: str, source: Source) -> None:
    """Ask ``source`` too; registering a code again replaces."""
    _sources[code] = source


def copies_of(matter_id: int) -> list[Document]:
    """Every standing paper of another matter that holds a copy, with its matter."""
    return [copy for source in _sources.values() for copy in source(matter_id) if not copy.is_destroyed]
