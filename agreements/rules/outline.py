"""Which article each section stands under."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agreements.rules.vocabulary import ClauseLevel

# How deep each level stands; text of a level stands under the last one above it.
DEPTH = {
    ClauseLevel.PREAMBLE: 0,
    ClauseLevel.ARTICLE: 0,
    ClauseLevel.APPENDIX: 0,
    ClauseLevel.SECTION: 1,
    ClauseLevel.SUBSECTION: 2,
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A clause in the order of reading."""

    level: ClauseLevel
    number: str = ""


def openings(parts: Iterable[str]) -> list[str]:
    """The part of each article where it begins, and nothing where it only goes on.

    An article that names none goes on in the part before it.
    """
    shown, before = [], ""
    for part in parts:
        shown.append(part if part != before else "")
        before = part or before
    return shown


def parents(clauses: Sequence[Placed]) -> list[int | None]:
    """For each clause the place (from 0) of the one it stands under; None at the top.

    A subsection that follows an article directly stands under the article; a section
    before any article stands at the top. Nothing stands under a preamble.
    """
    found: list[int | None] = []
    open_at: dict[int, int] = {}
    for place, clause in enumerate(clauses):
        depth = DEPTH[clause.level]
        above = [open_at[level] for level in range(depth) if level in open_at]
        found.append(above[-1] if above else None)
        open_at = {level: at for level, at in open_at.items() if level < depth}
        if clause.level is not ClauseLevel.PREAMBLE:
            open_at[depth] = place
    return found
