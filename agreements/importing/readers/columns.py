"""Pages that were set in two columns and came to us line by line, left and right side by side."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from agreements.importing.source import SourceLine

FEWEST_LINES = 16
_WORD = re.compile(r"[A-Za-z]{2,}")
_GUTTER = re.compile(r"\S( {3,})\S")


def in_reading_order(lines: Sequence[SourceLine]) -> tuple[list[SourceLine], int]:
    """The lines, pages in two columns read column by column; and how many pages those were.

    Each line keeps the number it has in the file. Tables stay as they are: their cells hold few words.
    """
    pages = [list(group) for _, group in groupby(lines, key=lambda line: line.page)]
    gutters = [_gutter(page) for page in pages]
    known = [gutter for gutter in gutters if gutter is not None]
    if len(known) < 2 or len(known) < 0.3 * len(pages):
        return list(lines), 0
    usual = max(set(known), key=known.count)
    ordered: list[SourceLine] = []
    count = 0
    for page, own in zip(pages, gutters, strict=True):
        gutter = own if own is not None else (usual if _is_white(page, usual) else None)
        count += gutter is not None
        ordered += page if gutter is None else _split(page, gutter)
    return ordered, count


def _gutter(page: Sequence[SourceLine]) -> int | None:
    """The column where the white strip between two columns ends; None for a page without one."""
    written = [line.text for line in page if len(line.text.split()) > 3]
    if len(written) < FEWEST_LINES:
        return None
    width = max(len(text) for text in written)
    ends: Counter[int] = Counter()
    for text in written:
        ends.update(match.end(1) for match in _GUTTER.finditer(text))
    if not ends:
        return None
    at, count = ends.most_common(1)[0]
    if not 0.3 * width < at < 0.7 * width or count < 0.25 * len(written) or not _is_white(page, at):
        return None
    halves = [(_WORD.findall(text[:at]), _WORD.findall(text[at:])) for text in written if text[at - 3 : at] == "   "]
    wordy = sum(len(left) >= 3 and len(right) >= 3 for left, right in halves)
    return at if wordy >= 0.5 * len(halves) else None


def _is_white(page: Sequence[SourceLine], at: int) -> bool:
    """Hardly a line of the page has a letter in the strip before ``at``, and enough lines go on behind it."""
    written = [line.text for line in page if line.text.strip()]
    crossing = sum(bool(text[at - 2 : at].strip()) for text in written)
    behind = sum(bool(text[at:].strip()) for text in written)
    return bool(written) and crossing <= 0.08 * len(written) + 1 and behind >= 0.2 * len(written)


def _split(page: Sequence[SourceLine], at: int) -> Iterator[SourceLine]:
    """Left column, then right, from the first line that has both to the last; what spans the page stays around."""
    both = [
        place for place, line in enumerate(page) if line.text[:at].endswith("  ") and line.text[at : at + 1].strip()
    ]
    if not both:
        yield from page
        return
    first, last = both[0], both[-1]
    yield from page[:first]
    yield from _halves(page[first : last + 1], slice(None, at))
    yield from _halves(page[first : last + 1], slice(at, None))
    yield from page[last + 1 :]


def _halves(lines: Iterable[SourceLine], part: slice) -> Iterator[SourceLine]:
    for line in lines:
        yield SourceLine(line.number, line.text[part].rstrip(), line.page, line.hint)
