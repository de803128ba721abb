"""Words that an agreement defines, and where its text uses them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_SAYS = r"(?:means?|shall mean|is defined as|are defined as|refers? to|includes?)\b"
# "Call-out" means ..., or, in an article of definitions, Call-out means ... at the beginning.
_QUOTED = re.compile(rf"[\"“]([^\"“”]{{2,60}})[\"”]\s*,?\s+{_SAYS}")
_OPENING = re.compile(rf"(?:\(?\w{{1,3}}[.)]\s+)?([A-Z][\w'’/ -]{{1,50}}?),?\s+{_SAYS}")
# Not a defined contribution plan, nor a defined benefit.
_NAMED = re.compile(r"\bdefinitions?\b|\b(?:terms|words) (?:as )?defined\b|\bdefined (?:terms|words)\b", re.IGNORECASE)
_ENDS = re.compile(r"(?<=[.;])\s+(?=[A-Z\"“(])")
_NO_TERM = frozenset({"it", "this", "that", "he", "she", "they", "the city", "the union", "the employee", "nothing"})
# So many words are opened under one paragraph at the most: more would bury it.
MOST_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Defined:
    """A word and the sentence that says what it means."""

    term: str
    words: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; ``place`` is that of the word defined which it uses, or None."""

    text: str
    place: int | None = None


def is_definitions(title: str) -> bool:
    """Whether an article of this title defines words for the whole agreement."""
    return bool(_NAMED.search(title))


def definitions_in(text: str, *, title: str = "", is_list: bool = False) -> tuple[Defined, ...]:
    """The words that a paragraph defines.

    ``is_list``: it stands in an article of definitions, where a word needs no quotation marks
    and a section may be called by the word it defines (``title``).
    """
    found = [
        Defined(match[1].strip(" ,"), sentence)
        for sentence in _ENDS.split(text.strip())
        for match in _QUOTED.finditer(sentence)
    ]
    if is_list and not found:
        opening = _OPENING.match(text.strip())
        if opening and opening[1].lower() not in _NO_TERM:
            found = [Defined(opening[1].strip(), text.strip())]
        elif title and text and not is_definitions(title):
            found = [Defined(title, text.strip())]
    return tuple(found)


def uses(text: str, defined: Sequence[Defined]) -> tuple[Piece, ...]:
    """``text`` in pieces: each defined word is a piece of its own where it comes first, in any case or number.

    A paragraph that defines a word does not point at itself.
    """
    places = {each.term.lower(): place for place, each in enumerate(defined) if each.words not in text}
    if not places:
        return (Piece(text),)
    longest_first = sorted(places, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, longest_first))})(?:es|s)?(?![\w-])", re.IGNORECASE)
    pieces: list[Piece] = []
    end = 0
    for match in _firsts(pattern.finditer(text)):
        pieces += [Piece(text[end : match.start()]), Piece(match[0], places[match[1].lower()])]
        end = match.end()
    return tuple(piece for piece in (*pieces, Piece(text[end:])) if piece.text)


def _firsts(matches: Iterable[re.Match[str]]) -> Iterable[re.Match[str]]:
    """The first use of each word, up to ``MOST_SHOWN`` words."""
    seen: set[str] = set()
    for match in matches:
        word = match[1].lower()
        if word not in seen and len(seen) < MOST_SHOWN:
            seen.add(word)
            yield match
