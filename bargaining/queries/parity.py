"""Which units' parity clauses a tentative agreement sets off, and what that would add."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bargaining.costing.items import GeneralIncrease, Item, OneTime, Steps, Yearly
from bargaining.costing.wire import read_items
from bargaining.models.money import RateTable, RosterSnapshot
from bargaining.models.negotiation import Negotiation, first_day_of
from bargaining.models.parity import ParityClause
from bargaining.models.proposals import Proposal, TentativeAgreement
from bargaining.queries.costing import Basis, NotCosted, basis_on, charges_for, cost_items, rate_tables
from bargaining.rules.parity import Clause, Settled, Triggered, triggered
from bargaining.rules.terms import parse_terms
from bargaining.rules.topics import Topic
from bargaining.rules.vocabulary import Ceiling
from labor_office.core.users.models import User


@dataclass(frozen=True, slots=True)
class SetOff:
    """One clause that is set off, why, and what the same terms would cost that unit over the term."""

    clause: ParityClause
    found: Triggered
    cost: Decimal | None = None
    # Why there is no cost; where there is one, the roster and whose payroll charges it stands on.
    reason: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause, and the agreements that set it off at tables its reader may see."""

    clause: ParityClause
    set_off_by: tuple[TentativeAgreement, ...]


def set_off_by(agreement: TentativeAgreement) -> tuple[SetOff, ...]:
    """The clauses that ``agreement`` sets off, each with its cost. Needs its issue, proposal and negotiation.

    One query while nothing is set off, else one more a unit and one for the charges.
    """
    clauses = {row.pk: row for row in ParityClause.objects.select_related("unit", "watches")}
    found = triggered(settled(agreement), [plain(row) for row in clauses.values()])
    if not found:
        return ()
    tables = rate_tables()
    return tuple(_costed(one, clauses[one.clause.key], agreement, tables) for one in found)


def is_set_off(agreement: TentativeAgreement) -> bool:
    """Whether it sets anything off. One query."""
    return bool(triggered(settled(agreement), [plain(row) for row in ParityClause.objects.all()]))


def clause_rows(user: User) -> tuple[ClauseRow, ...]:
    """Every clause, with the signed agreements that set it off at tables ``user`` may see. Three queries."""
    clauses = list(ParityClause.objects.select_related("unit", "watches", "recorded_by"))
    visible = Negotiation.objects.visible_to(user)
    signed = TentativeAgreement.objects.filter(
        negotiation__in=visible, city_initialled_at__isnull=False, union_initialled_at__isnull=False
    ).select_related("issue", "proposal", "negotiation__unit")
    hits: dict[int, list[TentativeAgreement]] = {row.pk: [] for row in clauses}
    rules = [plain(row) for row in clauses]
    for agreement in signed:
        for one in triggered(settled(agreement), rules):
            hits[one.clause.key].append(agreement)
    return tuple(ClauseRow(row, tuple(hits[row.pk])) for row in clauses)


def plain(row: ParityClause) -> Clause:
    """A clause as the rules read it."""
    return Clause(
        key=row.pk,
        unit=row.unit_id,
        topic=Topic(row.topic),
        watches=row.watches_id or 0,
        above=row.above,
        from_on=row.from_on,
        until_on=row.until_on,
    )


def settled(agreement: TentativeAgreement) -> Settled:
    """What was agreed, as the rules read it: in effect from its own day, else from the term's first."""
    table = agreement.negotiation
    on = agreement.effective_on or first_day_of(table) or agreement.drafted_at.date()
    return Settled(table.unit_id or 0, agreement.issue.subject, on, _percents(agreement.proposal))


def _percents(proposal: Proposal | None) -> tuple[Decimal, ...]:
    terms = parse_terms(proposal.words) if proposal else None
    return terms.percents if terms else ()


def _costed(found: Triggered, row: ParityClause, agreement: TentativeAgreement, tables: Sequence[RateTable]) -> SetOff:
    items = _items(agreement.proposal)
    kept = RosterSnapshot.objects.filter(unit=row.unit).defer("groups", "pools", "tiers").first()
    if not items:
        return SetOff(row, found, reason="what was agreed has no items of cost")
    if not all(_carries_over(item) for item in items):
        return SetOff(row, found, reason="its items count this unit's own hours or people; price it for the other")
    if kept is None:
        return SetOff(row, found, reason=f"no roster for {row.unit} is kept")
    try:
        basis, said = _basis(row, kept, agreement, tables)
    except NotCosted as missing:
        return SetOff(row, found, reason=str(missing).removeprefix("Not costed: "))
    whole = cost_items(items, basis).total(Ceiling.TERM)
    if whole is None:
        return SetOff(row, found, reason="its items name what that unit does not have")
    without = cost_items(_capped(items, row.above), basis).total(Ceiling.TERM) if row.above is not None else Decimal(0)
    return SetOff(row, found, cost=whole - (without or Decimal(0)), basis=said)


def _basis(
    row: ParityClause, kept: RosterSnapshot, agreement: TentativeAgreement, tables: Sequence[RateTable]
) -> tuple[Basis, str]:
    """This table's years on the other unit's roster, with its own charges as of the day the terms take effect.

    Where none are entered for it, this table's are used, and the words name whose they are.
    """
    table, on = agreement.negotiation, settled(agreement).on
    own = charges_for(row.unit_id, tables, on=on)
    basis = basis_on(table, kept, own or charges_for(table.unit_id, tables, on=on))
    if own is None:
        said = f"No payroll charges are entered for {row.unit}: {table.unit}'s were used, {basis.rates}"
    else:
        whose = f"{row.unit}'s own payroll charges" if own.unit_id else "the payroll charges of every unit"
        said = f"On {whose}, {own}"
    return basis, f"{said}. {kept}"


def _items(proposal: Proposal | None) -> tuple[Item, ...]:
    return tuple(read_items(proposal.items)) if proposal and proposal.items else ()


def _carries_over(item: Item) -> bool:
    """Whether an item is by head or by share of pay, so that another unit's roster can take it."""
    if isinstance(item, OneTime):
        return item.pool is None
    if isinstance(item, Yearly):
        return item.each is not None
    return isinstance(item, GeneralIncrease | Steps)


def _capped(items: Iterable[Item], above: Decimal) -> list[Item]:
    """What the unit would have had without the clause: no raise above its percentage."""
    share = above / 100
    return [
        replace(item, share=min(item.share, share)) if isinstance(item, GeneralIncrease) and item.share else item
        for item in items
    ]
