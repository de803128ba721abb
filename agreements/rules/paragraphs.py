"""Cutting the words of an article into paragraphs, each with the address under which it is quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

LONGEST_ANCHOR, LONGEST_HEADING = 60, 300

_BLANK = re.compile(r"\n[ \t]*\n")
# "(a)", "(12)", "a." or "1)" and words after it.
_MARK = re.compile(r"^\s*(?:\((?P<inner>[A-Za-z]{1,4}|\d{1,2})\)|(?P<bare>[A-Za-z]|\d{1,2})[.)])\s+(?=\S)")
# A second mark in running text: only after the end of a phrase, so that "under (b) above" cuts nothing.
_INLINE = re.compile(r"(?<=[.;:,])(?:\s+(?:and|or))?\s+(?=\((?:[A-Za-z]{1,4}|\d{1,2})\)\s+\S)")
_COLUMNS = re.compile(r"\t|\S {3,}\S")
_ROMAN = re.compile(r"^[ivx]+$")


@dataclass(frozen=True, slots=True)
class Cut:
    """One paragraph: ``14.3(a)`` where the text letters it, ``14.3-p2`` where it does not."""

    anchor: str
    text: str


def cut(number: str, text: str) -> list[Cut]:
    """The paragraphs of ``text`` in order. No word is lost: read one after the other they are the text.

    Blank lines part paragraphs, and so does a letter or figure in parentheses that opens a
    line, or that goes on a row begun in running text. Lines of a table keep their breaks.
    """
    base = "-".join(number.split()) or "preamble"
    place = _Place()
    cuts: list[Cut] = []
    used: set[str] = set()
    for position, block in enumerate(_blocks(text), start=1):
        lettered = place.follow(block)
        anchor = f"{base}{lettered}"[:LONGEST_ANCHOR] if lettered else base
        if anchor in used or (not lettered and position > 1):
            anchor = f"{base[: LONGEST_ANCHOR - 8]}-p{position}"
        used.add(anchor)
        cuts.append(Cut(anchor, block))
    return cuts


def heading(*chain: tuple[str, str]) -> str:
    """``14 Overtime and call-outs, 14.3 Order of call-outs``: numbers and titles from the article down."""
    told = [" ".join(part for part in pair if part) for pair in chain]
    return ", ".join(words for words in told if words)[:LONGEST_HEADING]


def _blocks(text: str) -> Iterator[str]:
    for block in _BLANK.split(text.replace("\r\n", "\n")):
        lines = [line.rstrip() for line in block.split("\n") if line.strip()]
        begun: list[str] = []
        for line in lines:
            if begun and _MARK.match(line):
                yield from _rows(begun)
                begun = []
            begun.append(line)
        if begun:
            yield from _rows(begun)


def _rows(lines: list[str]) -> Iterator[str]:
    """The lines as one paragraph, or as many as a row of marks in its running text makes of it."""
    if any(_COLUMNS.search(line) for line in lines):
        yield "\n".join(lines)
        return
    whole = " ".join(line.strip() for line in lines)
    if not _MARK.match(whole):
        yield whole
        return
    edges = [0, *(match.end() for match in _INLINE.finditer(whole) if _goes_on(whole, match)), len(whole)]
    yield from (whole[start:end].strip() for start, end in pairwise(edges))


def _goes_on(whole: str, match: re.Match[str]) -> bool:
    """Whether the mark after ``match`` is the next of a row: (b) after (a), (2) after (1)."""
    mark = _name(whole[match.end() :])
    return bool(mark) and any(
        _is_next(_name(whole[start:]), mark) for start in _starts_of_marks(whole[: match.start() + 1])
    )


def _starts_of_marks(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer(r"[.;:,](?:\s+(?:and|or))?\s+(?=\()", text))]


def _name(text: str) -> str:
    found = _MARK.match(text)
    return (found["inner"] or found["bare"]) if found else ""


def _is_next(before: str, mark: str) -> bool:
    """Whether ``mark`` follows ``before`` in any way of counting, or opens a row of its own under it."""
    if mark in {"1", "a", "A", "i"}:
        return bool(before)
    if before.isdigit() and mark.isdigit():
        return int(mark) == int(before) + 1
    if _ROMAN.match(before) and _ROMAN.match(mark) and _roman(mark) == _roman(before) + 1:
        return True
    return len(before) == len(mark) == 1 and before.isalpha() and ord(mark) == ord(before) + 1


def _roman(mark: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10}[letter] for letter in mark]
    return sum(
        -value if number + 1 < len(values) and values[number + 1] > value else value
        for number, value in enumerate(values)
    )


class _Place:
    """Where one stands in rows within rows: ``(a)``, then ``(a)(1)``, then ``(b)`` again."""

    def __init__(self) -> None:
        self._rows: list[str] = []

    def follow(self, block: str) -> str:
        """The address of ``block`` behind the number; "" for a paragraph without a mark."""
        mark = _name(block)
        if not mark:
            return ""
        depth = next((deep for deep in reversed(range(len(self._rows))) if self._continues(deep, mark)), None)
        self._rows = [*self._rows[:depth], mark] if depth is not None else self._opened(mark)
        return "".join(f"({step})" for step in self._rows)

    def _continues(self, depth: int, mark: str) -> bool:
        return mark not in {"1", "a", "A"} and _is_next(self._rows[depth], mark) and not self._opens_roman(depth, mark)

    def _opens_roman(self, depth: int, mark: str) -> bool:
        return mark == "i" and self._rows[depth] != "h"

    def _opened(self, mark: str) -> list[str]:
        """A new row: under the last mark when it begins one, else at the top."""
        if mark in {"1", "a", "A", "i"} and self._rows and not _same_kind(self._rows[-1], mark):
            return [*self._rows, mark]
        return [mark]


def _same_kind(one: str, other: str) -> bool:
    return one.isdigit() == other.isdigit() and one.isupper() == other.isupper() and (other != "i" or one == "i")
