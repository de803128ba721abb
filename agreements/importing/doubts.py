"""Why a person should look at a heading, in words. Nothing here changes what was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from agreements.importing.articles import Row
from agreements.importing.candidates import Candidate
from agreements.importing.disagreements import find_disagreements
from agreements.importing.numbers import Number
from agreements.importing.outline import Doubt, DoubtKind, Heading, Kind
from agreements.importing.pages import Page
from agreements.importing.recovery import Found
from agreements.importing.titles import Title
from agreements.importing.wording import likeness

WEAK = 2.4
MENDED = 0.25


def article_doubts(row: Row, found: Found, title: Title, before: Number | None) -> Iterator[Doubt]:
    """What is doubtful about one article's heading."""
    each, line = found.heading, found.heading.index + 1
    for kind, words in found.doubts:
        yield Doubt(kind, line, words)
    if not found.doubts:
        yield from _number_doubts(row, each, before, line)
    if not title.text:
        yield Doubt(DoubtKind.NO_TITLE, line, f"{_name(each)} has no title that could be read.")
    if title.may_go_on:
        yield Doubt(DoubtKind.TITLE_MAY_GO_ON, line, "The next line is set like the title. Does it belong to it?")
    yield from _contents_doubts(row, each, title, line)


def _number_doubts(row: Row, each: Candidate, before: Number | None, line: int) -> Iterator[Doubt]:
    cost = min((r.cost for r in each.mark.readings if r.number == each.number), default=0.0) + each.mark.damage
    if cost > MENDED:
        words = f"Printed as “{each.mark.word} {each.mark.token}”".replace("“ ", "“")
        yield Doubt(DoubtKind.NUMBER_MENDED, line, f"{words}, read as {each.number}.")
    first = 1 if before is None else before.value + 1
    missing = range(first, each.number.value)
    if missing and not (before is None and each.number.value > 40):
        yield Doubt(DoubtKind.GAP, line, f"{_missing(row, each, missing)} before {each.number}.")
    if each.score < WEAK:
        yield Doubt(DoubtKind.WEAK, line, "This could also be a line of text that only mentions the article.")


def _missing(row: Row, each: Candidate, missing: range) -> str:
    if len(missing) > 3:
        return f"No headings {missing[0]} to {missing[-1]} were found"
    named = []
    for value in missing:
        titles = row.contents.promised(each.mark.keyword, Number(value))
        named.append(f"{value} ({titles[0]})" if titles and titles[0] else str(value))
    return f"No heading {', '.join(named)} was found"


def _contents_doubts(row: Row, each: Candidate, title: Title, line: int) -> Iterator[Doubt]:
    promised = [text for text in row.contents.promised(each.mark.keyword, each.number) if text]
    if promised and title.text and max(likeness(text, title.text) for text in promised) < 0.72:
        yield Doubt(DoubtKind.TITLE_DIFFERS, line, f"The contents list calls it “{promised[0]}”.")
    if not promised and _is_complete(row):
        yield Doubt(DoubtKind.NOT_PROMISED, line, f"The contents list has no {each.number}.")


def _is_complete(row: Row) -> bool:
    """The contents list names most of the articles, so that one it leaves out is remarkable."""
    if not row.chosen:
        return False
    named = sum(bool(row.contents.promised(each.mark.keyword, each.number)) for each in row.chosen)
    return named >= 0.7 * len(row.chosen)


def file_doubts(page: Page, row: Row, headings: Sequence[Heading]) -> Iterator[Doubt]:
    """What is doubtful about the file as a whole."""
    if not row.chosen:
        words = "No row of numbered articles was found. Mark the first headings yourself, or import a Word file."
        yield Doubt(DoubtKind.UNREAD, 1, words)
        return
    keyword, last = row.chosen[-1].mark.keyword, row.chosen[-1].number
    numbers = {heading.number for heading in headings if heading.kind is Kind.ARTICLE}
    seen: set[Number] = set()
    for entry in row.contents.entries:
        for number in entry.numbers[:1]:
            fits = entry.keyword is keyword and last < number and number.value <= last.value + 8 and number not in seen
            if fits and str(number) not in numbers and _is_complete(row):
                seen.add(number)
                words = f"The contents list promises {number} ({entry.title}), and no such heading was found."
                yield Doubt(DoubtKind.PROMISED_NOT_FOUND, entry.index + 1, words)


def text_doubts(page: Page) -> Iterator[Doubt]:
    """Places inside the text: words and figures that differ, words struck through."""
    yield from find_disagreements(page)
    for line in page.source.lines:
        if line.struck:
            words = f"“{line.struck[:80]}” is struck through. Is it still part of the agreement?"
            yield Doubt(DoubtKind.STRUCK, line.number, words)


def empty_doubts(page: Page, headings: Iterable[Heading]) -> Iterator[Doubt]:
    """Articles and sections without a word of text of their own or below them."""
    ordered = list(headings)
    for heading, follower in zip(ordered, [*ordered[1:], None], strict=True):
        if heading.kind not in {Kind.ARTICLE, Kind.SECTION} or (follower and follower.level > heading.level):
            continue
        title = page.text(heading.start_line - 1)
        lines = range(heading.title_end_line, heading.end_line)
        if not any(page.text(index) and index not in page.furniture for index in lines) and len(title.split()) < 12:
            words = f"No text was found under {heading.label or heading.number}."
            yield Doubt(DoubtKind.NO_TEXT, heading.start_line, words)


def chapter_doubts(page: Page, headings: Iterable[Heading]) -> Iterator[Doubt]:
    """Words that stand under a part or chapter before its first article: no clause of their own holds them."""
    for heading in headings:
        if heading.kind is not Kind.CHAPTER:
            continue
        lines = range(heading.title_end_line, heading.end_line)
        held = next((index for index in lines if page.text(index) and index not in page.furniture), None)
        if held is not None:
            words = f"Words under {heading.label} before its first article are left out."
            yield Doubt(DoubtKind.UNREAD, held + 1, f"{words} Begin a clause at line {held + 1} to keep them.")


def counted(doubts: Iterable[Doubt]) -> Counter[DoubtKind]:
    """How many doubts of each kind."""
    return Counter(doubt.kind for doubt in doubts)


def _name(each: Candidate) -> str:
    return f"{each.mark.word or 'Number'} {each.number}"
