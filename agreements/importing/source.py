"""The lines of a file, as every later step sees them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad"), "-")
_QUOTES = {0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x00A0: " ", 0x2026: "...", 0xFEFF: ""}
_FOLDED = _DASHES | _QUOTES
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
        """Each line with spaces folded and dashes and quotation marks made alike, for comparing only."""
        return tuple(fold(line.text) for line in self.lines)

    @cached_property
    def has_pages(self) -> bool:
        """The file tells where its pages end."""
        return self.page_count > 1


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
