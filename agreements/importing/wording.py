"""How a line looks: a title, a sentence, an entry of a contents list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from agreements.importing.source import letters

LONGEST_TITLE = 130
_SMALL_WORDS = "a an and as at by for from if in into nor not of on or per the to upon via vs with without under during"
_CONNECTING_WORDS = "and or of for the to in on with by a an from as at into under &"
_SMALL = frozenset(_SMALL_WORDS.split())
_CONNECTORS = frozenset(_CONNECTING_WORDS.split())
_LEADER = re.compile(r"\s*(?:\.{3,}|(?:\.\s){3,}|_{4,}|-{4,}|(?:[\u00b7\u2022*]\s?){3,})")
_PAGE_AT_END = re.compile(r"(?:\s{2,}|\t|\.\s?|\s)(\d{1,3}|[ivxl]{1,6})\s*$")
_PAGE_AFTER_GAP = re.compile(r"\S(?:\s{3,}|\t+)(?:page\s)?(\d{1,3}|[ivxl]{1,6})\s*$", re.I)
SECTION_LABEL = re.compile(
    r"\W{0,2}(?:(?:section|sec\.?)\s*(?:1\b|one\b|i\b|\d+[.-]\d|\w{1,5}\s*(?:[.:;)~-]|$))|§|"
    r"\(?(?:[a-z]|[ivx]{1,4}|\d{1,3})[.):](?!\w)|\d{1,3}[.-]\d|\d+\s*$)",
    re.I,
)
_IN_BRACKETS = re.compile(r"\(\w{1,2}\)")
_WORD = re.compile(r"[^\W\d_][\w'’&/-]*")


class Case(StrEnum):
    """How a line is capitalised."""

    CAPS = "CAPS"
    TITLE = "TITLE"
    SENTENCE = "SENTENCE"
    LOWER = "LOWER"
    NONE = "NONE"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line read as an entry of a contents list: its title and whether dots or a page number follow."""

    title: str
    page: str
    has_leader: bool


@lru_cache(maxsize=16384)
def case_of(text: str) -> Case:
    """How ``text`` is capitalised; small words (of, and) do not count."""
    words = _WORD.findall(_IN_BRACKETS.sub("", text))
    if not words:
        return Case.NONE
    drawn = [letter for word in words for letter in word if letter.isalpha()]
    if sum(letter.isupper() for letter in drawn) >= 0.85 * len(drawn):
        return Case.CAPS
    telling = [word for word in words if word.lower() not in _SMALL] or words
    capital = sum(word[0].isupper() for word in telling)
    if capital >= 0.75 * len(telling):
        return Case.TITLE
    return Case.SENTENCE if words[0][0].isupper() else Case.LOWER


@lru_cache(maxsize=16384)
def is_prose(text: str) -> bool:
    """A line out of running text: several words, most of them small, no dot leaders."""
    words = _WORD.findall(text)
    if len(words) < 5 or len(text) < 28 or _LEADER.search(text):
        return False
    small: int = sum(word[0].islower() for word in words)
    return small >= 0.45 * len(words)


def is_title(text: str) -> bool:
    """``text`` could stand as a heading: short, capitalised, no sentence."""
    if not text or len(text) > LONGEST_TITLE or len(text.split()) > 18:
        return False
    case = case_of(text)
    if case is Case.CAPS:
        return True
    if case is Case.TITLE:
        return not (text.endswith((".", ";", ",")) and len(text.split()) > 8)
    return case is Case.SENTENCE and len(text.split()) <= 7 and not text.endswith((".", ";", ",", ":"))


@lru_cache(maxsize=16384)
def entry_of(text: str) -> Entry:
    """``text`` as an entry of a contents list. Without dots or a page the title is the whole line."""
    leader = _LEADER.search(text)
    if leader and leader.start() > 0:
        after = re.search(r"(\d{1,3}|\b[ivxl]{1,6})\s*$", text[leader.end() :])
        return Entry(text[: leader.start()].strip(" .:"), after[1] if after else "", has_leader=True)
    if gap := _PAGE_AFTER_GAP.search(text):
        return Entry(text[: gap.start() + 1].strip(" .:"), gap[1], has_leader=True)
    if page := _PAGE_AT_END.search(text):
        return Entry(text[: page.start()].strip(" .:"), page[1], has_leader=False)
    return Entry(text.strip(" .:"), "", has_leader=False)


def likeness(one: str, other: str) -> float:
    """How alike two titles are, from 0 to 1, by their letters; an entry cut short still matches its title."""
    first, second = letters(one), letters(other)
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) >= 8 and longer.startswith(shorter):
        return 0.95
    matcher = SequenceMatcher(None, shorter, longer[: len(shorter) + 6], autojunk=False)
    if matcher.real_quick_ratio() < 0.6 or matcher.quick_ratio() < 0.6:
        return 0.0
    return matcher.ratio()


def ends_open(text: str) -> bool:
    """``text`` cannot be the end of a title: it stops at a comma, a hyphen or a word like AND."""
    stripped = text.rstrip()
    if stripped.endswith((",", "-", "/", "&", "(", ":")):
        return True
    words = stripped.split()
    return bool(words) and words[-1].lower() in _CONNECTORS


def ends_sentence(text: str) -> bool:
    """``text`` ends as a sentence or a heading may: nothing is left hanging for the next line."""
    return text.rstrip(" \"')*_").endswith((".", ":", ";", "!", "?", ")", "]"))


def word_count(text: str) -> int:
    """How many words ``text`` has."""
    return len(_WORD.findall(text))
