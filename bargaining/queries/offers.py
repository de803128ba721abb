"""Both sides' last offers beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bargaining.costing.measures import Gap, gap_between
from bargaining.costing.money import ZERO
from bargaining.models.negotiation import Issue, Negotiation
from bargaining.queries.costing import Basis, IssueCost, PackageCost, issues_of, package_cost
from bargaining.rules.vocabulary import Side
from labor_office.core.web import words

UNPRICED = "Not costed: no offer at this table has a price yet"


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One issue in both packages."""

    issue: Issue
    city: IssueCost
    union: IssueCost

    @property
    def sides(self) -> tuple[IssueCost, ...]:
        """The City's and the union's; one, where both stand on the same."""
        same = self.city.proposal is not None and self.city.proposal == self.union.proposal
        return (self.city,) if same else (self.city, self.union)

    @property
    def apart(self) -> Decimal | None:
        """How much more the union's costs over the term; None where one of the two is not costed."""
        if self.city.total is None or self.union.total is None:
            return None
        return self.union.total - self.city.total


@dataclass(frozen=True, slots=True)
class Offers:
    """The City's and the union's last positions on everything, and what lies between them."""

    city: PackageCost
    union: PackageCost
    rows: tuple[OfferRow, ...]
    # What lies between them on what both have priced; None where they have nothing such. There is no other.
    gap: Gap | None

    @property
    def apart(self) -> Decimal | None:
        """How much more the union's costs over the term, on what both have priced; None where it is not known."""
        return self.gap.total if self.gap else None

    @property
    def reason(self) -> str:
        """Why neither is costed; empty when they are. Offers without a single price are not: they cost no zero."""
        missing = self.city.cost.reason or self.union.cost.reason
        costings = (self.city.cost.costing, self.union.cost.costing)
        is_priced = any(costing.items for costing in costings if costing is not None)
        return missing or ("" if is_priced else UNPRICED)

    @property
    def missing(self) -> tuple[str, ...]:
        """The issues that a side has not priced: how far they are apart there is not known."""
        return tuple(str(row.issue) for row in self.rows if row.apart is None)

    @property
    def words(self) -> str:
        """What lies between both over the term, in a sentence; empty where neither is costed."""
        if self.city.cost.costing is None or self.union.cost.costing is None:
            return ""
        if self.missing or self.gap is None:
            return self._as_far_as_costed
        if not self.gap.total:
            return f"Nothing lies between them: both cost {words.money(self.city.cost.costing.total)} over the term."
        if self.gap.total < 0:
            return f"The City's costs {words.money(-self.gap.total)} more than the union's over the term."
        over = f"They are {words.money(self.gap.total)} apart over the term"
        return f"{over}, {words.money(self.gap.ongoing)} a year from its end on."

    @property
    def _as_far_as_costed(self) -> str:
        unknown = f"{len(self.missing)} article{'' if len(self.missing) == 1 else 's'} not costed on both sides"
        if self.apart is None:
            return f"How far they are apart is not known: {unknown}."
        side = "the City's offers costing more, " if self.apart < 0 else ""
        return f"They are {words.money(abs(self.apart))} apart over the term, {side}with {unknown}."

    @property
    def years(self) -> tuple[tuple[str, Decimal, Decimal, Decimal | None], ...]:
        """Each fiscal year with the City's, the union's and what lies between them as far as both have priced it."""
        apart = dict(self.gap.by_year) if self.gap else {}
        pairs = zip(self.city.cost.by_year, self.union.cost.by_year, strict=True)
        return tuple((name, city, union, apart.get(name)) for (name, city), (_, union) in pairs)

    def of_issue(self, number: str) -> OfferRow | None:
        """One issue's row."""
        return next((row for row in self.rows if row.issue.number == number), None)


def _row(city: IssueCost | None, union: IssueCost | None) -> OfferRow:
    """One of the two is there; where the other side has no items on an issue without money, it adds nothing."""
    known = city or union
    assert known is not None  # noqa: S101 -- the caller looked
    nothing = IssueCost(known.issue, None, tuple((year, ZERO) for year, _ in known.by_year), ZERO)
    return OfferRow(known.issue, city or nothing, union or nothing)


def offers_of(negotiation: Negotiation, *, basis: Basis | None = None) -> Offers:
    """Both packages costed on one basis. Two queries, four more without a basis."""
    return offers_on(negotiation, issues_of(negotiation), basis=basis)


def offers_on(negotiation: Negotiation, issues: Sequence[Issue], *, basis: Basis | None = None) -> Offers:
    """Both packages made of ``issues``, withdrawn ones left out, with their proposals loaded. No query with a basis."""
    city, union = _packages(negotiation, issues, basis)
    ours, theirs = ({one.issue.pk: one for one in package.issues} for package in (city, union))
    rows = tuple(_row(ours.get(one.pk), theirs.get(one.pk)) for one in issues if one.pk in ours or one.pk in theirs)
    gap = _gap(city, union)
    known = [row.issue for row in rows if row.apart is not None]
    # What one side alone has priced would count whole against nothing, and moves what follows pay.
    common = gap if len(known) == len(rows) else _gap(*_packages(negotiation, known, basis))
    return Offers(city, union, rows, common if known else None)


def _packages(
    negotiation: Negotiation, issues: Sequence[Issue], basis: Basis | None
) -> tuple[PackageCost, PackageCost]:
    city = package_cost(negotiation, Side.CITY, basis=basis, issues=issues)
    return city, package_cost(negotiation, Side.UNION, basis=basis, issues=issues)


def _gap(city: PackageCost, union: PackageCost) -> Gap | None:
    if city.cost.costing is None or union.cost.costing is None:
        return None
    return gap_between(union.cost.costing, city.cost.costing)
