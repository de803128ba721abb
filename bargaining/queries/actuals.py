"""The page that holds an agreement's real cost against its estimate."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bargaining.costing import actuals
from bargaining.costing.actuals import Spent, Variance, YearSoFar
from bargaining.costing.money import percent
from bargaining.costing.results import Costing
from bargaining.models.actuals import ActualCost, EstimateOfRecord
from bargaining.models.money import Scenario
from bargaining.models.negotiation import Negotiation
from bargaining.queries.scenarios import costing_of, newest_of, short_money
from labor_office.core.web import words
from labor_office.core.web.charts import Bar, bar_chart


@dataclass(frozen=True, slots=True)
class ActualLine:
    """One figure in force against its part of the estimate."""

    actual: ActualCost
    variance: Variance

    @property
    def asks_why(self) -> bool:
        """Whether it lies so far off that its reason is missed."""
        return self.variance.is_telling and not self.actual.reason


@dataclass(frozen=True, slots=True)
class ActualsPage:
    """An agreement's estimate and its real cost, by line, by year and by fund."""

    estimate: EstimateOfRecord
    costing: Costing
    lines: tuple[ActualLine, ...]
    former: tuple[ActualCost, ...]
    years: tuple[YearSoFar, ...]
    funds: tuple[tuple[str, Variance], ...]
    known: Variance

    @property
    def point(self) -> str:
        """What stands out, in a sentence."""
        over = self.known.over
        if self.known.spent is None or over is None:
            return "No real cost is entered yet."
        so_far = (
            f"So far {words.money(self.known.spent)} was spent where {words.money(self.known.estimate)} was estimated"
        )
        if words.money(over) == words.money(0):
            return f"{so_far}: as estimated."
        share = f" ({percent(abs(self.known.share), 1)}%)" if self.known.share is not None else ""
        return f"{so_far}: {words.money(abs(over))} {'more' if over > 0 else 'less'}{share}."

    @property
    def chart(self) -> str:
        """Each year with a figure: what was estimated of just that, and what it cost."""
        bars: list[Bar] = []
        for year in self.years:
            if year.known.spent is not None:
                bars.append(_bar(f"{year.year} estimated", "theirs", year.known.estimate))
                bars.append(_bar(f"{year.year} real", "ours", year.known.spent))
        return bar_chart(bars, title="Real cost beside its estimate, by fiscal year") if bars else ""


def _bar(name: str, css: str, amount: Decimal) -> Bar:
    return Bar(name, css, max(amount, Decimal(0)), short_money(amount))


def estimate_of(negotiation: Negotiation) -> EstimateOfRecord | None:
    """The costing the agreement was adopted on. One query."""
    people = ("scenario__snapshot", "scenario__rate_table", "scenario__made_by", "scenario__reviewed_by", "named_by")
    rows = EstimateOfRecord.objects.filter(negotiation=negotiation).select_related(*people)
    return rows.defer("scenario__snapshot__groups", "scenario__snapshot__pools", "scenario__snapshot__tiers").first()


def actuals_page(estimate: EstimateOfRecord) -> ActualsPage:
    """All that is entered against an estimate. One query."""
    costing = costing_of(estimate.scenario)
    rows = ActualCost.objects.filter(negotiation_id=estimate.negotiation_id).select_related("entered_by")
    every = list(rows)
    places = {item.key: place for place, item in enumerate(costing.items)}
    held = [row for row in every if row.replaced_at is None]
    held.sort(key=lambda row: (row.year, places.get(row.item, len(places)), row.fund))
    spent = [Spent(row.item, row.year, row.fund, row.amount, row.reason) for row in held]
    lines = (ActualLine(row, actuals.variance_of(costing, one)) for row, one in zip(held, spent, strict=True))
    former = sorted((row for row in every if row.replaced_at), key=lambda row: row.replaced_at, reverse=True)  # type: ignore[arg-type, return-value]
    return ActualsPage(
        estimate=estimate,
        costing=costing,
        lines=tuple(lines),
        former=tuple(former),
        years=actuals.by_year(costing, spent),
        funds=actuals.by_fund(costing, spent),
        known=actuals.added_up(costing, spent),
    )


def estimates_to_name(negotiation: Negotiation) -> list[tuple[str, str]]:
    """Costings that hold something, the newest state of each, those reviewed by Budget first."""
    found: list[Scenario] = [one for one in newest_of(negotiation) if one.items]
    found.sort(key=lambda one: one.reviewed_at is None)
    return [(str(one.pk), f"{one}, {_said(one)}") for one in found]


def _said(scenario: Scenario) -> str:
    return "reviewed by Budget" if scenario.reviewed_at else "not reviewed"
