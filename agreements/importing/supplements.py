"""Where the agreement proper ends: signatures, and the appendices, letters and forms behind them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from agreements.importing.candidates import CONTINUED, Candidate
from agreements.importing.contents import Contents
from agreements.importing.marks import mark_of
from agreements.importing.outline import Kind
from agreements.importing.pages import Page
from agreements.importing.source import letters
from agreements.importing.wording import Case, case_of, is_prose

_SUPPLEMENT = re.compile(
    r"\W{0,3}(?:(?P<letter>side\s+letters?|(?:letters?|memorand(?:um|a)|statements?)\s+of\s+(?:agreement|understanding|intent)|"
    r"side\s+agreements?|supplemental\s+(?:agreement|letter|memorandum)|mo[ua]\b|lo[ua]\b|amendments?\s+(?:no\.?\s*)?\S{1,4}$)|"
    r"(?P<form>(?:official\s+|formal\s+|employee\s+)?grievance\s+(?:report\s+)?form|signature\s+page)|"
    r"(?P<appendix>appendi(?:x|ces)|exhibits?|attachments?|addend(?:um|a)|annex|schedule)(?=\W|$))",
    re.I,
)  # fmt: skip
_WITNESS = re.compile(
    r"\W{0,3}in\s+witness\s+(?:where|there)\s*of|\W{0,3}signatures?\W*$|\W{0,3}signature\s+page\W*$", re.I
)
_RUNNING_ON = re.compile(r"\W*\w+\W+[\w\"'-]{1,5}[\s,.;)]+(?:[a-z]|(?:of|and|to|shall|is)\b)")
SUPPLEMENT_COST, WITNESS_COST = 1.6, 2.5
STRONG, FIRST, SKIPPED_SHARE = 3.0, 2.2, 0.45
# Behind an appendix that begins again at 1 the row is another one, however well it would go on.
RESTART_COST = 60.0


@dataclass(frozen=True, slots=True)
class Wall:
    """A line after which the agreement's own articles are not expected."""

    index: int
    kind: Kind
    cost: float


def find_walls(page: Page, contents: Contents, edges: frozenset[int]) -> list[Wall]:
    """Lines that look like the signatures or the head of an appendix, a letter, a form."""
    walls: list[Wall] = []
    seen: set[str] = set()
    for index in page.written:
        text = page.text(index)
        if contents.covers(index) or len(text) > 140:
            continue
        if _WITNESS.match(text):
            walls.append(Wall(index, Kind.SIGNATURES, WITNESS_COST))
            continue
        kind = _supplement_kind(page, index, text)
        key = letters(text)
        if kind is None or (key in seen and (index in edges or CONTINUED.search(text))):
            continue
        seen.add(key)
        walls.append(Wall(index, kind, SUPPLEMENT_COST))
    return walls


def _supplement_kind(page: Page, index: int, text: str) -> Kind | None:
    match = _SUPPLEMENT.match(text)
    if match is None or is_prose(text) or CONTINUED.search(text) or not _stands_apart(page, index, text):
        return None
    if match["letter"]:
        return Kind.LETTER
    return Kind.FORM if match["form"] else Kind.APPENDIX


def _stands_apart(page: Page, index: int, text: str) -> bool:
    """Set as a heading is: in capitals or with room above, and not the title of an article."""
    before, parted = page.before(index)
    if before is not None and _is_title_of_heading(page, before):
        return False
    if case_of(text) is Case.CAPS:
        return parted or (before is not None and not is_prose(page.text(before)))
    is_titled = case_of(text) is Case.TITLE and not text.endswith((".", ",", ";"))
    return is_titled and parted and not _RUNNING_ON.match(text)


def _is_title_of_heading(page: Page, before: int) -> bool:
    mark = mark_of(page.text(before))
    return mark is not None and bool(mark.readings) and not mark.rest


class Crossing:
    """What it costs a row of headings to step over walls, and over other headings that are as good.

    An appendix that numbers its own articles is passed by: to go on behind it, the row would have
    to leave out every one of them.
    """

    def __init__(self, walls: Sequence[Wall], row: Sequence[Candidate], fellows: Sequence[Candidate]) -> None:
        strong: dict[int, float] = {}
        for each in fellows:
            if each.score >= STRONG:
                strong[each.index] = max(strong.get(each.index, 0.0), SKIPPED_SHARE * each.score)
        firsts = sorted({each.index for each in row if each.number.value == 1 and each.score >= FIRST})
        wall = next((wall.index for wall in walls if firsts and wall.index > firsts[0]), None)
        restarts = [(index, RESTART_COST) for index in firsts if wall is not None and index > wall]
        costs = sorted([*((wall.index, wall.cost) for wall in walls), *strong.items(), *restarts])
        self._indexes = [index for index, _ in costs]
        self._sums = [0.0]
        for _, cost in costs:
            self._sums.append(self._sums[-1] + cost)

    def __call__(self, start: int, end: int) -> float:
        """The cost of going from line ``start`` to line ``end``."""
        first, last = bisect_left(self._indexes, start + 1), bisect_left(self._indexes, end)
        return self._sums[last] - self._sums[first]
