"""What an interpretation memo says: gathered before its template sees it, frozen when it goes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from labor_office.core.documents.rules.papers import Paragraph, Signature, needed


@dataclass(frozen=True, slots=True)
class ConstruedWords:
    """The words a reading construes, as they were when it was written; ``from_on`` is since when they hold."""

    citation: str
    agreement: str
    text: tuple[str, ...] = ()
    from_on: date | None = None


@dataclass(frozen=True, slots=True)
class InterpretationMemo:
    """An official interpretation on paper."""

    reference: str
    title: str
    unit: str
    scope: str
    basis: str
    question: tuple[str, ...] = needed("The question is not written.", default=())
    answer: tuple[str, ...] = needed("The short answer is not written.", default=())
    words: tuple[ConstruedWords, ...] = needed("No article or section is named.", default=())
    reasoning: tuple[Paragraph, ...] = needed("The reasoning is not written.", default=())
    effective_on: date | None = needed("No day is given from which it applies.", default=None)
    supersedes: str = ""
    signature: Signature = Signature()
