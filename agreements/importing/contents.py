"""Contents lists: passed over as text, used as evidence of what the headings must be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from agreements.importing.candidates import Candidate
from agreements.importing.marks import Keyword, bare_mark_of, mark_of
from agreements.importing.numbers import Number
from agreements.importing.pages import Page
from agreements.importing.source import Hint
from agreements.importing.wording import entry_of, is_prose, is_title, likeness

_HEADING = re.compile(
    r"\W*(?:table\s+of\s+contents?|contents|index|t\s?a\s?b\s?l\s?e\s+o\s?f\s+c\s?o\s?n\s?t\s?e\s?n\s?t\s?s?|article\s+(?:subject|title)\s*(?:page)?)\W*(?:page)?\W*",
    re.I,
)  # fmt: skip
LONGEST_LIST, LAST_LINES = 900, 8


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """One line of a contents list: what it promises to be found later."""

    index: int
    keyword: Keyword | None
    numbers: tuple[Number, ...]
    title: str


@dataclass(frozen=True)
class Contents:
    """All contents lists of a file: the lines they cover and their entries."""

    ranges: tuple[tuple[int, int], ...] = ()
    entries: tuple[ContentsEntry, ...] = ()
    _covered: frozenset[int] = field(default=frozenset(), compare=False)

    def covers(self, index: int) -> bool:
        """The line belongs to a contents list."""
        return index in self._covered

    def promised(self, keyword: Keyword, number: Number) -> list[str]:
        """Titles the lists give for a number."""
        fits = {keyword, None} if keyword is not Keyword.BARE else {*Keyword, None}
        return [entry.title for entry in self.entries if number in entry.numbers and entry.keyword in fits]

    def likeness(self, title: str) -> float:
        """How well the best entry, whatever its number, fits ``title``."""
        return max((likeness(entry.title, title) for entry in self.entries if entry.title), default=0.0)


def find_contents(page: Page, candidates: Sequence[Candidate]) -> Contents:
    """The contents lists of a file, wherever they stand."""
    ranges = _merged([*_headed(page, candidates), *_dense(page, candidates), *_led(page), *_hinted(page)])
    covered = frozenset(index for start, end in ranges for index in range(start, end + 1))
    entries = tuple(entry for start, end in ranges for entry in _entries(page, start, end))
    return Contents(tuple(ranges), entries, covered)


def _hinted(page: Page) -> Iterable[tuple[int, int]]:
    marked = [line.number - 1 for line in page.source.lines if line.hint is Hint.CONTENTS]
    if marked:
        yield marked[0], marked[-1]


def _headed(page: Page, candidates: Sequence[Candidate]) -> Iterable[tuple[int, int]]:
    """From each line CONTENTS to the last entry before the running text begins."""
    taken = -1
    for index in page.written:
        if index <= taken or not _HEADING.fullmatch(page.text(index)) or len(page.text(index)) > 60:
            continue
        end = _end_of_list(page, index, candidates)
        if end > index:
            taken = end
            yield _begun_before(page, index, candidates), end


def _begun_before(page: Page, index: int, candidates: Sequence[Candidate]) -> int:
    """A scanner that reads in columns puts the first entries before the word CONTENTS."""
    start = index
    for each in sorted(candidates, key=lambda each: -each.index):
        if each.index < start and start - each.index < 20 and not page.prose_between(each.index, start):
            start = each.index
    return start


def _end_of_list(page: Page, start: int, candidates: Sequence[Candidate]) -> int:
    """The last line of the list that begins at ``start``: before the text, and before numbers start anew."""
    stop = min(len(page.source.lines), start + LONGEST_LIST)
    for index in page.written:
        if index > start and page.prose_between(index - 1, min(index + 5, stop)) >= 2 and is_prose(page.text(index)):
            stop = min(stop, index)
            break
    stop = min(stop, _first_heading(page, start, stop))
    inside = [each for each in candidates if start < each.index < stop and each.score > -2]
    stop = min(stop, _restart(page, [each for each in inside if each.mark.keyword is Keyword.ARTICLE] or inside, stop))
    end = start
    for index in page.written:
        if not start < index < stop:
            continue
        entry = entry_of(page.text(index))
        if entry.has_leader or entry.page or mark_of(page.text(index)) or is_title(page.text(index)):
            end = index
    return _before_opening(page, start, end)


def _first_heading(page: Page, start: int, stop: int) -> int:
    """The heading numbered 1 that stands right before the running text, if entries came before it."""
    before = [index for index in page.written if start < index < stop]
    for index in before[-LAST_LINES:]:
        text = page.text(index)
        mark = mark_of(text) or bare_mark_of(text)
        is_first = mark is not None and any(each.number.value == 1 and not each.cost for each in mark.readings)
        entry = entry_of(text)
        if is_first and not entry.has_leader and not entry.page and index in before[3:]:
            return index
    return stop


def _restart(page: Page, row: Sequence[Candidate], stop: int) -> int:
    """Where the numbers of a list begin again."""
    numbers = {each.index: each.number.value for each in row}
    if len(numbers) == 1 and not entry_of(page.text(next(iter(numbers)))).has_leader:
        # The list itself prints no numbers: the only one there is opens the text.
        return next(iter(numbers))
    highest, seen = 0, 0
    for index, value in sorted(numbers.items()):
        if value == 1 and highest >= 3 and seen >= 3 and not entry_of(page.text(index)).has_leader:
            return index
        highest, seen = max(highest, value), seen + 1
    return stop


def _before_opening(page: Page, start: int, end: int) -> int:
    """``end``, or the line before a PREAMBLE, AGREEMENT or the like that opens the text on a page of its own."""
    for index in page.written:
        if start + 3 < index <= end and page.source.lines[index].page > page.source.lines[start].page:
            text = page.text(index)
            entry = entry_of(text)
            if (
                re.fullmatch(
                    r"\W*(?:preamble|agreement|memorandum of (?:understanding|agreement)|witnesseth)\W*", text, re.I
                )
                and not entry.has_leader
            ):
                return index - 1
    return end


def _dense(page: Page, candidates: Sequence[Candidate]) -> Iterable[tuple[int, int]]:
    """Rows of numbered headings with no text between them, whose numbers stand elsewhere too."""
    for keyword in {each.mark.keyword for each in candidates} - {Keyword.BARE}:
        row = {each.index: each for each in candidates if each.mark.keyword is keyword and each.score > -2}
        ordered = [row[index] for index in sorted(row)]
        for run in _runs(page, ordered):
            if _is_list(page, run, ordered):
                yield run[0].index, _last_written(page, run[-1].index)


def _runs(page: Page, row: Sequence[Candidate]) -> Iterable[list[Candidate]]:
    run: list[Candidate] = []
    for each in row:
        near = run and page.prose_between(run[-1].index, each.index) <= 1 and each.index - run[-1].index < 60
        if near and each.number > run[-1].number:
            run.append(each)
            continue
        if len(run) >= 4:
            yield run
        run = [each]
    if len(run) >= 4:
        yield run


def _is_list(page: Page, run: Sequence[Candidate], row: Sequence[Candidate]) -> bool:
    last = run[-1].index
    follower = next((each.index for each in row if each.index > last), None)
    led = sum(entry_of(page.text(each.index)).has_leader for each in run)
    paged = sum(bool(entry_of(page.text(each.index)).page) for each in run)
    elsewhere = {each.number for each in row if not run[0].index <= each.index <= last}
    again = sum(each.number in elsewhere for each in run)
    if follower is None and page.prose_between(last, len(page.source.lines)) > 3 and not led:
        return again >= 0.6 * len(run)
    return led >= 0.3 * len(run) or paged >= 0.6 * len(run) or again >= 0.6 * len(run)


def _last_written(page: Page, index: int) -> int:
    """The end of an entry that goes on in the next line with its dots."""
    follower, blanks = page.after(index)
    if (
        follower is not None
        and not blanks
        and entry_of(page.text(follower)).has_leader
        and not mark_of(page.text(follower))
    ):
        return follower
    return index


def _led(page: Page) -> Iterable[tuple[int, int]]:
    """Rows of at least eight lines with dot leaders and page numbers that never fall."""
    led = [(index, entry_of(page.text(index))) for index in page.written]
    led = [(index, entry) for index, entry in led if entry.has_leader and entry.page and is_title(entry.title)]
    group: list[int] = []
    for index, _ in led:
        if group and (index - group[-1] > 12 or page.prose_between(group[-1], index) > 1):
            if len(group) >= 8:
                yield group[0], group[-1]
            group = []
        group.append(index)
    if len(group) >= 8:
        yield group[0], group[-1]


def _merged(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1] + 3:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _entries(page: Page, start: int, end: int) -> Iterable[ContentsEntry]:
    """The entries between two lines; a title that runs on is joined to its second line."""
    inside = [index for index in page.written if start <= index <= end]
    joined: set[int] = set()
    for index, follower in pairwise([*inside, -1]):
        text = page.text(index)
        if index in joined or _HEADING.fullmatch(text):
            continue
        entry = entry_of(text)
        if follower > 0 and not entry.has_leader and not entry.page and _goes_on(page, follower):
            text = f"{text} {page.text(follower)}"
            joined.add(follower)
        yield _entry(index, text)


def _goes_on(page: Page, follower: int) -> bool:
    text = page.text(follower)
    return entry_of(text).has_leader and not mark_of(text) and not bare_mark_of(text)


def _entry(index: int, text: str) -> ContentsEntry:
    mark = mark_of(text)
    if mark is None or not mark.readings:
        mark = bare_mark_of(text)
    if mark is None:
        return ContentsEntry(index, None, (), entry_of(text).title)
    keyword = None if mark.keyword is Keyword.BARE else mark.keyword
    return ContentsEntry(index, keyword, tuple(each.number for each in mark.readings), entry_of(mark.rest).title)
