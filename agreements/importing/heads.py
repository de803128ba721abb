"""Headings before their ends are known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agreements.importing.numbers import Number
from agreements.importing.outline import Doubt, Kind
from agreements.importing.pages import Page


@dataclass(frozen=True, slots=True)
class Head:
    """Where a division begins and what it is called. ``end``: the last line of the heading itself."""

    kind: Kind
    index: int
    end: int
    level: int
    number: str = ""
    title: str = ""
    label: str = ""
    doubts: tuple[Doubt, ...] = ()
    own: Number | None = None


def in_order(heads: Iterable[Head]) -> list[Head]:
    """By line; of two on one line the outer one stays."""
    kept: dict[int, Head] = {}
    for head in sorted(heads, key=lambda each: (each.index, each.level)):
        kept.setdefault(head.index, head)
    return list(kept.values())


def ends(page: Page, heads: Sequence[Head]) -> list[int]:
    """For each head the index after its last line, up to the next head of any level."""
    return [*(head.index for head in heads[1:]), len(page.source.lines)] if heads else []


def division_end(page: Page, heads: Sequence[Head], place: int) -> int:
    """The index after the last line of a head's whole division: up to the next head as high or higher."""
    for later in heads[place + 1 :]:
        if later.level <= heads[place].level:
            return later.index
    return len(page.source.lines)
