"""What an import proposes: headings in file order, each with its lines and its doubts."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a heading opens."""

    FRONT = "FRONT"
    CONTENTS = "CONTENTS"
    PREAMBLE = "PREAMBLE"
    CHAPTER = "CHAPTER"
    ARTICLE = "ARTICLE"
    SECTION = "SECTION"
    SUBSECTION = "SUBSECTION"
    SIGNATURES = "SIGNATURES"
    APPENDIX = "APPENDIX"
    LETTER = "LETTER"
    FORM = "FORM"


class DoubtKind(StrEnum):
    """Why a person should look."""

    GAP = "GAP"
    DOUBLE = "DOUBLE"
    OUT_OF_ORDER = "OUT_OF_ORDER"
    NUMBER_MENDED = "NUMBER_MENDED"
    NUMBER_MISSING = "NUMBER_MISSING"
    NO_TITLE = "NO_TITLE"
    TITLE_DIFFERS = "TITLE_DIFFERS"
    TITLE_MAY_GO_ON = "TITLE_MAY_GO_ON"
    PROMISED_NOT_FOUND = "PROMISED_NOT_FOUND"
    NOT_PROMISED = "NOT_PROMISED"
    WEAK = "WEAK"
    NO_TEXT = "NO_TEXT"
    WORD_AND_FIGURE = "WORD_AND_FIGURE"
    STRUCK = "STRUCK"
    UNREAD = "UNREAD"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place to look at: the line, counted from 1, and what is doubtful there in words."""

    kind: DoubtKind
    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Heading:
    """One division of the file. Its own text runs from ``start_line`` to ``end_line``, sub-divisions apart.

    ``title_end_line`` is the last line of the heading itself, so that the words begin after it.
    """

    kind: Kind
    number: str
    title: str
    level: int
    start_line: int
    title_end_line: int
    end_line: int
    label: str = ""
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole file's headings. Together their ranges hold every line once; ``furniture`` names lines to leave out."""

    headings: tuple[Heading, ...]
    furniture: frozenset[int]
    doubts: tuple[Doubt, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def articles(self) -> tuple[Heading, ...]:
        """The agreement's own articles, without those inside appendices and letters."""
        found, is_behind = [], False
        for heading in self.headings:
            is_behind = is_behind or heading.kind in {Kind.APPENDIX, Kind.LETTER, Kind.FORM}
            if heading.kind is Kind.ARTICLE and not is_behind:
                found.append(heading)
        return tuple(found)

    @property
    def all_doubts(self) -> tuple[Doubt, ...]:
        """Every doubt of the file and its headings, in file order."""
        doubts = [*self.doubts, *(doubt for heading in self.headings for doubt in heading.doubts)]
        return tuple(sorted(doubts, key=lambda doubt: doubt.line))
