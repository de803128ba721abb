"""Two texts compared: paragraphs that are alike are found first, words only inside those that changed.

That order is what makes a whole agreement comparable in milliseconds; over all its
words at once it would take a hundred times as long and a quarter of a gigabyte.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bargaining.redline.words import Kind, Run, align, likeness, runs

# A paragraph with what parts it from the next: line ends belong to the paragraph before them.
_PARAGRAPH = re.compile(r".+\n*|\n+")
# Paragraphs less alike than this are one taken out and another put in.
ALIKE = 0.35
# Pairs looked at within one changed place; beyond, paragraphs are paired in order.
MOST_PAIRS = 2_500
# A paragraph of fewer words that turns up elsewhere is chance, not a move.
SHORTEST_MOVE = 6


class Sort(StrEnum):
    """What happened to a paragraph."""

    EQUAL = "EQUAL"
    CHANGED = "CHANGED"
    INSERTED = "INSERTED"
    DELETED = "DELETED"
    MOVED_AWAY = "MOVED_AWAY"
    MOVED_HERE = "MOVED_HERE"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph as runs of words. ``moved`` is the place (from 1) where the same words stand in the other text."""

    sort: Sort
    runs: tuple[Run, ...]
    moved: int | None = None

    @property
    def is_equal(self) -> bool:
        """Whether nothing changed in it."""
        return self.sort is Sort.EQUAL


@dataclass(frozen=True, slots=True)
class Redline:
    """Two texts as paragraphs and runs, from which both can be had back."""

    blocks: tuple[Block, ...]

    @property
    def old(self) -> str:
        """The old text, to the letter."""
        return "".join(run.old for block in self.blocks for run in block.runs)

    @property
    def new(self) -> str:
        """The new text, to the letter."""
        return "".join(run.new for block in self.blocks for run in block.runs)

    @property
    def is_equal(self) -> bool:
        """Whether the texts say the same; spacing alone is no difference."""
        return all(block.is_equal for block in self.blocks)

    @property
    def changed(self) -> tuple[Block, ...]:
        """The paragraphs in which something changed."""
        return tuple(block for block in self.blocks if not block.is_equal)


def redline(old: str, new: str) -> Redline:
    """What differs between two texts. Joined, the runs' old sides are ``old`` and their new sides ``new``."""
    was, now = _PARAGRAPH.findall(old), _PARAGRAPH.findall(new)
    steps = align(*_said(was, now))
    blocks: list[Block] = []
    gone: list[str] = []
    come: list[str] = []
    for step in steps:
        if step.kind is Kind.EQUAL:
            blocks += _changed(gone, come)
            gone, come = [], []
            blocks += _kept(was[step.old], now[step.new])
        else:
            gone += was[step.old]
            come += now[step.new]
    return Redline(_with_moves([*blocks, *_changed(gone, come)]))


def _said(was: Sequence[str], now: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words of each paragraph, whatever parts them: spacing is no difference."""
    old, new = [text.strip() for text in was], [text.strip() for text in now]
    # Nearly every paragraph stands in both texts to the letter; to look for odd spacing in those took
    # a quarter of the whole comparison.
    in_both = set(old).intersection(new)
    return _spaced_once(old, in_both), _spaced_once(new, in_both)


def _spaced_once(paragraphs: Sequence[str], apart_from: set[str]) -> list[str]:
    return [
        " ".join(text.split()) if text not in apart_from and ("  " in text or "\t" in text) else text
        for text in paragraphs
    ]


def _kept(was: Sequence[str], now: Sequence[str]) -> list[Block]:
    return [
        Block(Sort.EQUAL, (Run(Kind.EQUAL, after, before if before != after else ""),))
        for before, after in zip(was, now, strict=True)
    ]


def _changed(gone: Sequence[str], come: Sequence[str]) -> list[Block]:
    """One changed place: paragraphs that are alike as one, the others as taken out or put in."""
    blocks: list[Block] = []
    last_gone = last_come = 0
    for left, right in [*_pairs(gone, come), (len(gone), len(come))]:
        blocks += [_alone(Sort.DELETED, Kind.DELETED, text) for text in gone[last_gone:left]]
        blocks += [_alone(Sort.INSERTED, Kind.INSERTED, text) for text in come[last_come:right]]
        if left < len(gone):
            blocks += _together(gone[left], come[right])
        last_gone, last_come = left + 1, right + 1
    return blocks


def _together(was: str, now: str) -> list[Block]:
    """A paragraph that became another; two, where they have too little in common to be read as one."""
    found = runs(was, now)
    if all(run.is_equal or not run.text.strip() for run in found):
        return [Block(Sort.EQUAL, found)]
    kept = sum(len(run.text) for run in found if run.is_equal)
    if 2 * kept < ALIKE * (len(was) + len(now)):
        return [_alone(Sort.DELETED, Kind.DELETED, was), _alone(Sort.INSERTED, Kind.INSERTED, now)]
    return [Block(Sort.CHANGED, found)]


def _alone(sort: Sort, kind: Kind, text: str) -> Block:
    return Block(sort if text.strip() else Sort.EQUAL, (Run(kind, text),))


def _pairs(gone: Sequence[str], come: Sequence[str]) -> list[tuple[int, int]]:
    """Which paragraph became which, in order: the pairing with the most in common."""
    if len(gone) == len(come) == 1 or len(gone) * len(come) > MOST_PAIRS:
        return [(place, place) for place in range(min(len(gone), len(come)))]
    left, right = [text.split() for text in gone], [text.split() for text in come]
    # best[i][j]: the most that the paragraphs from i and from j on can have in common.
    best = [[0.0] * (len(right) + 1) for _ in range(len(left) + 1)]
    alike = [[likeness(before, after) if before and after else 0.0 for after in right] for before in left]
    for i in reversed(range(len(left))):
        for j in reversed(range(len(right))):
            together = alike[i][j] + best[i + 1][j + 1] if alike[i][j] >= ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], together)
    found, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if alike[i][j] >= ALIKE and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _with_moves(blocks: list[Block]) -> tuple[Block, ...]:
    """Mark paragraphs that were taken out in one place and put in at another, word for word."""
    taken: dict[str, list[int]] = {}
    for place, block in enumerate(blocks):
        words = block.runs[0].text.split() if block.sort is Sort.DELETED else []
        if len(words) >= SHORTEST_MOVE:
            taken.setdefault(" ".join(words), []).append(place)
    for place, block in enumerate(blocks):
        if block.sort is not Sort.INSERTED:
            continue
        homes = taken.get(" ".join(block.runs[0].text.split()))
        if homes:
            home = homes.pop(0)
            blocks[home] = replace(blocks[home], sort=Sort.MOVED_AWAY, moved=place + 1)
            blocks[place] = replace(block, sort=Sort.MOVED_HERE, moved=home + 1)
    return tuple(blocks)
