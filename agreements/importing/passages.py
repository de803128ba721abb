"""The words between two headings, as flowing paragraphs again: page ends, furniture and line breaks taken out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from agreements.importing.marks import Keyword, dotted, mark_of
from agreements.importing.pages import Page
from agreements.importing.source import Source, SourceLine, fold, letters
from agreements.importing.wording import ends_sentence, is_prose

HEADING_LINES = 5
_LABEL = re.compile(r"\s*(?:\([A-Za-z0-9]{1,4}\)|(?:[A-Za-z]|\d{1,2})[.)])\s+(?=\S)")
_BULLET = re.compile(r"\s*[•·▪\uf0b7o*-]\s+(?=\S)")
_COLUMNS = re.compile(r"\t|\S {3,}\S")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BROKEN = re.compile(r"([A-Za-z]{2,})-$")
_WORD = re.compile(r"[A-Za-z]{3,}(?:-[A-Za-z]{2,})?")
_BARE_LABEL = re.compile(r"\(?(?:[A-Za-z]|[IVXivx]{1,5}|\d{1,4})[.)]?\)?[.:]?\s+")


class Passages:
    """A file's lines, from which the words of any stretch can be had."""

    def __init__(self, lines: Sequence[SourceLine], furniture: frozenset[int]) -> None:
        """``furniture``: numbers of the lines to leave out, counted from 1 in reading order."""
        self._page = Page(
            Source("kept", tuple(lines), lines[-1].page if lines else 1), frozenset(n - 1 for n in furniture)
        )

    @cached_property
    def _words(self) -> frozenset[str]:
        """Every word and hyphenated word of the file: they tell how a word broken at a line's end is spelt."""
        return frozenset(word.lower() for text in self._page.source.plain for word in _WORD.findall(text))

    def text(self, start: int, end: int, *, first: str | None = None) -> str:
        """The words of lines ``start`` to ``end``, both counted from 1; ``first`` in the place of the first line."""
        blocks: list[list[str]] = []
        before = None
        for index in range(start - 1, min(end, len(self._page.source.lines))):
            raw = first if first is not None and index == start - 1 else self._page.source.lines[index].text
            if index in self._page.furniture or not raw.strip():
                continue
            line = _tidy(raw)
            if before is None or self._parts(before, index, line):
                blocks.append([line])
            elif _stands_alone(line) or _stands_alone(blocks[-1][-1]):
                blocks[-1].append(line)
            else:
                blocks[-1][-1] = self._joined(blocks[-1][-1], line)
            before = index
        return "\n\n".join("\n".join(block) for block in blocks)

    def heading_rest(self, line: int, title: str) -> str:
        """What a section's first line says after its number and title."""
        raw = self._page.source.lines[line - 1].text
        text = fold(raw)
        mark = mark_of(text)
        if mark is not None and mark.keyword is Keyword.SECTION and mark.readings:
            rest = mark.rest
        elif (found := dotted(text)) is not None:
            rest = found[2]
        else:
            rest = _BARE_LABEL.sub("", text, count=1)
        if title and rest.startswith(fold(title)):
            rest = rest[len(fold(title)) :].lstrip(" .:-_")
        return rest

    def heading_end(self, start: int, title: str) -> int:
        """The last line of a heading that begins at ``start``; ``start`` itself where the title is not found."""
        wanted, seen, looked = letters(title), "", 0
        for index in range(start - 1, len(self._page.source.lines)):
            if index in self._page.furniture or not self._page.text(index):
                continue
            seen += letters(self._page.text(index))
            looked += 1
            if wanted and wanted in seen:
                return index + 1
            if looked == HEADING_LINES:
                break
        return start

    def lines(self, start: int, end: int) -> list[tuple[int, str, bool]]:
        """Lines as they stand: number, words, whether they are furniture."""
        return [
            (number, _CONTROL.sub("", self._page.source.lines[number - 1].text), number - 1 in self._page.furniture)
            for number in range(start, min(end, len(self._page.source.lines)) + 1)
        ]

    def _parts(self, before: int, index: int, line: str) -> bool:
        """Whether a paragraph ends between two written lines."""
        if _LABEL.match(line) or _BULLET.match(line):
            return False
        turned = self._page.source.lines[before].page != self._page.source.lines[index].page
        turned = turned or any(between in self._page.furniture for between in range(before + 1, index))
        if turned:
            return ends_sentence(self._page.text(before))
        return index - before - 1 > self._page.spacing

    def _joined(self, one: str, other: str) -> str:
        broken = _BROKEN.search(one)
        after = re.match(r"[a-z]+", other)
        if broken is None or after is None:
            return f"{one} {other}"
        whole = f"{broken[1]}-{after[0]}".lower()
        # As the file spells it elsewhere; a word it has nowhere else is most likely one that was broken.
        return f"{one}{other}" if whole in self._words else f"{one[:-1]}{other}"


def _tidy(raw: str) -> str:
    text = _CONTROL.sub("", raw.replace("\u00a0", " ")).strip()
    if len(_COLUMNS.findall(text)) <= 2 and is_prose(fold(text)):
        return re.sub(r"[ \t]+", " ", text)
    return text


def _stands_alone(line: str) -> bool:
    """A line that keeps its break: it begins with a letter or figure of a list, or it is a table's row."""
    return bool(_LABEL.match(line) or _BULLET.match(line) or _COLUMNS.search(line))
