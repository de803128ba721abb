"""One subject at every open table that a person may see: what the City said where, and where it said two things."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Prefetch

from bargaining.models.negotiation import Issue, Negotiation
from bargaining.models.proposals import Proposal
from bargaining.queries.costing import last_of
from bargaining.queries.exchange import dated
from bargaining.rules.topics import TOPIC_WORDS, Contradiction, Position, Topic, contradictions
from bargaining.rules.vocabulary import IssueState, Side
from labor_office.core.users.models import User


@dataclass(frozen=True, slots=True)
class Said:
    """One side's last word on an issue: the terms of it by label, and its words."""

    proposal: Proposal
    terms: tuple[tuple[str, str], ...]

    @property
    def series(self) -> str:
        """``Jul 2026 3, Jul 2027 3``; empty where the words give no terms."""
        return ", ".join(f"{label} {value}" for label, value in self.terms)


@dataclass(frozen=True, slots=True)
class Line:
    """One issue of one table."""

    issue: Issue
    city: Said | None
    union: Said | None
    # The City says something else on this at another table.
    is_contradicted: bool = False


@dataclass(frozen=True, slots=True)
class AcrossTables:
    """A topic, its issues at all tables, and the contradictions among the City's positions."""

    topic: Topic
    lines: tuple[Line, ...]
    contradictions: tuple[Contradiction, ...]
    # Every topic that is on some table: itself, its words, on how many issues.
    topics: tuple[tuple[Topic, str, int], ...]

    @property
    def words(self) -> str:
        """What the topic is called."""
        return TOPIC_WORDS[self.topic]


def across_tables(user: User, topic: Topic) -> AcrossTables:
    """``topic`` at the open tables that ``user`` may see, the oldest first. Two queries, however many tables."""
    tables = Negotiation.objects.visible_to(user).open()
    rows = Issue.objects.filter(negotiation__in=tables).exclude(state=IssueState.WITHDRAWN)
    passed = Prefetch("proposals", Proposal.objects.order_by("passed_at", "pk"))
    issues = list(rows.select_related("negotiation__unit").prefetch_related(passed).order_by("negotiation_id", "pk"))
    counts = Counter(issue.subject for issue in issues)
    lines = [_line(issue) for issue in issues if issue.subject is topic]
    positions = [_position(line) for line in lines if line.city]
    found = contradictions(positions)
    torn = {(one.table, one.issue) for each in found for one in (each.one, each.other)}
    marked = (Line(one.issue, one.city, one.union, _place(one.issue) in torn) for one in lines)
    topics = tuple((each, TOPIC_WORDS[each], counts[each]) for each in Topic if counts[each])
    return AcrossTables(topic, tuple(marked), found, topics)


def _line(issue: Issue) -> Line:
    return Line(issue, _said(issue, Side.CITY), _said(issue, Side.UNION))


def _said(issue: Issue, side: Side) -> Said | None:
    last = last_of(issue.proposals.all(), issue, side)
    if last is None:
        return None
    starts = issue.negotiation.term_starts_on
    return Said(last, tuple((dated(label, starts), value) for label, value in last.terms))


def _position(line: Line) -> Position:
    said = line.city
    table, issue = _place(line.issue)
    return Position(table, issue, said.proposal.words if said else "", said.terms if said else ())


def _place(issue: Issue) -> tuple[str, str]:
    return issue.negotiation.reference, str(issue)
