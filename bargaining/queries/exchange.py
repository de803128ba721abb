"""The exchange on one issue: a column a proposal, what was agreed as the last, a row a term."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.utils import timezone

from bargaining.models.negotiation import Issue
from bargaining.models.proposals import Proposal, TentativeAgreement
from bargaining.rules.board import STANDING
from bargaining.rules.vocabulary import Side
from labor_office.core.web import words


@dataclass(frozen=True, slots=True)
class Column:
    """One proposal in the exchange table."""

    proposal: Proposal
    css: str
    when: str
    is_latest: bool
    # "Package 2", "What if, off the record", "Expired": what a reader must know beside the number.
    mark: str = ""


@dataclass(frozen=True, slots=True)
class AgreedColumn:
    """What both sides initialled on the issue: the last column, once there is nothing left to be apart by."""

    agreement: TentativeAgreement
    when: str
    # Of the proposal that the text was drafted from.
    terms: dict[str, str]


@dataclass(frozen=True, slots=True)
class ExchangeRow:
    """One term across all proposals, as it was agreed, else how far the two last ones are apart.

    ``apart`` is empty where it cannot be told, and where the issue is agreed.
    """

    label: str
    cells: tuple[tuple[str, Column], ...]
    agreed: str
    apart: str


def short_when(at: datetime, today: date) -> str:
    """``1:42 p.m.`` for today, ``Jun 1`` for another day: columns are narrow."""
    day = timezone.localtime(at).date()
    return words.at(at) if day == today else f"{day:%b} {day.day}"


def columns_of(issue: Issue, today: date, at: datetime, *, is_safe: bool, is_agreed: bool) -> tuple[Column, ...]:
    """One column a proposal; what was floated off the record is not asked for where the union may look on.

    Once the issue is agreed none of them is the latest word on it.
    """
    passed = issue.proposals.select_related("package")
    proposals = list(passed.on_record() if is_safe else passed)
    latest = next((one for one in reversed(proposals) if not one.is_what_if), None)
    return tuple(
        Column(
            one,
            "un" if one.side == Side.UNION else "ci",
            short_when(one.passed_at, today),
            one is latest and not is_agreed,
            _mark(one, at),
        )
        for one in proposals
    )


def _mark(proposal: Proposal, at: datetime) -> str:
    if proposal.is_what_if:
        return "What if, off the record"
    expires = proposal.expires_at or (proposal.package.expires_at if proposal.package else None)
    if expires is not None and at > expires and proposal.state in STANDING:
        return "Expired"
    return f"Package {proposal.package.number}" if proposal.package else ""


def agreed_column(agreement: TentativeAgreement | None, today: date) -> AgreedColumn | None:
    """The column of what both initialled, dated by the later initials; None while the sheet waits for one of them."""
    if agreement is None or agreement.closed_at is None:
        return None
    terms = dict(agreement.proposal.terms) if agreement.proposal else {}
    return AgreedColumn(agreement, short_when(agreement.closed_at, today), terms)


def exchange_of(
    columns: Sequence[Column], agreed: AgreedColumn | None, term_starts_on: date | None
) -> tuple[ExchangeRow, ...]:
    """One row a term, in the order in which terms were first named."""
    labels = list(dict.fromkeys(label for column in columns for label, _ in column.proposal.terms))
    rows = []
    for label in labels:
        cells = tuple((dict(column.proposal.terms).get(label, ""), column) for column in columns)
        settled = agreed.terms.get(label, "") if agreed else ""
        rows.append(ExchangeRow(dated(label, term_starts_on), cells, settled, "" if agreed else _apart(label, columns)))
    return tuple(rows)


def dated(label: str, term_starts_on: date | None) -> str:
    """``Year 2`` of a term as the month it begins: ``Jul 2027``."""
    name, _, number = label.partition(" ")
    if name != "Year" or term_starts_on is None or not number.isdecimal():
        return label
    return f"{term_starts_on:%b} {term_starts_on.year + int(number) - 1}"


def _apart(label: str, columns: Sequence[Column]) -> str:
    """How far the last proposals of both sides are apart on one term."""
    positions = [column.proposal for column in columns if not column.proposal.is_what_if]
    last = {proposal.side: dict(proposal.terms).get(label) for proposal in positions}
    ours, theirs = last.get(Side.CITY), last.get(Side.UNION)
    if ours is None or theirs is None:
        return ""
    try:
        return f"{abs(Decimal(ours) - Decimal(theirs)).normalize():f}"
    except InvalidOperation:
        return "same" if ours == theirs else "differs"
