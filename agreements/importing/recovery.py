"""Headings the row left out: damaged numbers, titles that lost theirs, numbers printed twice. Found, and said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from agreements.importing.articles import Row
from agreements.importing.candidates import CONTINUED, Candidate, candidates_of
from agreements.importing.contents import ContentsEntry
from agreements.importing.marks import Keyword, Mark, mark_of
from agreements.importing.numbers import Form, Number, Reading
from agreements.importing.outline import DoubtKind
from agreements.importing.pages import Page
from agreements.importing.wording import Case, case_of, is_prose, is_title, likeness

STRONG = 3.6
SAME_TITLE = 0.8


@dataclass(frozen=True, slots=True)
class Found:
    """A heading with why it is doubtful, if it is."""

    heading: Candidate
    doubts: tuple[tuple[DoubtKind, str], ...] = ()


def recovered(page: Page, row: Row) -> list[Found]:
    """The row with what belongs between its headings, in file order."""
    found = [Found(each) for each in row.chosen]
    found = _in_order([*found, *_strays(page, row)])
    return _in_order([*found, *_fills(page, row, found)])


def _in_order(found: Iterable[Found]) -> list[Found]:
    return sorted(found, key=lambda each: each.heading.index)


def _strays(page: Page, row: Row) -> Iterable[Found]:
    """Lines set like the chosen headings, whose number does not fit: printed twice, or out of order."""
    if not row.chosen or row.keyword in {Keyword.BARE, Keyword.SECTION}:
        return
    lines = {each.index for each in row.chosen}
    looks = {(each.style[1], each.form) for each in row.chosen}
    best: dict[int, Candidate] = {}
    for each in row.weighed:
        if each.index in lines or not row.chosen[0].index < each.index < row.end or each.score < STRONG:
            continue
        if (each.style[1], each.form) not in looks or not each.title or CONTINUED.search(page.text(each.index)):
            continue
        if each.index not in best or best[each.index].score < each.score:
            best[each.index] = each
    fitting = []
    for each in best.values():
        if any(_is_copy(each, other) for other in row.chosen) or _passed_over(row, each):
            continue
        fitting.append(each)
    # Many of them are another row, an appendix's say, and none of this one's.
    if len(fitting) <= max(2, len(row.chosen) // 5):
        yield from (Found(each, (_why(each, row.chosen),)) for each in fitting)


def _is_copy(each: Candidate, other: Candidate) -> bool:
    """The same heading once more: a running head, or a heading torn from its title by the page's end."""
    if other.number != each.number:
        return False
    return not other.title or likeness(other.title, each.title) >= SAME_TITLE


def _passed_over(row: Row, each: Candidate) -> bool:
    """It stands behind an appendix or the like that the row stepped over on its way."""
    return any(wall.index < each.index and wall.index > row.chosen[0].index for wall in row.walls) and not any(
        other.index > each.index for other in row.chosen
    )


def _why(each: Candidate, chosen: Sequence[Candidate]) -> tuple[DoubtKind, str]:
    before = max((other for other in chosen if other.index < each.index), key=lambda other: other.index)
    after = min((other for other in chosen if other.index > each.index), key=lambda other: other.index, default=None)
    twin = next((other for other in chosen if other.number == each.number), None)
    expected = before.number.value + 1
    hint = (
        f" Between {before.number} and {after.number} a heading {expected} would fit."
        if (after is not None and after.number.value > expected)
        else ""
    )
    if twin is not None:
        words = f"The number {each.number} is printed twice, here and in line {twin.index + 1}.{hint}"
        return DoubtKind.DOUBLE, words
    return DoubtKind.OUT_OF_ORDER, f"{each.number} comes after {before.number}: the numbers are out of order.{hint}"


def _fills(page: Page, row: Row, found: Sequence[Found]) -> Iterable[Found]:
    """For each number missing between two headings, the line that most likely lost it."""
    numbered = [each for each in found if not each.doubts]
    if not numbered:
        return
    taken = {each.heading.index for each in found}
    ends = [*(each.heading for each in numbered[1:]), None]
    for before, after in zip(numbered, ends, strict=True):
        start = before.heading.index
        stop = after.index if after else row.end
        last = after.number.value if after else before.heading.number.value + 2
        for value in range(before.heading.number.value + 1, last):
            free = [index for index in page.written if start < index < stop and index not in taken]
            free = [index for index in free if not row.contents.covers(index)]
            fill = _damaged(page, row, free, value) or _by_title(page, row, free, value) or _run_into(row, free, value)
            if fill is None:
                continue
            start = fill.heading.index
            yield fill


def _damaged(page: Page, row: Row, lines: Sequence[int], value: int) -> Found | None:
    """A line that begins with the keyword and has a number nobody can read."""
    for index in lines:
        mark = mark_of(page.text(index))
        if mark is None or mark.keyword is not row.keyword or mark.readings or not mark.word.isupper():
            continue
        before, parted = page.before(index)
        if not parted and before is not None and is_prose(page.text(before)):
            continue
        read = replace(mark, readings=(Reading(Number(value), Form.ARABIC, 0.0),))
        heading = next(candidates_of(page, index, read))
        words = f"The number “{mark.token}” cannot be read. From its neighbours it is {value}."
        return Found(heading, ((DoubtKind.NUMBER_MENDED, words),))
    return None


def _by_title(page: Page, row: Row, lines: Sequence[int], value: int) -> Found | None:
    """A line on its own with the title that the contents list gives for the missing number."""
    entries = [each for each in row.contents.entries if Number(value) in each.numbers and len(each.title) >= 4]
    if not entries or row.keyword is None:
        return None
    for index in lines:
        text = page.text(index)
        if not is_title(text) or not page.before(index)[1] or not _same_title(text, entries):
            continue
        mark = Mark(row.keyword, row.keyword.value, "", (Reading(Number(value), Form.ARABIC, 0.0),), "", text)
        heading = Candidate(index, Number(value), mark, Form.ARABIC, text, 1.0, ("", "", "", case_of(text)))
        words = f"No number is printed here. The contents list calls this title {value}."
        return Found(heading, ((DoubtKind.NUMBER_MISSING, words),))
    return None


def _run_into(row: Row, lines: Sequence[int], value: int) -> Found | None:
    """The missing number with a title in capitals, set like its fellows, right below a sentence that does not end."""
    looks = {(each.style[1], each.form) for each in row.chosen}
    free = set(lines)
    for each in row.weighed:
        is_it = each.index in free and each.number == Number(value) and (each.style[1], each.form) in looks
        if is_it and each.title and case_of(each.title) is Case.CAPS:
            words = f"The sentence above does not end. From its number and its capitals this is the heading of {value}."
            return Found(each, ((DoubtKind.WEAK, words),))
    return None


def _same_title(text: str, entries: Sequence[ContentsEntry]) -> bool:
    return any(likeness(text, entry.title) >= 0.88 and abs(len(text) - len(entry.title)) < 12 for entry in entries)
