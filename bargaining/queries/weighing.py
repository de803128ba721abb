"""A side's package as the rules of authority weigh it: costs from the costing, reasons where there are none."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bargaining.costing.items import Item
from bargaining.costing.wire import read_items
from bargaining.models.negotiation import Issue, Negotiation
from bargaining.models.proposals import Proposal
from bargaining.queries.costing import IssueCost, PackageCost, package_cost
from bargaining.rules.authority import Offer, Part
from bargaining.rules.vocabulary import Ceiling, Side

WHOSE: dict[Side, str] = {Side.CITY: "The City's package", Side.UNION: "The union's package"}
Moving = Sequence[tuple[Issue, Proposal | None]]


def city_offer(negotiation: Negotiation, *, moving: Moving) -> Offer:
    """The City's package once it passes or signs ``moving``: those proposals, and its last word on all else.

    A proposal whose cost nobody entered, or a sheet that stands on none, is not costed; the
    others' total is told without it. Four queries.
    """
    instead = {issue.pk: _items(proposal) for issue, proposal in moving}
    package = package_cost(negotiation, Side.CITY, instead=instead)
    unknown = {issue.pk: _reason(proposal) for issue, proposal in moving if issue.is_economic and not instead[issue.pk]}
    parts = [_part(one, unknown.get(one.issue.pk, "")) for one in package.issues]
    named = {part.number for part in parts}
    for issue, proposal in moving:
        if issue.number not in named:
            why = package.cost.reason or _reason(proposal)
            parts.append(Part(issue.number, issue.title, issue.is_economic, why=_bare(why)))
    return Offer(WHOSE[Side.CITY], tuple(parts), _totals(package))


def offer_of(package: PackageCost) -> Offer:
    """A side's package as it stands, from its costing."""
    return Offer(WHOSE[package.side], tuple(_part(one) for one in package.issues), _totals(package))


def _items(proposal: Proposal | None) -> tuple[Item, ...]:
    return tuple(read_items(proposal.items)) if proposal is not None and proposal.items else ()


def _reason(proposal: Proposal | None) -> str:
    return f"no items are entered for {proposal.reference}" if proposal else "no proposal stands behind it"


def _part(one: IssueCost, unknown: str = "") -> Part:
    reason = unknown or _bare(one.reason)
    return Part(one.issue.number, one.issue.title, one.issue.is_economic, None if reason else one.total, reason)


def _bare(reason: str) -> str:
    return reason.removeprefix("Not costed: ")


def _totals(package: PackageCost) -> dict[Ceiling, Decimal]:
    totals = {measure: package.total(measure) for measure in Ceiling}
    return {measure: amount for measure, amount in totals.items() if amount is not None}
