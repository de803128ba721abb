"""A file's lines with the paper's furniture told apart: what neighbours a line has in the text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from agreements.importing.source import Source
from agreements.importing.wording import is_prose

FAR = 60


@dataclass(frozen=True)
class Page:
    """The lines of a source and which of them are furniture."""

    source: Source
    furniture: frozenset[int]

    def text(self, index: int) -> str:
        """The folded words of a line."""
        return self.source.plain[index]

    @cached_property
    def written(self) -> tuple[int, ...]:
        """Indexes of the lines that carry text."""
        return tuple(index for index, text in enumerate(self.source.plain) if text and index not in self.furniture)

    @cached_property
    def spacing(self) -> int:
        """How many blank lines stand between two lines of one paragraph: 0, or 1 in a file set double."""
        gaps = [after - before - 1 for before, after in zip(self.written, self.written[1:], strict=False)]
        return 1 if gaps and sum(gap == 0 for gap in gaps) < 0.2 * len(gaps) and gaps.count(1) > 0.3 * len(gaps) else 0

    def before(self, index: int) -> tuple[int | None, bool]:
        """The written line before ``index`` and whether a gap, a page's end or the file's start parts the two."""
        own = self.source.lines[index].page
        blanks = 0
        for other in range(index - 1, max(-1, index - FAR), -1):
            if other in self.furniture:
                continue
            if self.source.plain[other]:
                return other, blanks > self.spacing or self.source.lines[other].page != own
            blanks += 1
        return None, True

    def after(self, index: int) -> tuple[int | None, int]:
        """The written line after ``index`` and how many blank lines, more than usual, lie between.

        A page's end counts as one, however much paper it leaves empty.
        """
        blanks, turned = 0, False
        for other in range(index + 1, min(len(self.source.lines), index + FAR)):
            if other in self.furniture:
                turned = True
            elif self.source.plain[other]:
                turned = turned or self.source.lines[other].page != self.source.lines[index].page
                return other, 1 if turned else max(0, blanks - self.spacing)
            else:
                blanks += 1
        return None, blanks

    @cached_property
    def prose_until(self) -> tuple[int, ...]:
        """For each line how many lines of running text come before it: differences count those between two."""
        counts, total = [], 0
        for index, text in enumerate(self.source.plain):
            counts.append(total)
            if index not in self.furniture and is_prose(text):
                total += 1
        counts.append(total)
        return tuple(counts)

    def prose_between(self, start: int, end: int) -> int:
        """Lines of running text after ``start`` and before ``end``."""
        return self.prose_until[end] - self.prose_until[start + 1]
