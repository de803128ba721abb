"""What an outline becomes in a draft: which headings are clauses, how they are numbered, what is left out. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from agreements.importing.outline import Doubt, DoubtKind, Heading, Kind, Outline
from agreements.importing.passages import Passages
from agreements.rules.vocabulary import ClauseLevel, ImportStage

LONGEST_TITLE, LONGEST_NUMBER, LONGEST_PART = 200, 40, 160
UNDER_WAY = frozenset({ImportStage.QUEUED, ImportStage.READING, ImportStage.OUTLINING, ImportStage.MATCHING})
_LEVELS = {
    Kind.PREAMBLE: ClauseLevel.PREAMBLE,
    Kind.ARTICLE: ClauseLevel.ARTICLE,
    Kind.SECTION: ClauseLevel.SECTION,
    Kind.APPENDIX: ClauseLevel.APPENDIX,
    Kind.LETTER: ClauseLevel.APPENDIX,
    Kind.FORM: ClauseLevel.APPENDIX,
}
_BEHIND = frozenset({Kind.APPENDIX, Kind.LETTER, Kind.FORM})
_NAMES = {Kind.APPENDIX: "Appendix", Kind.LETTER: "Letter", Kind.FORM: "Form"}
_LEFT_OUT = {
    Kind.FRONT: "Cover",
    Kind.CONTENTS: "Contents list",
    Kind.SIGNATURES: "Signatures",
}


@dataclass(frozen=True, slots=True)
class Proposed:
    """A clause as the file has it. ``start``, ``title_end`` and ``end`` are lines counted from 1."""

    level: ClauseLevel
    number: str
    title: str
    start: int
    title_end: int
    end: int
    doubts: tuple[Doubt, ...] = ()
    # The part or chapter the article stands in.
    part: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Lines that are no words of the agreement, and why."""

    start: int
    end: int
    why: str
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """Everything a file comes to: together clauses and what is left out hold every line once."""

    clauses: tuple[Proposed, ...]
    left_out: tuple[LeftOut, ...]
    doubts: tuple[Doubt, ...] = field(default=())


def proposal_of(outline: Outline) -> Proposal:
    """The outline as clauses of a draft. Subsections stay in the words of their section, as lettered paragraphs."""
    clauses: list[Proposed] = []
    used: set[str] = set()
    left_out: list[LeftOut] = []
    behind, part, counts = "", "", dict.fromkeys(_BEHIND, 0)
    for heading in _without_subsections(outline.headings):
        if heading.kind not in _LEVELS:
            part = _part(heading) if heading.kind is Kind.CHAPTER else part
            why = f"Heading of {part}" if heading.kind is Kind.CHAPTER else _LEFT_OUT[heading.kind]
            left_out.append(LeftOut(heading.start_line, heading.end_line, why, heading.doubts))
            continue
        if heading.kind in _BEHIND:
            counts[heading.kind] += 1
            behind = _name(heading, counts[heading.kind])
        number = behind if heading.kind in _BEHIND else f"{behind}, {heading.number}" if behind else heading.number
        doubts = heading.doubts
        if number and number in used and not any(doubt.kind is DoubtKind.DOUBLE for doubt in doubts):
            words = f"{number} is given twice in this file. Give one of the two another number."
            doubts = (*doubts, Doubt(DoubtKind.DOUBLE, heading.start_line, words))
        used.add(number)
        level = ClauseLevel.SECTION if behind and heading.kind is Kind.ARTICLE else _LEVELS[heading.kind]
        where = (heading.start_line, heading.title_end_line, heading.end_line)
        within = part if level is ClauseLevel.ARTICLE else ""
        clauses.append(Proposed(level, number[:LONGEST_NUMBER], heading.title[:LONGEST_TITLE], *where, doubts, within))
    return Proposal(tuple(clauses), tuple(left_out), outline.doubts)


def _part(heading: Heading) -> str:
    """``Part II. Work and time``: the word in small letters, the number as printed."""
    word, _, number = heading.label.partition(" ")
    label = f"{word.capitalize()} {number}".strip()
    title = heading.title.capitalize() if heading.title.isupper() else heading.title
    return (f"{label}. {title}" if title else label)[:LONGEST_PART]


def _name(heading: Heading, count: int) -> str:
    """``Appendix A`` as printed; ``Letter 2`` by its place where the file prints no number."""
    label = " ".join(heading.label.split()).strip("\"'")
    return label.title().replace('"', "") if " " in label else f"{_NAMES[heading.kind]} {count}"


def _without_subsections(headings: Sequence[Heading]) -> Iterable[Heading]:
    """Subsections joined to the section before them, their doubts with it."""
    kept: list[Heading] = []
    for heading in headings:
        if heading.kind is Kind.SUBSECTION and kept:
            one = kept[-1]
            kept[-1] = Heading(
                one.kind,
                one.number,
                one.title,
                one.level,
                one.start_line,
                one.title_end_line,
                heading.end_line,
                one.label,
                (*one.doubts, *heading.doubts),
            )
        else:
            kept.append(heading)
    return kept


def words_of(passages: Passages, *, level: ClauseLevel, title: str, start: int, end: int, title_end: int = 0) -> str:
    """The words of a clause, its heading taken off."""
    if level is ClauseLevel.SECTION:
        return passages.text(start, end, first=passages.heading_rest(start, title))
    return passages.text(max(start, title_end + 1) if title_end else start + 1, end)
