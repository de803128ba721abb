"""The packet of an impasse hearing in its two editions: what each may say. Pure.

The two papers share no class that holds a closed word: what is not a field of
``OpenImpasse`` cannot be printed in the open edition.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bargaining.rules.council_papers import dollars
from bargaining.rules.impasse import between
from labor_office.core.documents.rules.papers import needed

# What the worker calls the maker of these packets.
MAKER = "impasse_packet"
NOT_COSTED = "Not costed"


@dataclass(frozen=True, slots=True)
class OpenArticle:
    """One article as anybody may read it."""

    name: str
    current: tuple[str, ...]
    city: tuple[str, ...] = needed("A final offer of the City is not entered.", default=())
    union: tuple[str, ...] = needed("A final offer of the union is not entered.", default=())
    city_argument: tuple[str, ...] = ()
    union_argument: tuple[str, ...] = ()
    city_cost: str = ""
    union_cost: str = ""
    between: str = ""
    cost_basis: str = ""
    comparators: tuple[str, ...] = ()
    finding: str = ""
    finding_text: tuple[str, ...] = ()
    finding_reason: tuple[str, ...] = ()
    recommendation: tuple[str, ...] = needed("An article has no line on which the Council decides.", default=())


@dataclass(frozen=True, slots=True)
class OpenMemo:
    """The memo as Councils are used to reading it."""

    addressed_to: str = needed("Say to whom the memo goes.", default="")
    through: str = ""
    sender: str = needed("Nobody is named as its author.", default="")
    docket_title: str = needed("The docket title is not written.", default="")
    issue: tuple[str, ...] = needed("The issue is not written.", default=())
    recommendation: tuple[str, ...] = needed("The recommendation is not written.", default=())
    background: tuple[str, ...] = needed("The background is not written.", default=())
    attachments: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenImpasse:
    """What anybody may read of the hearing. It has no field for anything closed."""

    reference: str
    unit: str
    union: str
    declared: str
    hearing_on: date | None
    minutes_a_side: int
    agreed_count: int
    memo: OpenMemo
    articles: tuple[OpenArticle, ...] = needed("No article is at impasse.", default=())
    members: tuple[str, ...] = needed("The Council's members are not named for the roll call.", default=())


@dataclass(frozen=True, slots=True)
class ClosedArticle:
    """One article as the Council hears it behind closed doors."""

    name: str
    city_cost: str
    union_cost: str
    between: str
    finding: str
    advice: tuple[str, ...] = needed("An article has no advice for closed session.", default=())
    acceptable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClosedImpasse:
    """What only the Council in closed session reads."""

    reference: str
    unit: str
    docket_title: str
    hearing_on: date | None
    sender: str
    authority: tuple[str, ...] = needed("The authority asked for is not written.", default=())
    risks: tuple[str, ...] = needed("No risk is written down.", default=())
    legal_note: tuple[str, ...] = ()
    articles: tuple[ClosedArticle, ...] = needed("No article is at impasse.", default=())
    total_between: str = ""


def cost_words(amount: Decimal | None) -> str:
    """``$412,000``; words where nobody has costed it: never a zero."""
    return NOT_COSTED if amount is None else dollars(amount)


def difference_words(city: Decimal | None, union: Decimal | None) -> str:
    """``The union's offer costs $120,000 more over the term.``; empty where either is not costed."""
    apart = between(city, union)
    if apart is None:
        return ""
    if not apart:
        return "Both offers cost the same over the term."
    return f"The union's offer costs {dollars(abs(apart))} {'more' if apart > 0 else 'less'} over the term."
