"""What both final offers on an article cost, from the same costing as the table's."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TypedDict

from bargaining.models.proposals import Proposal
from bargaining.queries.costing import Basis, NotCosted, basis_of, cost_of_proposal
from bargaining.rules.vocabulary import Ceiling


class CostFields(TypedDict):
    """The columns of an article at impasse."""

    city_cost: Decimal | None
    union_cost: Decimal | None
    cost_basis: str


@dataclass(frozen=True, slots=True)
class OfferCosts:
    """Both offers over the term; None with its reason where one cannot be costed: never a zero."""

    city: Decimal | None
    union: Decimal | None
    basis: str
    reasons: tuple[str, ...] = ()

    def fields(self) -> CostFields:
        """As the article keeps them; nothing where neither is costed."""
        costed = self.city is not None or self.union is not None
        return {"city_cost": self.city, "union_cost": self.union, "cost_basis": self.basis if costed else ""}


def costs_from(city: Proposal | None, union: Proposal | None) -> OfferCosts:
    """What both proposals cost over the term on the negotiation's roster and charges."""
    proposal = city or union
    if proposal is None:
        return OfferCosts(None, None, "", ("Neither side has a proposal to cost",))
    try:
        basis = basis_of(proposal.negotiation)
    except NotCosted as missing:
        return OfferCosts(None, None, "", (str(missing),))
    ours, why_not_ours = _cost(city, basis)
    theirs, why_not_theirs = _cost(union, basis)
    said = f"Roster {basis.kept.reference}, charges {basis.rates.name}"[:200]
    return OfferCosts(ours, theirs, said, tuple(why for why in (why_not_ours, why_not_theirs) if why))


def _cost(proposal: Proposal | None, basis: Basis) -> tuple[Decimal | None, str]:
    if proposal is None:
        return None, "Not costed: a side has no proposal"
    found = cost_of_proposal(proposal, basis=basis)
    return found.total(Ceiling.TERM), found.reason
