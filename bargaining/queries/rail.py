"""The cost rail of the table: the chosen issue by year, both packages, where what-ifs begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from bargaining.costing.items import GeneralIncrease, Item
from bargaining.costing.measures import cost_of_one_percent
from bargaining.costing.money import ZERO, percent
from bargaining.costing.pricing import yearly_increases
from bargaining.costing.wire import read_items, read_rates
from bargaining.models.impasse import ImpasseArticle
from bargaining.models.mandate import Mandate
from bargaining.models.negotiation import Issue, Negotiation, first_day_of
from bargaining.models.proposals import Proposal
from bargaining.queries.against import Stand
from bargaining.queries.apart import apart_of, final_offers
from bargaining.queries.costing import Basis, IssueCost, NotCosted, PackageCost, basis_of, issues_of, package_cost
from bargaining.queries.mandates import in_plain
from bargaining.queries.offers import OfferRow, Offers, offers_of
from bargaining.queries.weighing import offer_of
from bargaining.rules.apart import Apart
from bargaining.rules.authority import weigh
from bargaining.rules.vocabulary import IssueState, Side
from labor_office.core.web import words


@dataclass(frozen=True, slots=True)
class SideLine:
    """One side's position on the chosen issue: in-year dollars by year, or why they are not known.

    ``retro`` says whether retroactive pay is costed, where it is asked for.
    """

    label: str
    amounts: tuple[Decimal, ...]
    total: Decimal | None
    reason: str
    retro: str = ""


@dataclass(frozen=True, slots=True)
class WhatIfYear:
    """One input: the day of the raise and the percent it begins with."""

    name: str
    label: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Rail:
    """What the rail shows; with ``missing`` alone when nothing can be costed."""

    issue: Issue
    missing: str = ""
    years: tuple[str, ...] = ()
    sides: tuple[SideLine, ...] = ()
    apart: SideLine | None = None
    offers: Offers | None = None
    basis_words: str = ""
    what_if: tuple[WhatIfYear, ...] = ()
    tried: WhatIf | None = None
    to_cost: Proposal | None = None
    # How far the whole table is apart, and what the final offers on this article cost while an impasse stands.
    table: Apart = field(default_factory=Apart)
    final: ImpasseArticle | None = None

    @property
    def count(self) -> int:
        """How many fiscal years are costed."""
        return len(self.years)


def rail_of(negotiation: Negotiation, issue: Issue) -> Rail | None:
    """The rail for an issue; None for one that costs nothing by its nature. Seven queries."""
    articles = final_offers([negotiation])[negotiation.pk]
    final = next((one for one in articles if one.issue_id == issue.pk and one.cost_basis), None)
    try:
        basis = basis_of(negotiation)
    except NotCosted as missing:
        table = apart_of(articles, None, reason=str(missing))
        return Rail(issue, str(missing), table=table, final=final) if issue.is_economic else None
    offers = offers_of(negotiation, basis=basis)
    row = offers.of_issue(issue.number)
    if row is None:
        return None
    years = tuple(year.name for year in basis.years)
    union, city = _side(row.union, "Union"), _side(row.city, "City")
    is_agreed = issue.state == IssueState.AGREED
    inputs = () if is_agreed else _what_if(row, first_day_of(negotiation), len(years))
    return Rail(
        issue=issue,
        years=tuple(f"FY{name[-2:]}" for name in years),
        sides=(replace(city, label=_agreed(row.city)),) if is_agreed else (union, city),
        apart=None if is_agreed else _apart(union, city),
        offers=offers,
        basis_words=_words_of(basis),
        what_if=inputs,
        tried=_tried(negotiation, issue, inputs, offers, basis) if inputs else None,
        table=apart_of(articles, offers),
        final=final,
        to_cost=next((one.proposal for one in (row.union, row.city) if one.reason and one.proposal), None),
    )


def _side(one: IssueCost, side: str) -> SideLine:
    label = str(one.proposal) if one.proposal else f"{side}, present terms"
    return SideLine(label, tuple(amount for _, amount in one.by_year), one.total, one.reason, one.retro)


def _agreed(one: IssueCost) -> str:
    """Both sides stand on the same once an issue is agreed."""
    return f"{one.proposal}, as agreed" if one.proposal else "As agreed"


def _apart(union: SideLine, city: SideLine) -> SideLine | None:
    if union.total is None or city.total is None:
        return None
    amounts = tuple(one - other for one, other in zip(union.amounts, city.amounts, strict=True))
    return SideLine("Apart by", amounts, union.total - city.total, "")


def _words_of(basis: Basis) -> str:
    """``160 positions, base payroll $8.73M, 22.85% payroll costs. Roster of Jun 1, 2026. One percent costs $114,962 a
    year, with what follows pay and the charges on it.``
    """
    snapshot, rates = basis.snapshot, read_rates(basis.rates.rates)
    loading = percent(sum((rate.rate for rate in rates if "BASE" in rate.on), ZERO))
    one = words.money(cost_of_one_percent(snapshot, rates))
    payroll = f"${snapshot.payroll / 1_000_000:.2f}M"
    heads = f"{snapshot.heads.normalize():,f}"
    costs = f"One percent costs {one} a year, with what follows pay and the charges on it."
    return f"{heads} positions, base payroll {payroll}, {loading}% payroll costs. {basis.kept}. {costs}"


def _what_if(row: OfferRow, first: date | None, count: int) -> tuple[WhatIfYear, ...]:
    """Inputs where raises in percent are on the table, halfway between both sides, by quarters of a point."""
    union, city = (_percents(one.proposal, count) for one in (row.union, row.city))
    if first is None or not (union or city):
        return ()
    city = city or (ZERO,) * count
    union = union or city
    quarter = Decimal("0.25")
    middle = [
        ((one + other) / 2 / quarter).to_integral_value() * quarter for one, other in zip(union, city, strict=True)
    ]
    return tuple(WhatIfYear(f"year_{n + 1}", f"{first:%b} {first.year + n}", value) for n, value in enumerate(middle))


def _percents(proposal: Proposal | None, count: int) -> tuple[Decimal, ...]:
    """A proposal's raises for everyone, in percent, one a year; empty when it has none."""
    items = read_items(proposal.items) if proposal else ()
    found = [item.share * 100 for item in items if isinstance(item, GeneralIncrease) and item.share is not None]
    return (*found, *(ZERO,) * count)[:count] if found else ()


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The answer to a what-if: the article, the City's package with it, what moves."""

    issue: Issue
    article: IssueCost
    package: PackageCost
    before: PackageCost
    items: tuple[Item, ...]

    @property
    def moved(self) -> Decimal:
        """By how much the City's package over the term moves from its last offer."""
        costing, before = self.package.cost.costing, self.before.cost.costing
        return (costing.total if costing else ZERO) - (before.total if before else ZERO)


def _tried(
    negotiation: Negotiation, issue: Issue, inputs: Sequence[WhatIfYear], offers: Offers, basis: Basis
) -> WhatIf | None:
    """The answer to what the inputs begin with, so that no page asks for it by itself. No query."""
    first = first_day_of(negotiation)
    assert first is not None  # noqa: S101 -- there is a basis
    items = yearly_increases([each.value for each in inputs], first=first)
    issues = [row.issue for row in offers.rows]
    package = package_cost(negotiation, Side.CITY, basis=basis, instead={issue.pk: items}, issues=issues)
    article = next((one for one in package.issues if one.issue.pk == issue.pk), None)
    return None if article is None else WhatIf(issue, article, package, offers.city, items)


def stand_on(tried: WhatIf, mandate: Mandate, *, today: date) -> Stand:
    """How the City would stand with what was tried out, for whoever was given ``mandate`` to read."""
    given = in_plain(mandate)
    return Stand(weigh(offer_of(tried.package), given, on=today, moving={tried.issue.number}))


def what_if(negotiation: Negotiation, issue: Issue, percents: Sequence[Decimal]) -> WhatIf:
    """What the City's package costs with yearly raises of ``percents`` on an issue, all else as last offered.

    Raises NotCosted with what is missing, or when the issue is part of no package. Six queries.
    """
    basis = basis_of(negotiation)
    first = first_day_of(negotiation)
    assert first is not None  # noqa: S101 -- there is a basis
    items = yearly_increases(percents, first=first)
    issues = issues_of(negotiation)
    package = package_cost(negotiation, Side.CITY, basis=basis, instead={issue.pk: items}, issues=issues)
    before = package_cost(negotiation, Side.CITY, basis=basis, issues=issues)
    article = next((one for one in package.issues if one.issue.pk == issue.pk), None)
    if article is None:
        raise NotCosted(f"Not costed: {issue} is off the board, or costs nothing")
    return WhatIf(issue, article, package, before, items)
