"""Kept costings as pages and papers show them: the newest states, one with all it was made of, several side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from bargaining.costing.engine import cost
from bargaining.costing.items import Item
from bargaining.costing.money import ZERO, percent
from bargaining.costing.results import Amount, Costing
from bargaining.costing.sheet import Measures, Sheet, measures_of, sheet_of
from bargaining.costing.wire import ItemKind, SourcedRate, kind_of, read_rate, read_results
from bargaining.costing.wording import KIND_WORDS, codes_in_words, described, taken_for_granted
from bargaining.models.money import RateTable, RosterSnapshot, Scenario
from bargaining.models.negotiation import Negotiation
from bargaining.queries.costing import snapshot_of
from labor_office.core.web import words
from labor_office.core.web.charts import Series, line_chart
from labor_office.core.workforce.models import Classification

MOST_BESIDE = 4


def scenarios_of(negotiation: Negotiation) -> QuerySet[Scenario]:
    """Every state of every scenario of a negotiation, the newest first. Whoever may know of it may read them."""
    people = ("made_by", "reviewed_by")
    return negotiation.scenarios.select_related("snapshot", "rate_table", "proposal__issue", *people).defer(
        "snapshot__groups", "snapshot__pools", "snapshot__tiers"
    )


def newest_of(negotiation: Negotiation) -> QuerySet[Scenario]:
    """The newest state of each scenario."""
    return scenarios_of(negotiation).filter(replaced_by=None)


def made_from(scenario: Scenario) -> tuple[RosterSnapshot, RateTable]:
    """The roster, whole, and the charges a scenario was costed on."""
    kept = Scenario.objects.select_related("snapshot", "rate_table").get(pk=scenario.pk)
    return kept.snapshot, kept.rate_table


def costing_of(scenario: Scenario) -> Costing:
    """The costing as it was kept."""
    return read_results(scenario.results, items=scenario.items, rates=scenario.rates, years=scenario.years)


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item of a scenario, in words."""

    key: str
    title: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class ScenarioPage:
    """One scenario with its tables, its measures and its lineage."""

    scenario: Scenario
    costing: Costing
    sheet: Sheet
    measures: Measures
    items: tuple[ItemLine, ...]
    granted: tuple[str, ...]
    assumed: tuple[str, ...]
    rates: tuple[SourcedRate, ...]
    states: tuple[Scenario, ...]

    @property
    def chart(self) -> str:
        """What it costs so far, year by year, as a line."""
        figures = tuple(short_money(amount) for amount in self.sheet.cumulative)
        series = [Series(self.scenario.name, "city", self.sheet.cumulative, figures)]
        return line_chart(self.sheet.years, series, title="Cost so far at the end of each fiscal year")

    @property
    def by_year(self) -> tuple[tuple[str, Amount], ...]:
        """Each fiscal year with its total."""
        return tuple(zip(self.sheet.years, self.sheet.total.amounts, strict=True))

    @property
    def so_far(self) -> tuple[tuple[str, Decimal, Decimal], ...]:
        """Each fiscal year with the cost up to its end, and base pay then over today's."""
        return tuple(zip(self.sheet.years, self.sheet.cumulative, self.sheet.end_rates, strict=True))

    @property
    def fund_total(self) -> Decimal:
        """What the funds bear together, in cents."""
        return sum((total for _, _, total in self.sheet.funds), ZERO)

    @property
    def width(self) -> int:
        """Columns of the table by fiscal year."""
        return 2 + 2 * len(self.sheet.years)

    @property
    def compounded_words(self) -> str:
        """``9.0% in all, 9.27% compounded``; empty without raises in percent."""
        if not self.measures.simple:
            return ""
        return f"{percent(self.measures.simple)}% added up, {percent(self.measures.compounded)}% compounded"


def scenario_page(scenario: Scenario) -> ScenarioPage:
    """A scenario and its former states. Four queries."""
    costing = costing_of(scenario)
    snapshot = snapshot_of(scenario.snapshot_id, scenario.snapshot.taken_at)
    titles = titles_of(costing.items)
    return ScenarioPage(
        scenario=scenario,
        costing=costing,
        sheet=sheet_of(costing),
        measures=measures_of(costing, snapshot),
        items=tuple(_line(item, titles) for item in costing.items),
        granted=tuple(taken_for_granted(costing, snapshot)),
        assumed=tuple(line.strip() for line in scenario.assumptions.splitlines() if line.strip()),
        rates=tuple(read_rate(row) for row in scenario.rates),
        states=states_of(scenario),
    )


def titles_of(items: Sequence[Item]) -> dict[str, str]:
    """The titles of the classifications that items are limited to; no query when none is."""
    codes = frozenset[str]().union(*(item.codes for item in items)) if items else frozenset[str]()
    return dict(Classification.objects.filter(code__in=codes).values_list("code", "title")) if codes else {}


def classes_of(codes: frozenset[str]) -> dict[str, str]:
    """Classifications by code, in the order of their titles."""
    return dict(Classification.objects.filter(code__in=codes).order_by("title").values_list("code", "title"))


def _line(item: Item, titles: Mapping[str, str]) -> ItemLine:
    limited = f" For: {codes_in_words(item.codes, titles)}." if item.codes else ""
    return ItemLine(item.key, item.title, KIND_WORDS[kind_of(item)], f"{described(item)}.{limited}")


def states_of(scenario: Scenario) -> tuple[Scenario, ...]:
    """The states a scenario went through before this one, newest first. One query."""
    rows = Scenario.objects.filter(negotiation_id=scenario.negotiation_id, made_at__lte=scenario.made_at)
    known = {row.pk: row for row in rows.select_related("made_by", "reviewed_by").defer("results", "items", "rates")}
    found, at = [], scenario.replaces_id
    while at is not None and at in known:
        found.append(known[at])
        at = known[at].replaces_id
    return tuple(found)


def made_again(scenario: Scenario) -> bool:
    """Whether the same roster, items, charges and years give the same figures today, to the last digit."""
    kept = costing_of(scenario)
    snapshot = snapshot_of(scenario.snapshot_id, scenario.snapshot.taken_at)
    return cost(snapshot, kept.items, rates=kept.rates, years=kept.years) == kept


@dataclass(frozen=True, slots=True)
class BesideRow:
    """One measure across scenarios: what it is, the figures, the differences from the first."""

    label: str
    figures: tuple[str, ...]
    apart: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Up to four scenarios side by side."""

    pages: tuple[ScenarioPage, ...]
    rows: tuple[BesideRow, ...]
    warning: str

    @property
    def chart(self) -> str:
        """What each costs so far, year by year."""
        first = self.pages[0].sheet.years
        kinds = ("city", "union", "other", "fourth")
        series = [
            Series(
                page.scenario.name, css, page.sheet.cumulative,
                tuple(short_money(amount) for amount in page.sheet.cumulative),
            )
            for css, page in zip(kinds, self.pages, strict=False)
            if page.sheet.years == first
        ]  # fmt: skip
        return line_chart(first, series, title="Cost so far of each scenario at the end of each fiscal year")


def beside(scenarios: Sequence[Scenario]) -> Beside | None:
    """Scenarios side by side, four at most; None without any."""
    pages = tuple(scenario_page(one) for one in scenarios[:MOST_BESIDE])
    if not pages:
        return None
    years = dict.fromkeys(name for page in pages for name in page.sheet.years)
    rows = [_dollars(name, [_of_year(page, name) for page in pages]) for name in years]
    rows += [
        _dollars("Over the term", [page.measures.term for page in pages]),
        _dollars("A full year at the end of the term", [page.measures.ongoing for page in pages]),
        _dollars("The same, per full-time equivalent", [page.measures.ongoing_each for page in pages]),
        _shares("Base pay at the end, over today's", [page.measures.end_rate for page in pages]),
        _shares("Of total compensation", [page.measures.share_of_compensation for page in pages]),
    ]
    rosters = {page.scenario.snapshot_id for page in pages}
    warning = (
        "" if len(rosters) == 1 else "They were costed on different rosters; part of a difference is the roster's."
    )
    return Beside(pages, tuple(rows), warning)


def _of_year(page: ScenarioPage, name: str) -> Decimal:
    return page.costing.of_year(name).in_year if name in page.sheet.years else ZERO


def _dollars(label: str, amounts: Sequence[Decimal]) -> BesideRow:
    figures = tuple(words.money(amount) for amount in amounts)
    return BesideRow(label, figures, tuple(_more(words.money(amount - amounts[0])) for amount in amounts[1:]))


def _shares(label: str, shares: Sequence[Decimal]) -> BesideRow:
    points = tuple(_points(percent(share) - percent(shares[0])) for share in shares[1:])
    return BesideRow(label, tuple(f"{percent(share)}%" for share in shares), points)


def _points(difference: Decimal) -> str:
    sign = "\N{MINUS SIGN}" if difference < 0 else "+"
    return f"{sign}{abs(difference)} points"


def _more(figure: str) -> str:
    return figure if figure.startswith("\N{MINUS SIGN}") else f"+{figure}"


def short_money(amount: Decimal) -> str:
    """``$5.58M``, ``$482K``: for a chart, whose table has the dollars."""
    size = abs(amount)
    if size >= 1_000_000:
        return f"${amount / 1_000_000:.2f}M"
    return f"${amount / 1_000:.0f}K"


def kinds() -> tuple[tuple[str, str], ...]:
    """The kinds of item there are, as addresses and people name them."""
    return tuple((kind.value.lower(), KIND_WORDS[kind]) for kind in ItemKind)
