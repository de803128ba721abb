"""What a person asks of the agreements: words, exact phrases, beginnings of words, a clause, a unit. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

MOST_TERMS = 12
# Words of a unit's name that name no unit by themselves.
_JOINING = {"and", "of", "the", "for", "unit", "employees", "association"}
_TERM = re.compile(r'-?"[^"]+"|\S+')
# "art 14.3", "section 14.3(a)", "§ 14"; or a number that could be nothing but a section: "14.3".
_CLAUSE = re.compile(
    r"(?<!\S)(?:(?:art(?:icle)?|sec(?:tion)?|app(?:endix)?)\.?\s+|§\s*)(?P<named>\d{1,3}[a-z]?(?:\.\d{1,3}[a-z]?)*)"
    r"(?P<mark>(?:\([a-z0-9]{1,4}\))*)(?!\S)|(?<!\S)(?P<bare>\d{1,3}[a-z]?(?:\.\d{1,3}[a-z]?)+)"
    r"(?P<bare_mark>(?:\([a-z0-9]{1,4}\))*)(?!\S)",
    re.IGNORECASE,
)
_ONLY_NUMBER = re.compile(r"\d{1,3}[a-z]?", re.IGNORECASE)


class TermKind(StrEnum):
    """How a term is looked for."""

    WORD = "WORD"
    PREFIX = "PREFIX"
    PHRASE = "PHRASE"


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that the text must hold, or must not."""

    kind: TermKind
    text: str
    is_excluded: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question read. ``clause`` is the number asked for and ``mark`` its paragraph; ``unit`` the slug it named."""

    terms: tuple[Term, ...] = ()
    clause: str = ""
    mark: str = ""
    unit: str = ""
    unit_words: str = ""

    @property
    def is_clause_alone(self) -> bool:
        """Whether it asks for a place and nothing else: ``art 14.3 fire``."""
        return bool(self.clause) and not self.terms

    @property
    def words(self) -> str:
        """The question without its unit, as one could type it again."""
        return " ".join([*filter(None, [self.clause + self.mark]), *(written(term) for term in self.terms)])


def written(term: Term) -> str:
    """The term as it is typed."""
    shown = {TermKind.PHRASE: f'"{term.text}"', TermKind.PREFIX: f"{term.text}*", TermKind.WORD: term.text}[term.kind]
    return f"-{shown}" if term.is_excluded else shown


def names_of(name: str, code: str, nicknames: Sequence[str]) -> tuple[str, ...]:
    """What people call a unit, in small letters: name, nicknames, code, and each telling word of its name."""
    telling = [word for word in re.findall(r"[a-z]{3,}", name.lower()) if word not in _JOINING]
    return tuple(dict.fromkeys([name.lower(), *(each.lower() for each in nicknames), code.lower(), *telling]))


def read(question: str, units: Mapping[str, Sequence[str]], *, is_typing: bool = False) -> Asked:
    """What ``question`` asks for. ``units`` gives for each slug the names of the unit.

    A unit's full name counts wherever it stands, a shorter name only first or last, and only
    when something else is asked beside it: "fire" alone is a word. While a person is
    typing, the last word is the beginning of one. At most twelve terms are read.
    """
    plain = " ".join(question.replace("“", '"').replace("”", '"').replace("\x00", "").split())
    rest, unit, unit_words = _without_unit(plain, units)
    rest, clause, mark = _without_clause(rest)
    terms = tuple(_terms(rest))[:MOST_TERMS]
    if is_typing and terms and terms[-1].kind is TermKind.WORD and not question.endswith(" "):
        terms = (*terms[:-1], replace(terms[-1], kind=TermKind.PREFIX))
    if clause and terms:
        # A place beside words is one more word: every paragraph bears the numbers above it.
        terms, clause, mark = (*terms, Term(TermKind.WORD, clause)), "", ""
    return Asked(terms, clause, mark, unit, unit_words)


def _without_unit(question: str, units: Mapping[str, Sequence[str]]) -> tuple[str, str, str]:
    """The question less the unit it names, the unit's slug, and the words that named it."""
    named = sorted(((name, slug) for slug, names in units.items() for name in names), key=lambda pair: -len(pair[0]))
    owners: dict[str, set[str]] = {}
    for name, slug in named:
        owners.setdefault(name, set()).add(slug)
    for name, slug in named:
        if len(owners[name]) > 1:
            continue
        where = rf"(?:\b(?:in|for|at|of)\s+(?:the\s+)?)?(?<![\w&-]){re.escape(name)}(?![\w&-])"
        pattern = where if " " in name else rf"^{where}|{where}$"
        match = re.search(pattern, question, re.IGNORECASE)
        rest = " ".join((question[: match.start()] + " " + question[match.end() :]).split()) if match else ""
        if match and rest and question.count('"', 0, match.start()) % 2 == 0:
            return rest, slug, match[0]
    return question, "", ""


def _without_clause(question: str) -> tuple[str, str, str]:
    if _ONLY_NUMBER.fullmatch(question):
        return "", question, ""
    match = _CLAUSE.search(question)
    if match is None:
        return question, "", ""
    rest = " ".join((question[: match.start()] + " " + question[match.end() :]).split())
    return rest, match["named"] or match["bare"], (match["mark"] or match["bare_mark"] or "").lower()


def _terms(words: str) -> Iterator[Term]:
    for written_as in _TERM.findall(words):
        is_excluded = written_as.startswith("-") and len(written_as) > 1
        bare = written_as.lstrip("-") if is_excluded else written_as
        if len(bare) > 2 and bare.startswith('"') and bare.endswith('"'):
            yield Term(TermKind.PHRASE, bare.strip('"'), is_excluded)
            continue
        kind = TermKind.PREFIX if bare.endswith("*") else TermKind.WORD
        text = bare.strip("\"*.,;:!?()[]'")
        if any(character.isalnum() for character in text):
            yield Term(kind, text, is_excluded)
