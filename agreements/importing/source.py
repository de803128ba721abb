"""The lines of a file, as every later step sees them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad"), "-")
_QUOTES = {0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x00A0: " ", 0x2026: "...", 0xFEFF: ""}
_FOLDED = _DASHES | _QUOTES
_OPENS = re.compile(
    r"\W*(?:ARTICLE|SECTION|CHAPTER|APPENDIX|EXHIBIT|RULE|PART)\b|\W*\d{1,3}[.\s]|\W*[IVXL]{1,7}\.\s|.*\.{4}"
)
# A mark alone on its line: what stands below it is the title, however long.
_ALONE = re.compile(r"\W*(?:ARTICLE|SECTION|CHAPTER|RULE|PART)\s+[\w-]{1,15}\W*$")
_SPACES = re.compile(r"\s+")


class Hint(StrEnum):
    """What the file itself says about a line. Word files do; PDF and plain text say nothing."""

    NONE = ""
    HEADING = "HEADING"
    CONTENTS = "CONTENTS"
    STRUCK = "STRUCK"
    TABLE = "TABLE"


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line: its number in the file counted from 1, its words as they stand, and the page it is on."""

    number: int
    text: str
    page: int
    hint: Hint = Hint.NONE
    struck: str = ""


@dataclass(frozen=True)
class Source:
    """A file's lines in reading order. ``notes`` say what the reader met: pages without text, columns."""

    kind: str
    lines: tuple[SourceLine, ...]
    page_count: int
    notes: tuple[str, ...] = ()

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """Each line with spaces folded and dashes and quotation marks made alike, for comparing only.

        In a file written in capitals throughout, long lines are put in small letters, so that
        its text can be told from its headings as anywhere else.
        """
        folded = tuple(fold(line.text) for line in self.lines)
        drawn = "".join(filter(str.isalpha, "".join(folded[:4000])))
        if not drawn or sum(map(str.isupper, drawn)) < 0.9 * len(drawn):
            return folded
        return tuple(_told_apart(folded))

    @cached_property
    def has_pages(self) -> bool:
        """The file tells where its pages end."""
        return self.page_count > 1


def _told_apart(folded: Iterable[str]) -> Iterator[str]:
    """Long lines of a file in capitals in small letters; a title below its mark stays as it is."""
    above = ""
    for text in folded:
        yield text.capitalize() if _is_long(text) and not _ALONE.match(above) else text
        above = text or above


def _is_long(text: str) -> bool:
    return len(text) >= 48 and len(text.split()) >= 7 and not _OPENS.match(text)


def fold(text: str) -> str:
    """``text`` on one line, with the dashes and quotation marks of every font made alike."""
    if text.isascii():
        return _SPACES.sub(" ", text).strip()
    folded = unicodedata.normalize("NFKC", text.translate(_FOLDED))
    kept = "".join(letter for letter in folded if unicodedata.category(letter) not in {"Co", "Cf"})
    return _SPACES.sub(" ", kept).strip()


def letters(text: str) -> str:
    """Only the letters and digits, in one case: what two spellings of a title have in common."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())
