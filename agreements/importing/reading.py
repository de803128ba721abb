"""A file's outline, from its lines: the one way in for everything above this package."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from agreements.importing.articles import Row, find_row
from agreements.importing.behind import behind_heads
from agreements.importing.doubts import article_doubts, chapter_doubts, empty_doubts, file_doubts, text_doubts
from agreements.importing.front import chapter_heads, front_heads
from agreements.importing.furniture import find_furniture, page_edges
from agreements.importing.heads import Head, division_end, ends, in_order
from agreements.importing.numbers import Form, Number
from agreements.importing.outline import Doubt, DoubtKind, Heading, Kind, Outline
from agreements.importing.pages import Page
from agreements.importing.recovery import recovered
from agreements.importing.sections import Section, find_sections
from agreements.importing.source import Source
from agreements.importing.titles import stand_alone, title_of, titles_above


def read_outline(source: Source) -> Outline:
    """What the file is divided into. Every line falls under exactly one heading; nothing is stored or decided."""
    if not source.lines:
        return Outline((), frozenset(), (), source.notes)
    page = Page(source, find_furniture(source))
    row = find_row(page, page_edges(source))
    heads = in_order(
        [*chapter_heads(page, row), *_articles(page, row), *front_heads(page, row), *behind_heads(page, row)]
    )
    heads = in_order([*heads, *_sections(page, heads)])
    inner = (
        each
        for place, head in enumerate(heads)
        if head.kind is Kind.SECTION
        for each in _subsections(page, head, division_end(page, heads, place))
    )
    heads = in_order([*heads, *inner])
    headings = [_heading(head, end) for head, end in zip(heads, ends(page, heads), strict=True)]
    placed = _placed(headings, [*text_doubts(page), *empty_doubts(page, headings), *chapter_doubts(page, headings)])
    furniture = frozenset(index + 1 for index in page.furniture)
    return Outline(tuple(placed), furniture, tuple(file_doubts(page, row, headings)), source.notes)


def _articles(page: Page, row: Row) -> Iterator[Head]:
    before: Number | None = None
    apart, above = stand_alone(page, row.chosen), titles_above(page, row.chosen)
    for found in recovered(page, row):
        each = found.heading
        title = title_of(page, each, row.contents, apart=apart, above=above)
        doubts = tuple(article_doubts(row, found, title, before))
        label = f"{each.mark.word} {each.mark.token}".strip()
        number = each.mark.token if each.form is Form.LETTER else str(each.number)
        yield Head(Kind.ARTICLE, title.start, title.end, 1, number, title.text, label, doubts, each.number)
        if not found.doubts or before is None or each.number.value == before.value + 1:
            before = each.number


def _sections(page: Page, heads: Sequence[Head]) -> Iterator[Head]:
    """The sections of every article; where it has none, the lettered parts of its text."""
    for place, head in enumerate(heads):
        if head.kind is not Kind.ARTICLE or (place + 1 < len(heads) and heads[place + 1].level > head.level):
            continue
        stop = division_end(page, heads, place)
        sections = find_sections(page, head.end + 1, stop, head.own, titled=True)
        if not sections:
            yield from _subsections(page, head, stop)
        previous: str | None = None
        for section in sections:
            yield _section_head(Kind.SECTION, head, section, section.number, previous)
            previous = section.number


def _subsections(page: Page, head: Head, stop: int) -> Iterator[Head]:
    """Figures and letters that divide a section, or an article without sections."""
    previous: str | None = None
    for section in find_sections(page, head.end + 1, stop, None):
        cited = f"{head.number}({section.printed.strip('()')})"
        yield _section_head(Kind.SUBSECTION, head, section, cited, previous)
        previous = cited


def _section_head(kind: Kind, head: Head, section: Section, cited: str, previous: str | None) -> Head:
    doubts = tuple(_section_doubts(section.index, section.printed, cited, previous, is_mended=section.is_mended))
    if kind is Kind.SUBSECTION:
        doubts = tuple(doubt for doubt in doubts if doubt.kind is not DoubtKind.GAP)
    return Head(kind, section.index, section.index, head.level + 1, cited, section.title, section.printed, doubts)


def _section_doubts(index: int, printed: str, cited: str, previous: str | None, *, is_mended: bool) -> Iterator[Doubt]:
    if is_mended:
        yield Doubt(DoubtKind.NUMBER_MENDED, index + 1, f"Printed as “{printed}”, read as {cited}.")
    own, last = _last_number(cited), _last_number(previous or "")
    if own is not None and ((last is not None and own > last + 1) or (previous is None and own > 1)):
        expected = (last or 0) + 1
        words = (
            f"No section {expected} was found before {cited}."
            if own == expected + 1
            else (f"No sections {expected} to {own - 1} were found before {cited}.")
        )
        yield Doubt(DoubtKind.GAP, index + 1, words)


def _last_number(cited: str) -> int | None:
    tail = cited.rsplit(".", 1)[-1].rstrip(")").rsplit("(", 1)[-1]
    digits = tail.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(digits) if digits.isdecimal() else None


def _heading(head: Head, end: int) -> Heading:
    title_end = min(max(head.end, head.index - 1), end - 1)
    return Heading(
        head.kind, head.number, head.title, head.level, head.index + 1, title_end + 1, end, head.label, head.doubts
    )


def _placed(headings: Sequence[Heading], doubts: Sequence[Doubt]) -> list[Heading]:
    """The headings, each with the doubts about the lines it covers."""
    starts = [heading.start_line for heading in headings]
    by_place: dict[int, list[Doubt]] = defaultdict(list)
    for doubt in doubts:
        by_place[max(0, bisect_right(starts, doubt.line) - 1)].append(doubt)
    return [
        replace(heading, doubts=(*heading.doubts, *by_place[place])) if place in by_place else heading
        for place, heading in enumerate(headings)
    ]
