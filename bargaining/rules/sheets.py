"""What the sheet of a tentative agreement says, as it is handed across and initialled."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from labor_office.core.documents.rules.papers import needed

MAKER = "agreed_sheet"
PROPOSAL_MAKER = "city_proposal"
# "Article 14", "Articles 9 and 30", "Art. 22", "Section 14.3", "§ 22.4".
_NUMBER = r"\d{1,3}[A-Za-z]?(?:\.\d{1,3})*"
_NAMED = re.compile(
    rf"(?<!\w)(?:Articles?|Arts?\.|Sections?|Secs?\.|§§?)\s*({_NUMBER}(?:\s*(?:,|and|or|through|to)\s*{_NUMBER})*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of words on paper: EQUAL, INSERTED or DELETED."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    """One paragraph of a redline; ``note`` says that it moved."""

    marks: tuple[Mark, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class SignedFor:
    """One side's line: what its spokesperson is called, and the initials once they are given.

    ``name`` is whose the initials are, and ``how`` how they came here; empty where nobody kept it.
    """

    side: str
    spokesperson: str
    initials: str = ""
    at: datetime | None = None
    name: str = ""
    how: str = ""


@dataclass(frozen=True, slots=True)
class AgreedSheet:
    """The sheet of one issue: nothing of it is private to either side."""

    name: str
    negotiation: str
    unit: str
    city: str
    union: str
    number: str
    title: str
    text: tuple[str, ...] = needed("The sheet has no text.", default=())
    # Which words it is compared with; empty when none are in force.
    against: str = ""
    changes: tuple[MarkedParagraph, ...] = ()
    is_unchanged: bool = False
    # Sections in force that both sides say are struck, by number.
    struck: tuple[str, ...] = ()
    effective_on: date | None = None
    package: str = ""
    open_references: tuple[str, ...] = ()
    # Whose words it bears, and what else was passed on the issue before.
    agrees_to: str = ""
    superseded: tuple[str, ...] = ()
    signers: tuple[SignedFor, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class ProposalSheet:
    """A proposal as it is handed across: its words and what they change, no cost, no reason."""

    name: str
    reference: str
    negotiation: str
    unit: str
    city: str
    union: str
    number: str
    title: str
    passed_at: datetime
    session: str = ""
    text: tuple[str, ...] = needed("The proposal has no text to hand across.", default=())
    against: str = ""
    changes: tuple[MarkedParagraph, ...] = ()
    not_named: tuple[str, ...] = ()
    package: str = ""
    expires_at: datetime | None = None


def articles_named(text: str, *, own: str) -> tuple[str, ...]:
    """The articles that ``text`` refers to by number, in order, its ``own`` left out: ``Section 14.3`` names ``14``."""
    found: dict[str, None] = {}
    for match in _NAMED.finditer(text):
        for number in re.findall(_NUMBER, match[1]):
            found.setdefault(number.split(".")[0])
    return tuple(number for number in found if number != own.split(".", maxsplit=1)[0])
