"""What proposals and packages cost by fiscal year, or in plain words why that cannot be told.

Never zero for what is not known: a cost either has its costing or a reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from django.conf import settings

from bargaining.costing.engine import cost
from bargaining.costing.items import Item
from bargaining.costing.money import ZERO
from bargaining.costing.pricing import article_of, of_article, years_of_term
from bargaining.costing.results import Costing
from bargaining.costing.retro import retro_words
from bargaining.costing.snapshot import RollUp, Snapshot
from bargaining.costing.wire import read_items, read_rates, read_snapshot
from bargaining.costing.years import FiscalYear
from bargaining.models.money import RateTable, RosterSnapshot
from bargaining.models.negotiation import Issue, Negotiation, first_day_of
from bargaining.models.proposals import Proposal
from bargaining.rules.terms import says_retroactive
from bargaining.rules.vocabulary import Ceiling, IssueState, ProposalState, Side

_GONE = (ProposalState.WITHDRAWN, ProposalState.DROPPED)


@dataclass(frozen=True, slots=True)
class Basis:
    """What a negotiation is costed on: its unit's last roster, the charges of the time, the years of the term."""

    kept: RosterSnapshot
    rates: RateTable
    years: tuple[FiscalYear, ...]

    @property
    def snapshot(self) -> Snapshot:
        """The roster as the costing core reads it."""
        return snapshot_of(self.kept.pk, self.kept.taken_at)


@dataclass(frozen=True, slots=True)
class Cost:
    """A costing, or the reason why there is none."""

    costing: Costing | None = None
    reason: str = ""

    @property
    def by_year(self) -> tuple[tuple[str, Decimal], ...]:
        """Each fiscal year's name and in-year dollars; nothing when it is not costed."""
        return tuple((year.name, amount.in_year) for year, amount in self.costing.by_year()) if self.costing else ()

    def total(self, measure: Ceiling) -> Decimal | None:
        """Dollars over the term, in the first fiscal year, or a full year at the end; None when it is not costed."""
        if self.costing is None:
            return None
        if measure is Ceiling.TERM:
            return self.costing.total
        return self.costing.ongoing if measure is Ceiling.ONGOING else self.by_year[0][1]


@dataclass(frozen=True, slots=True)
class IssueCost:
    """One issue's part of a package: in-year dollars by year, or why it is not costed.

    ``proposal`` is None where the side has made none; then present terms go on and cost nothing more.
    """

    issue: Issue
    proposal: Proposal | None
    by_year: tuple[tuple[str, Decimal], ...] = ()
    ongoing: Decimal | None = None
    reason: str = ""

    @property
    def total(self) -> Decimal | None:
        """In-year dollars over the term; None when it is not costed."""
        return None if self.reason else sum((amount for _, amount in self.by_year), ZERO)

    @property
    def retro(self) -> str:
        """Whether retroactive pay, asked for in its words or its text, is costed and in which item; empty if none."""
        if self.proposal is None:
            return ""
        asked = (says_retroactive(said) for said in (self.proposal.words, self.proposal.text))
        return retro_words(read_items(self.proposal.items), is_asked=any(asked))


@dataclass(frozen=True, slots=True)
class PackageCost:
    """All of one side's last positions costed together, so that what works on each other is counted once."""

    side: Side
    cost: Cost
    issues: tuple[IssueCost, ...] = ()

    @property
    def not_costed(self) -> tuple[IssueCost, ...]:
        """Issues that the total leaves out, with their reasons."""
        return tuple(one for one in self.issues if one.reason)

    def total(self, measure: Ceiling) -> Decimal | None:
        """As ``Cost.total``, without the issues in ``not_costed``."""
        return self.cost.total(measure)


class NotCosted(Exception):
    """There is nothing to cost on; the message says what is missing."""


@lru_cache(maxsize=8)
def snapshot_of(snapshot_id: int, _taken_at: datetime) -> Snapshot:
    """A kept roster, read once: it never changes."""
    kept = RosterSnapshot.objects.get(pk=snapshot_id)
    return read_snapshot(kept.reference, kept.as_of, groups=kept.groups, pools=kept.pools, tiers=kept.tiers)


def basis_of(negotiation: Negotiation) -> Basis:
    """What the negotiation is costed on now. Raises NotCosted with what is missing. Two queries."""
    rosters = RosterSnapshot.objects.filter(unit_id=negotiation.unit_id).defer("groups", "pools", "tiers")
    return basis_from(negotiation, rosters.first(), rate_tables())


def rate_tables() -> list[RateTable]:
    """Every table of payroll charges, the latest first. One query."""
    return list(RateTable.objects.order_by("-effective_on", "-pk"))


def charges_for(unit_id: int | None, tables: Iterable[RateTable], *, on: date) -> RateTable | None:
    """The payroll charges of a unit on a day, of tables with the latest first; None where only others' are entered.

    Its own in force, else those of every unit; before the first of them, the first of its own, else of every unit's.
    """
    known = [table for table in tables if table.unit_id in {unit_id, None}]
    own_first = sorted(known, key=lambda table: table.unit_id is None)
    in_force = next((table for table in own_first if table.effective_on <= on), None)
    return in_force or min(known, key=lambda table: (table.unit_id is None, table.effective_on), default=None)


def basis_from(negotiation: Negotiation, kept: RosterSnapshot | None, tables: Sequence[RateTable]) -> Basis:
    """What it is costed on, of a roster and of tables of charges, the latest first. Raises NotCosted."""
    first = first_day_of(negotiation)
    rates = None if first is None else charges_for(negotiation.unit_id, tables, on=first)
    return basis_on(negotiation, kept, rates)


def basis_on(negotiation: Negotiation, kept: RosterSnapshot | None, rates: RateTable | None) -> Basis:
    """The years of its term on a roster with payroll charges. Raises NotCosted with what is missing."""
    first = first_day_of(negotiation)
    if first is None:
        raise NotCosted("Not costed: the new term has no first day")
    if kept is None:
        raise NotCosted(f"Not costed: no roster for {negotiation.unit or 'a negotiation without a unit'}")
    if rates is None:
        raise NotCosted(f"Not costed: no payroll charges are entered for {negotiation.unit}")
    return Basis(kept, rates, years_of_term(first, negotiation.term_ends_on, fiscal_start=settings.FISCAL_YEAR_STARTS))


@lru_cache(maxsize=128)
def _costed(
    snapshot_id: int,
    taken_at: datetime,
    items: tuple[Item, ...],
    rates: tuple[RollUp, ...],
    years: tuple[FiscalYear, ...],
) -> Costing:
    """A costing made once: the same roster, items, charges and years always give the same figures."""
    return cost(snapshot_of(snapshot_id, taken_at), items, rates=rates, years=years)


def cost_items(items: Iterable[Item], basis: Basis) -> Cost:
    """What items cost on a basis; the reason when they cannot be costed as given."""
    kept = basis.kept
    try:
        found = _costed(kept.pk, kept.taken_at, tuple(items), read_rates(basis.rates.rates), basis.years)
    except ValueError as refused:
        return Cost(reason=f"Not costed: {refused}")
    return Cost(found)


def cost_of_proposal(proposal: Proposal, *, basis: Basis | None = None) -> Cost:
    """What one proposal costs alone, over present terms."""
    if not proposal.items:
        return Cost(reason=f"Not costed: no items are entered for {proposal.reference}")
    try:
        return cost_items(read_items(proposal.items), basis or basis_of(proposal.negotiation))
    except NotCosted as missing:
        return Cost(reason=str(missing))


def package_cost(
    negotiation: Negotiation,
    side: Side,
    *,
    basis: Basis | None = None,
    instead: Mapping[int, Sequence[Item]] | None = None,
    issues: Iterable[Issue] | None = None,
) -> PackageCost:
    """What a side's last positions cost together: on each issue its last proposal, or what was agreed.

    ``instead`` puts other items in the place of an issue's, by the issue's key. Issues that cost
    nothing by their nature are passed over. Four queries; none with a basis and its ``issues``,
    withdrawn ones left out, with their proposals loaded.
    """
    try:
        on = basis or basis_of(negotiation)
    except NotCosted as missing:
        return PackageCost(side, Cost(reason=str(missing)))
    held = [_position(issue, side, instead or {}) for issue in (issues_of(negotiation) if issues is None else issues)]
    shown = [one for one in held if one.issue.is_economic or one.items]
    whole = cost_items(_asked(shown), on)
    if whole.costing is None:
        # One faulty issue does not take the package with it.
        shown = [replace(one, items=(), reason=fault) if (fault := _fault(one, on)) else one for one in shown]
        whole = cost_items(_asked(shown), on)
    return PackageCost(side, whole, tuple(_part(one, whole) for one in shown))


@dataclass(frozen=True, slots=True)
class _Position:
    """Where a side stands on an issue."""

    issue: Issue
    proposal: Proposal | None
    items: tuple[Item, ...]
    reason: str = ""


def issues_of(negotiation: Negotiation) -> list[Issue]:
    """The issues that a package is made of, with their proposals. Two queries."""
    return list(negotiation.issues.exclude(state=IssueState.WITHDRAWN).prefetch_related("proposals"))


def _position(issue: Issue, side: Side, instead: Mapping[int, Sequence[Item]]) -> _Position:
    last = last_of(issue.proposals.all(), issue, side)
    if issue.pk in instead:
        return _Position(issue, last, tuple(instead[issue.pk]))
    if last is None:
        unpriced = issue.is_economic and issue.state == IssueState.AGREED
        return _Position(issue, None, (), "Not costed: no proposal stands behind what was agreed" if unpriced else "")
    if last.items:
        return _Position(issue, last, read_items(last.items))
    last.issue = issue
    return _Position(issue, last, (), f"Not costed: no items are entered for {last.reference}")


def last_of(proposals: Iterable[Proposal], issue: Issue, side: Side) -> Proposal | None:
    """The proposal a side stands on: what was agreed on an agreed issue, else its last that it has not taken back."""
    rows = [one for one in proposals if not one.is_what_if and one.state not in _GONE]
    if issue.state == IssueState.AGREED:
        agreed = [one for one in rows if one.state == ProposalState.AGREED]
        rows = agreed or rows
        return rows[-1] if rows else None
    own = [one for one in rows if one.side == side]
    return own[-1] if own else None


def _asked(positions: Iterable[_Position]) -> list[Item]:
    return [item for one in positions for item in of_article(one.issue.number, one.items)]


def _fault(one: _Position, basis: Basis) -> str:
    return cost_items(one.items, basis).reason if one.items else ""


def _part(one: _Position, whole: Cost) -> IssueCost:
    if one.reason or whole.costing is None:
        return IssueCost(one.issue, one.proposal, reason=one.reason or whole.reason)
    rows = [row for row in whole.costing.rows if article_of(row.item) == one.issue.number]
    years = whole.costing.years
    by_year = tuple(
        (year.name, sum((row.total.in_year for row in rows if row.year == year.name), ZERO)) for year in years
    )
    ongoing = sum((row.total.annualized for row in rows if row.year == years[-1].name), ZERO)
    return IssueCost(one.issue, one.proposal, by_year, ongoing)
