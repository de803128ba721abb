"""What differs between two paragraphs, in runs of whole words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Indel

_WORD = re.compile(r"\S+\s*")
# Fewer equal words than this between two changes read as part of one change.
ISLAND = 2


class Kind(StrEnum):
    """What a run of words is to the two texts."""

    EQUAL = "EQUAL"
    DELETED = "DELETED"
    INSERTED = "INSERTED"


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand in both texts, in the old one or in the new one only.

    ``was`` are equal words as the old text spaced them, where that differs.
    """

    kind: Kind
    text: str
    was: str = ""

    @property
    def old(self) -> str:
        """What the run gives to the old text."""
        return "" if self.kind is Kind.INSERTED else self.was or self.text

    @property
    def new(self) -> str:
        """What the run gives to the new text."""
        return "" if self.kind is Kind.DELETED else self.text

    @property
    def is_equal(self) -> bool:
        """Whether both texts have it."""
        return self.kind is Kind.EQUAL

    @property
    def is_inserted(self) -> bool:
        """Whether only the new text has it."""
        return self.kind is Kind.INSERTED

    @property
    def is_deleted(self) -> bool:
        """Whether only the old text has it."""
        return self.kind is Kind.DELETED


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an alignment: places in the old and in the new sequence."""

    kind: Kind
    old: slice
    new: slice


def align(old: Sequence[str], new: Sequence[str]) -> list[Step]:
    """The fewest insertions and deletions that make ``new`` of ``old``, in order.

    Words are told apart by the 64 bits of their hash. Should two ever share them, one would
    stand unmarked for the other, as words do that are spaced differently: no text is lost.
    """
    kinds = {"equal": Kind.EQUAL, "delete": Kind.DELETED, "insert": Kind.INSERTED}
    return [
        Step(kinds[op.tag], slice(op.src_start, op.src_end), slice(op.dest_start, op.dest_end))
        for op in Indel.opcodes(old, new)
    ]


def runs(old: str, new: str) -> tuple[Run, ...]:
    """The two paragraphs as runs of words; spaces alone are no difference.

    Joined, the old sides of the runs are ``old`` and the new sides ``new``, to the letter.
    """
    if old == new:
        return (Run(Kind.EQUAL, old),) if old else ()
    was, now = _pieces(old), _pieces(new)
    steps = align(old.split(), new.split())
    found: list[Run] = []
    for step in _readable(steps, is_long=len(was) + len(now) > 2 * ISLAND):
        before, after = "".join(was[step.old]), "".join(now[step.new])
        if step.kind is Kind.EQUAL:
            found.append(Run(Kind.EQUAL, after, before if before != after else ""))
        else:
            found.append(Run(step.kind, before or after))
    return _framed(tuple(found), old, new)


def likeness(old: Sequence[str], new: Sequence[str]) -> float:
    """How much two paragraphs have in common: 0 for nothing, 1 for everything."""
    return float(Indel.normalized_similarity(old, new))


def _pieces(text: str) -> list[str]:
    """The words of ``text``, each with the space after it; space before the first belongs to no word."""
    return _WORD.findall(text)


def _framed(found: tuple[Run, ...], old: str, new: str) -> tuple[Run, ...]:
    """Give back the space before the first word, which no word carries."""
    before, after = old[: len(old) - len(old.lstrip())], new[: len(new) - len(new.lstrip())]
    if not (before or after):
        return found
    if before == after:
        return (Run(Kind.EQUAL, after), *found)
    edges = (Run(Kind.DELETED, before), Run(Kind.INSERTED, after))
    return (*(run for run in edges if run.text), *found)


def _readable(steps: list[Step], *, is_long: bool) -> list[Step]:
    """Deletions before insertions, and no lone words kept between two changes."""
    ordered: list[Step] = []
    change: list[Step] = []
    for place, step in enumerate(steps):
        is_inside = 0 < place < len(steps) - 1
        if step.kind is Kind.EQUAL and not (is_long and is_inside and step.old.stop - step.old.start < ISLAND):
            ordered += _one_change(change)
            change = []
            ordered.append(step)
        else:
            change.append(step)
    return ordered + _one_change(change)


def _one_change(steps: list[Step]) -> list[Step]:
    """Neighbouring steps as at most one deletion and one insertion."""
    if not steps:
        return []
    if all(step.kind is Kind.EQUAL for step in steps):
        return steps
    old = slice(steps[0].old.start, steps[-1].old.stop)
    new = slice(steps[0].new.start, steps[-1].new.stop)
    return [
        *([Step(Kind.DELETED, old, slice(new.start, new.start))] if old.start < old.stop else []),
        *([Step(Kind.INSERTED, slice(old.stop, old.stop), new)] if new.start < new.stop else []),
    ]
