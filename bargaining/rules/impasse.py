"""An impasse, article by article: who declared it, whose words were adopted, and what is still missing. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class DeclaredBy(StrEnum):
    """Who declared the impasse."""

    CITY = "CITY"
    UNION = "UNION"
    BOTH = "BOTH"


DECLARED_WORDS: dict[DeclaredBy, str] = {
    DeclaredBy.CITY: "The City",
    DeclaredBy.UNION: "The union",
    DeclaredBy.BOTH: "Both sides",
}


class Adopted(StrEnum):
    """Whose position on an article was taken."""

    CITY = "CITY"
    UNION = "UNION"
    FACTFINDER = "FACTFINDER"
    OTHER = "OTHER"


ADOPTED_WORDS: dict[Adopted, str] = {
    Adopted.CITY: "City's final offer",
    Adopted.UNION: "Union's final offer",
    Adopted.FACTFINDER: "Factfinder's recommendation",
    Adopted.OTHER: "Words of its own",
}


class Body(StrEnum):
    """Who decides: the Council by roll call, or arbitrators whose award binds where the law of the unit says so."""

    COUNCIL = "COUNCIL"
    ARBITRATORS = "ARBITRATORS"


BODY_WORDS: dict[Body, str] = {Body.COUNCIL: "City Council", Body.ARBITRATORS: "Arbitrators"}


class Finding(StrEnum):
    """With whom the factfinder sides on an article."""

    CITY = "CITY"
    UNION = "UNION"
    OWN = "OWN"


FINDING_WORDS: dict[Finding, str] = {
    Finding.CITY: "Recommends the City's offer",
    Finding.UNION: "Recommends the union's offer",
    Finding.OWN: "Recommends words of its own",
}


class ImpasseRefused(Exception):
    """An impasse does not allow this now. The message says why and what comes first."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words that lie before the body on one article."""

    city: str = ""
    union: str = ""
    factfinder: str = ""


def adopted_text(side: Adopted, words: Words, own: str = "") -> str:
    """The words that become the article's when ``side`` is adopted.

    Raises ImpasseRefused where that side's words are not on file: a decision without words
    could not become an agreement's text.
    """
    text = {Adopted.CITY: words.city, Adopted.UNION: words.union, Adopted.FACTFINDER: words.factfinder}.get(side, own)
    if side is Adopted.FACTFINDER and not text.strip():
        raise ImpasseRefused(
            "The factfinder's words on this article are not entered. Enter them, or the words adopted."
        )
    if not text.strip():
        whose = ADOPTED_WORDS[side].lower() if side is not Adopted.OTHER else "the words adopted"
        raise ImpasseRefused(f"Enter {whose} first: the text of the agreement is made of them.")
    return text.strip()


def between(city: Decimal | None, union: Decimal | None) -> Decimal | None:
    """What the union's offer costs more than the City's over the term; None where either is not costed."""
    return None if city is None or union is None else union - city


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is known of one article at impasse before it is heard."""

    name: str
    has_city: bool
    has_union: bool
    is_economic: bool
    is_costed: bool
    has_recommendation: bool


def gaps(articles: Sequence[Prepared]) -> tuple[str, ...]:
    """What each article still lacks before the Council can decide it, in words."""
    found: list[str] = []
    for one in articles:
        lacks = [
            words
            for words, is_there in (
                ("the City's final offer", one.has_city),
                ("the union's final offer", one.has_union),
                ("the cost of both offers", one.is_costed or not one.is_economic),
                ("the line on which the Council decides", one.has_recommendation),
            )
            if not is_there
        ]
        if lacks:
            found.append(f"{one.name} lacks {_listed(lacks)}.")
    return tuple(found)


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
