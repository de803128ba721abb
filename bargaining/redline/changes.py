"""A redline as a list of changes, for whoever cannot or would not read marks in running text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bargaining.redline.compare import Block, Redline, Sort
from bargaining.redline.words import Run

# Words of the unchanged text named before a change, so that it can be found.
CONTEXT = 6


@dataclass(frozen=True, slots=True)
class Change:
    """One change: in which paragraph (from 1), after which words, what was taken out and what was put in."""

    paragraph: int
    after: str
    deleted: str
    inserted: str
    is_move: bool = False

    @property
    def verb(self) -> str:
        """``Replaced``, ``Deleted``, ``Inserted`` or ``Moved``."""
        if self.is_move:
            return "Moved"
        if self.deleted and self.inserted:
            return "Replaced"
        return "Deleted" if self.deleted else "Inserted"


def changes(found: Redline) -> tuple[Change, ...]:
    """Every change in the order of reading. A paragraph that moved is told once, where it stands now."""
    return tuple(change for place, block in enumerate(found.blocks, start=1) for change in _of_block(place, block))


def _of_block(place: int, block: Block) -> Iterator[Change]:
    if block.sort is Sort.MOVED_HERE:
        yield Change(place, "", "", block.runs[0].text.strip(), is_move=True)
    elif block.sort in {Sort.INSERTED, Sort.DELETED, Sort.CHANGED}:
        yield from _of_runs(place, block.runs)


def _of_runs(place: int, found: tuple[Run, ...]) -> Iterator[Change]:
    before, deleted = "", ""
    for number, run in enumerate(found):
        if run.is_equal:
            before = " ".join(run.text.split()[-CONTEXT:])
        elif run.is_deleted:
            follows = found[number + 1] if number + 1 < len(found) else None
            deleted = run.text.strip()
            if follows is None or not follows.is_inserted:
                yield Change(place, before, deleted, "")
                deleted = ""
        elif run.text.strip() or deleted:
            yield Change(place, before, deleted, run.text.strip())
            deleted = ""
