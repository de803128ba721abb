"""The short lists of a record as its page shows them: people, tasks, papers, articles cited, earlier cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from agreements.models.text import Article
from grievances.rules.vocabulary import OUTCOME_WORDS, Outcome
from labor_office.core.matters.rules import PARTY_WORDS, PartyRole
from labor_office.core.web.addresses import address


@dataclass(frozen=True, slots=True)
class PartyShown:
    """Someone named on the case."""

    pk: int
    name: str
    role: str
    title: str
    phone: str
    email: str
    is_off_roster: bool

    @property
    def role_words(self) -> str:
        """``Union representative``."""
        return PARTY_WORDS[PartyRole(self.role)]


@dataclass(frozen=True, slots=True)
class TaskShown:
    """One line of what is to be done before deciding."""

    pk: int
    kind: str
    title: str
    is_optional: bool
    whom: str
    asked_on: date | None
    nudged_on: date | None
    done_on: date | None
    outcome: str


@dataclass(frozen=True, slots=True)
class PaperShown:
    """A document of the case, as the rail lists it."""

    reference: str
    title: str
    received_on: date


@dataclass(frozen=True, slots=True)
class EarlierShown:
    """Another case on the same articles."""

    reference: str
    title: str
    outcome: str

    @property
    def url(self) -> str:
        """Its record."""
        return address("grievances:detail", self.reference)

    @property
    def outcome_words(self) -> str:
        """How it ended, or that it is open."""
        return OUTCOME_WORDS[Outcome(self.outcome)] if self.outcome else "Open"


@dataclass(frozen=True, slots=True)
class Cited:
    """An article the case cites, with its words in force on the day of the event."""

    text: str
    article: Article | None
    title: str = ""
    words: str = ""
    term: str = ""


def task_of(row: dict[str, Any]) -> TaskShown:
    """A request of the case from its row as JSON."""
    days: dict[str, Any] = {name: _day(row.pop(name)) for name in ("asked_on", "nudged_on", "done_on")}
    whom = row.pop("asked_of") or row.pop("department", "") or ""
    row.pop("department", None)
    return TaskShown(**row, **days, whom=whom)


def paper_of(row: dict[str, Any]) -> PaperShown:
    """A document of the case from its row as JSON."""
    return PaperShown(**{**row, "received_on": _day(row["received_on"])})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
