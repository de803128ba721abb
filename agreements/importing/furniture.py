"""Running headers, footers and page numbers: lines that belong to the paper and not to the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from agreements.importing.marks import mark_of
from agreements.importing.source import Source

EDGE = 4
LONGEST = 110
_PAGE_NUMBER = re.compile(
    r"[-\u2022|~=_.\s]*(?:(?:page|pg\.?|p\.)\s*)?(?:[A-Z]-)?(?:\d{1,4}|[ivxl]{1,6})"
    r"(?:\s*(?:of|/)\s*\d{1,4})?[-\u2022|~=_.\s]*",
    re.I,
)
_SAYS_PAGE = re.compile(
    r"\bpage\s*[-:]?\s*(?:\d{1,4}|[ivxl]{1,6})\b(?:\s*of\s*\d{1,4})?\s*\W*$|^\W*page\s*\d{1,4}\b", re.I
)
_SUPPLEMENT = re.compile(r"\W*(?:appendix|exhibit)\b\s*\S{1,6}(?:\W|$)", re.I)
_DIGITS = re.compile(r"\d+")
_NOT_LETTERS = re.compile(r"[\W_]+")


def find_furniture(source: Source) -> frozenset[int]:
    """Indexes of the lines that are running headers, footers or page numbers.

    A heading that is repeated at the top of each of its pages is not counted here: which of
    its copies opens the article is for the outline to say.
    """
    plain = source.plain
    if not source.has_pages:
        return frozenset(_lone_page_numbers(plain)) | _evenly_repeated(plain)
    found: set[int] = set()
    edges = _edges(source)
    keys = {index: _key(plain[index]) for edge in edges for index in edge}
    pages_with = Counter(key for edge in edges for key in {keys[index] for index in edge})
    few = max(3, round(0.06 * len(edges)))
    for edge in edges:
        for index in edge:
            text = plain[index]
            if len(text) > LONGEST:
                continue
            often = pages_with[keys[index]] >= few and not _names_division(text) and len(keys[index]) > 1
            if often or _SAYS_PAGE.search(text):
                found.add(index)
    for edge in edges:
        found |= _page_numbers_at_edge(edge, plain, found)
    return frozenset(found)


def page_edges(source: Source) -> frozenset[int]:
    """Indexes of the first and last lines of every page, where running heads stand."""
    if not source.has_pages:
        return frozenset()
    return frozenset(index for edge in _edges(source, depth=3) for index in edge)


def _edges(source: Source, depth: int = EDGE) -> list[list[int]]:
    """For each page the indexes of its first and last written lines."""
    by_page: dict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(source.lines):
        if source.plain[index]:
            by_page[line.page].append(index)
    edges = []
    for indexes in by_page.values():
        half = min(depth, max(1, len(indexes) // 2))
        edges.append(sorted({*indexes[:half], *indexes[-half:]}))
    return edges


def _key(text: str) -> str:
    return _NOT_LETTERS.sub("", _DIGITS.sub("#", text.casefold()).replace("#", "0"))


def _names_division(text: str) -> bool:
    if len(text) >= 90:
        return False
    mark = mark_of(text)
    return bool(mark and mark.readings) or bool(_SUPPLEMENT.match(text))


def _page_numbers_at_edge(edge: list[int], plain: tuple[str, ...], known: set[int]) -> set[int]:
    """Bare numbers that are the outermost line of a page, furniture aside."""
    found: set[int] = set()
    for walk in (edge, edge[::-1]):
        for index in walk:
            if index in known:
                continue
            if len(plain[index]) <= 12 and _PAGE_NUMBER.fullmatch(plain[index]):
                found.add(index)
            break
    return found


def _lone_page_numbers(plain: tuple[str, ...]) -> Iterable[int]:
    """In a file without page breaks only what says that it is a page number is taken for one."""
    for index, text in enumerate(plain):
        if len(text) > LONGEST or not text:
            continue
        if re.fullmatch(r"\W*page\s+\d{1,4}(?:\s+of\s+\d{1,4})?\W*|-\s*\d{1,4}\s*-", text, re.I):
            yield index


def _evenly_repeated(plain: tuple[str, ...]) -> frozenset[int]:
    """Lines with the same words again and again, each next to a page number or to another such line."""
    numbers = set(_lone_page_numbers(plain))
    numbers |= {index for index, text in enumerate(plain) if 3 < len(text) <= LONGEST and _SAYS_PAGE.search(text)}
    if len(numbers) < 3:
        return frozenset(numbers)
    near = {close for index in numbers for close in range(index - EDGE, index + EDGE + 1)}
    places: dict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(plain):
        if text and len(text) <= LONGEST and index in near and not _names_division(text):
            places[_key(text)].append(index)
    few = max(3, len(numbers) // 3)
    return frozenset(numbers) | {index for indexes in places.values() if len(indexes) >= few for index in indexes}
