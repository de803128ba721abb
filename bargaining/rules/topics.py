"""What an issue is about, so that the same subject can be read across tables whose articles bear other numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from itertools import combinations


class Topic(StrEnum):
    """A subject that comes back at every table."""

    WAGES = "WAGES"
    OVERTIME = "OVERTIME"
    DIFFERENTIALS = "DIFFERENTIALS"
    HEALTH = "HEALTH"
    LEAVE = "LEAVE"
    ALLOWANCES = "ALLOWANCES"
    HOURS = "HOURS"
    SENIORITY = "SENIORITY"
    DISCIPLINE = "DISCIPLINE"
    GRIEVANCES = "GRIEVANCES"
    UNION_RIGHTS = "UNION_RIGHTS"
    CONTRACTING = "CONTRACTING"
    TERM = "TERM"
    OTHER = "OTHER"


TOPIC_WORDS: dict[Topic, str] = {
    Topic.WAGES: "Wages and pay plan",
    Topic.OVERTIME: "Overtime and call-outs",
    Topic.DIFFERENTIALS: "Differentials and special pay",
    Topic.HEALTH: "Health and insurance",
    Topic.LEAVE: "Leave and holidays",
    Topic.ALLOWANCES: "Tools, uniforms and allowances",
    Topic.HOURS: "Hours and scheduling",
    Topic.SENIORITY: "Seniority, layoff and recall",
    Topic.DISCIPLINE: "Discipline and records",
    Topic.GRIEVANCES: "Grievances and arbitration",
    Topic.UNION_RIGHTS: "Union rights and release time",
    Topic.CONTRACTING: "Contracting out",
    Topic.TERM: "Term and reopeners",
    Topic.OTHER: "Something else",
}
# Read in this order: what is said more precisely comes first, so "Union leave" is no leave.
_SIGNS: tuple[tuple[Topic, tuple[str, ...]], ...] = (
    (Topic.UNION_RIGHTS, ("union", "dues", "steward", "release time", "recognition")),
    (Topic.OVERTIME, ("overtime", "call-out", "callout", "call-back", "callback", "standby", "stand-by", "court time")),
    (
        Topic.DIFFERENTIALS,
        ("differential", "premium pay", "special pay", "longevity", "acting pay", "certification pay"),
    ),
    (Topic.HEALTH, ("health", "medical", "dental", "insurance", "premium")),
    (Topic.LEAVE, ("vacation", "leave", "holiday", "sick")),
    (Topic.ALLOWANCES, ("tool", "boot", "uniform", "allowance", "equipment")),
    (Topic.CONTRACTING, ("contracting", "subcontract", "outsourc")),
    (Topic.GRIEVANCES, ("grievance", "arbitration")),
    (Topic.DISCIPLINE, ("discipline", "personnel file", "investigation")),
    (Topic.SENIORITY, ("seniority", "layoff", "recall", "promotion", "transfer")),
    (Topic.WAGES, ("wage", "salar", "pay plan", "compensation", "general increase", "rates of pay")),
    (Topic.HOURS, ("hours", "schedul", "shift", "workweek", "remote", "telework")),
    (Topic.TERM, ("term of", "duration", "reopener", "term and")),
)


def topic_of(title: str) -> Topic:
    """What an issue with this title is about, as far as its words tell; else something else."""
    words = title.lower()
    return next((topic for topic, signs in _SIGNS if any(sign in words for sign in signs)), Topic.OTHER)


@dataclass(frozen=True, slots=True)
class Position:
    """What the City last said at one table on a topic: label and value, the words it used, and where."""

    table: str
    issue: str
    words: str
    terms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The City says two things: ``Jul 2027: 3.0 at N-2026-03, 2.5 at N-2026-04``."""

    label: str
    one: Position
    other: Position
    words: str


def contradictions(positions: Sequence[Position]) -> tuple[Contradiction, ...]:
    """Where two tables hear different things from the City on the same day's terms.

    Only terms that both positions name are compared, by their labels; values that are numbers
    count as the same when they are equal, however they are written. Two issues of one table
    are one position of one side and never contradict each other.
    """
    found = []
    for one, other in combinations(positions, 2):
        if one.table != other.table:
            found += [
                Contradiction(label, one, other, f"{label}: {said} at {one.table}, {theirs} at {other.table}")
                for label, said, theirs in _shared(one.terms, other.terms)
                if not _is_same(said, theirs)
            ]
    return tuple(found)


def _shared(one: Iterable[tuple[str, str]], other: Iterable[tuple[str, str]]) -> list[tuple[str, str, str]]:
    theirs = dict(other)
    return [(label, value, theirs[label]) for label, value in one if label in theirs]


def _is_same(one: str, other: str) -> bool:
    try:
        return Decimal(one) == Decimal(other)
    except InvalidOperation:
        return one.strip().lower() == other.strip().lower()
