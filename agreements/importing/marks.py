"""The mark a heading begins with: ``ARTICLE 14 -``, ``Section 3.``, ``XIV.``, ``14.3``; also damaged by a scanner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from agreements.importing.numbers import Number, Reading, is_number_word, readings, word_value


class Keyword(StrEnum):
    """The word a heading's number follows. BARE: no word at all."""

    ARTICLE = "ARTICLE"
    CHAPTER = "CHAPTER"
    PART = "PART"
    RULE = "RULE"
    SECTION = "SECTION"
    BARE = "BARE"


@dataclass(frozen=True, slots=True)
class Mark:
    """A line's beginning read as a heading's mark. ``damage`` grows with what had to be mended."""

    keyword: Keyword
    word: str
    token: str
    readings: tuple[Reading, ...]
    separator: str
    rest: str
    damage: float = 0.0


_WORDS = {
    "ARTICLE": Keyword.ARTICLE, "ART": Keyword.ARTICLE, "SECTION": Keyword.SECTION, "SECTIONS": Keyword.SECTION,
    "SEC": Keyword.SECTION, "§": Keyword.SECTION, "§§": Keyword.SECTION, "CHAPTER": Keyword.CHAPTER,
    "PART": Keyword.PART, "RULE": Keyword.RULE,
}  # fmt: skip
_KNOWN = re.compile(r"(ARTICLE|SECTION|CHAPTER|PART|RULE|ART\.|SEC\.|§§?)(?![A-Za-z])\s*", re.I)
_NEAR_ARTICLE = re.compile(
    r"(?:(?:[A4\u00c0\u00c1\u00c2]\s?[RKF]|[RA])\s?[TYFI1]\s?[I1l!|Tf]\s?[CGOEQ(]\s?[L1I|!]?\s?[EFLBO\u00a3c]?"
    r"|ARTCLE|ARTILE|ARICLE|ARTICL|ARTICLL?F|ATRICLE|ARTCILE)(?=[\s.:]|\d|$)",
    re.I,
)
_SPACED = re.compile(r"(A\s+R\s+T\s+I\s+C\s+L\s+E|S\s+E\s+C\s+T\s+I\s+O\s+N|C\s+H\s+A\s+P\s+T\s+E\s+R)(?=\s)\s*", re.I)
_NUMBER_WORD = re.compile(r"(?:No\.?|Number|#)\s*(?=[\dIVXL])", re.I)
_NUMERAL = re.compile(r"\d{1,3}(?:[.-]\d{1,3})*(?:[A-Z](?![A-Za-z'&])|-[A-Z](?![A-Za-z'&.]))?(?!\d|,\d)")
# XVI-A, SIXTEEN A: the letter must stand before a separator, or it begins the title.
_WITH_LETTER = re.compile(r"(?:[IVXLC]{1,7}-|[A-Z][A-Za-z]{2,8}[ -])[A-H](?=\s*[.:~_=-]|\s*$)")
_SPLIT_NUMERAL = re.compile(r"\d \d(?=\s*[-.:_~=])")
_TOKEN = re.compile(r"[0-9A-Za-z|!?\]\[$]{1,14}(?=[\s.,:;)_~=\"'-]|$)")
_SEPARATOR = re.compile(r"[\s.,:;)\]|_~=*\"'-]*")
_LEAD = re.compile(r"[^A-Za-z0-9§(]{0,8}")
_SPECKS = re.compile(r"[_.|~*=\"'-]{1,2}\s*(?=[\dIVXl])")
_BARE_DAMAGED = re.compile(r"((?=[lIOSBZ|]*\d)[\dlIOSBZ|]{1,3})(\s?[.)]\s*)(?=[A-Z])")
_BARE = re.compile(
    r"\(?((?:\d{1,3}(?:\.0)?|[IVXL]{1,7}|[A-Z](?=[.)]))(?:-?[A-Z](?=[.):]))?)(\s*[.):-]+\s*(?!\d{1,2}[.)\s])|\s{1,}(?=[A-Z\"'])|(?<=\.0)\s+)(?=\S)"
)


@lru_cache(maxsize=16384)
def mark_of(text: str) -> Mark | None:
    """The keyword mark ``text`` begins with; None when it begins with none."""
    start = _LEAD.match(text)
    body = text[start.end() :] if start else text
    if not body or body[0].casefold() not in "articlefscpr4§à":
        return None
    damage = 0.0
    if match := _KNOWN.match(body):
        word, keyword = match[1], _WORDS[match[1].upper().rstrip(".")]
    elif match := _SPACED.match(body):
        word = re.sub(r"\s", "", match[1])
        keyword, damage = _WORDS[word.upper()], 0.1
    elif match := _NEAR_ARTICLE.match(body):
        word, keyword, damage = match[0], Keyword.ARTICLE, 0.6
        if not word.isupper() and word[:1].islower():
            return None
    else:
        return None
    rest = body[match.end() :].lstrip(" .:")
    rest = rest[found.end() :] if (found := _NUMBER_WORD.match(rest)) else rest
    return _numbered(keyword, word, rest.lstrip("(\"'"), damage)


def _numbered(keyword: Keyword, word: str, rest: str, damage: float) -> Mark | None:
    for token, cost in _tokens(rest):
        found = readings(token if token[:3].isalpha() else token.replace(" ", ""))
        if found:
            after = rest[len(token) :]
            separator = _SEPARATOR.match(after)
            gap = separator[0] if separator else ""
            return Mark(keyword, word, token, found, gap, after[len(gap) :].strip(), damage + cost)
    if (
        keyword is Keyword.ARTICLE
        and (token_match := _TOKEN.match(rest))
        and word.isupper()
        and len(token_match[0]) <= 4
    ):
        after = rest[token_match.end() :]
        return Mark(keyword, word, token_match[0], (), "", after.strip(" .:-"), damage + 1.0)
    return None


def _tokens(rest: str) -> Iterator[tuple[str, float]]:
    """Ways to cut the number off ``rest``, the likeliest first."""
    words = re.match(r"([A-Za-z]+)([\s-]+)([A-Za-z]+)", rest)
    if words and is_number_word(words[1]) and word_value(words[1] + words[3]) is not None:
        yield words[0], 0.0
    if match := _SPLIT_NUMERAL.match(rest):
        yield match[0], 0.4
    if match := _NUMERAL.match(rest):
        yield match[0], 0.0
        return
    if match := _WITH_LETTER.match(rest):
        yield match[0], 0.0
    if match := _TOKEN.match(rest):
        yield match[0], 0.0


@lru_cache(maxsize=16384)
def bare_mark_of(text: str) -> Mark | None:
    """A mark without a keyword: ``12. OVERTIME``, ``XII OVERTIME``, ``12.0 OVERTIME``; also ``l2.`` and ``_ 12.``."""
    lead = _SPECKS.match(text)
    body = text[lead.end() :] if lead else text
    match = _BARE.match(body) or _BARE_DAMAGED.match(body)
    if match is None:
        return None
    token = match[1].removesuffix(".0")
    found = tuple(reading for reading in readings(token) if reading.cost <= 0.9)
    if not found:
        return None
    return Mark(Keyword.BARE, "", match[1], found, match[2], body[match.end() :].strip(), 0.3 if lead else 0.0)


def dotted(text: str) -> tuple[Number, Number, str] | None:
    """``14.3 Call-out``, ``14-3: Call-out``, ``16A.3 Call-out`` as (14, 3, ``Call-out``); None for anything else."""
    match = re.match(r"\(?(\d{1,3})([A-H]?)\s?[.-]\s?(\d{1,3}[A-Za-z]?)(?![\d,%])(?:[.:)]+|\s|$)\s*(.*)", text)
    if match is None:
        return None
    section = re.match(r"(\d+)([A-Za-z]?)", match[3])
    if section is None:
        return None
    return Number(int(match[1]), match[2]), Number(int(section[1]), section[2].upper()), match[4]
