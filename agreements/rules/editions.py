"""An agreement on paper: what a conformed copy or a memorandum of agreement may say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from agreements.rules.paragraphs import cut
from agreements.rules.vocabulary import ClauseLevel


class Edition(StrEnum):
    """Which paper is made of an agreement's text."""

    CONFORMED = "CONFORMED"
    CLEAN = "CLEAN"
    SIGNATURE = "SIGNATURE"


EDITION_LABELS: dict[Edition, str] = {
    Edition.CONFORMED: "Conformed copy",
    Edition.CLEAN: "Memorandum of agreement, clean copy",
    Edition.SIGNATURE: "Memorandum of agreement for signature",
}
# Any change to how the paper is set gives the same facts other bytes, and so another paper.
SETTING = 1
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph. ``depth`` is how far it is set in; ``is_table`` keeps its line breaks."""

    text: str
    depth: int = 0
    is_table: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """An article, section or appendix with its paragraphs. ``note`` says where other words than its own come from."""

    anchor: str
    level: str
    number: str
    title: str
    note: str
    lines: tuple[Line, ...]
    # The part of the agreement that begins here.
    part: str = ""

    @property
    def is_top(self) -> bool:
        """Whether it stands in the contents: an article, appendix or preamble."""
        return self.level in {ClauseLevel.ARTICLE, ClauseLevel.APPENDIX, ClauseLevel.PREAMBLE}

    @property
    def heading(self) -> str:
        """``Article 14. Overtime and call-outs``, ``14.3 Order of call-outs``."""
        if self.level == ClauseLevel.PREAMBLE and not self.title:
            return "Preamble"
        if self.level == ClauseLevel.ARTICLE and self.number and " " not in self.number:
            return f"Article {self.number}. {self.title}" if self.title else f"Article {self.number}"
        return f"{self.number} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class Signatory:
    """A line to sign on, for a side."""

    side: str
    name: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class AgreementPaper:
    """The whole agreement as one edition says it. ``as_of`` is the day of a conformed copy's words."""

    edition: str
    title: str
    unit: str
    organization: str
    starts_on: date
    ends_on: date
    as_of: date | None
    # What each page says of itself at its foot.
    foot: str
    standing: str
    clauses: tuple[Clause, ...]
    signatories: tuple[Signatory, ...] = ()

    @property
    def name(self) -> str:
        """``Conformed copy``."""
        return EDITION_LABELS[Edition(self.edition)]

    @property
    def contents(self) -> tuple[Clause, ...]:
        """What the table of contents lists."""
        return tuple(clause for clause in self.clauses if clause.is_top)


def lines_of(number: str, text: str) -> tuple[Line, ...]:
    """The paragraphs of a clause, lettered ones set in by their depth."""
    return tuple(_lines(number, text))


def _lines(number: str, text: str) -> Iterator[Line]:
    base = "-".join(number.split()) or "preamble"
    for piece in cut(number, text):
        marks = piece.anchor.removeprefix(base).count("(") if piece.anchor.startswith(base) else 0
        yield Line(piece.text, min(marks, _DEEPEST), "\n" in piece.text)


def anchor_of(place: int) -> str:
    """The address of a clause inside its paper, from its place in it."""
    return f"c{place}"
