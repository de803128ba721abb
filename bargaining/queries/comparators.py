"""Benchmarks with their figures: the City's row first, where it stands in words, a chart with its table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Prefetch, QuerySet

from bargaining.costing.measures import hourly_of_year
from bargaining.costing.money import cents, percent
from bargaining.costing.survey import Standing, Surveyed, comparable, standing_of
from bargaining.models.comparators import Benchmark, DataPoint, Jurisdiction
from bargaining.rules.comparators import FIGURE_WORDS, Figure, is_stale, percentile_words, rank_words
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission
from labor_office.core.web import words
from labor_office.core.web.cells import inert
from labor_office.core.web.charts import Bar, bar_chart


def benchmarks_visible_to(user: User) -> QuerySet[Benchmark]:
    """Benchmarks, for those who may read bargaining. None while the other side looks on: they are the City's case."""
    found = Benchmark.objects.select_related("unit")
    return found if user.may(Permission.BARGAINING_READ) and not user.is_looked_on else found.none()


def employers_visible_to(user: User) -> QuerySet[Jurisdiction]:
    """Employers the City is compared with, for those who may read bargaining. None while the other side looks on."""
    found = Jurisdiction.objects.all()
    return found if user.may(Permission.BARGAINING_READ) and not user.is_looked_on else found.none()


def may_collect(user: User) -> bool:
    """Who keeps comparators: whoever opens negotiations, and the analysts who keep the roster."""
    return user.may(Permission.BARGAINING_EDIT) or user.may(Permission.ROSTER_IMPORT)


@dataclass(frozen=True, slots=True)
class Line:
    """One employer's figure as it is shown; ``compared`` is empty where it is left out."""

    point: DataPoint
    figure: str
    compared: str
    is_stale: bool
    gap: str
    # The same as numbers: the figure as it is compared, and by how much of the City's it is over it.
    value: Decimal | None = None
    over: Decimal | None = None


@dataclass(frozen=True, slots=True)
class BenchmarkPage:
    """A benchmark: the City's line pinned, the others from the highest down, where the City stands."""

    benchmark: Benchmark
    own: Line | None
    others: tuple[Line, ...]
    standing: Standing | None
    chart: str
    point: str

    @property
    def mean(self) -> str:
        """The mean of the others."""
        return shown(self.standing.market.mean, self._figure) if self.standing else ""

    @property
    def mean_with_city(self) -> str:
        """The mean, the City counted in."""
        return shown(self.standing.mean_with_city, self._figure) if self.standing else ""

    @property
    def median(self) -> str:
        """The middle of the others."""
        return shown(self.standing.market.median, self._figure) if self.standing else ""

    @property
    def percentile(self) -> str:
        """Where the City lies among the others, in words."""
        return _percentile(self.standing) if self.standing else ""

    @property
    def stale_count(self) -> int:
        """How many figures are older than eighteen months."""
        return sum(line.is_stale for line in self.rows)

    @property
    def stale_words(self) -> str:
        """``2 figures older than 18 months``."""
        count = self.stale_count
        return f"{count} figure{'' if count == 1 else 's'} older than 18 months"

    @property
    def rows(self) -> tuple[Line, ...]:
        """Every line, the City's first."""
        return (self.own, *self.others) if self.own else self.others

    @property
    def _figure(self) -> Figure:
        return Figure.HOURLY if self.benchmark.is_by_hour else Figure(self.benchmark.figure)


def benchmark_pages(benchmarks: QuerySet[Benchmark], *, today: date) -> list[BenchmarkPage]:
    """Each with its current figures. Two queries."""
    current = DataPoint.objects.filter(replaced_at=None, jurisdiction__is_used=True)
    people = current.select_related("jurisdiction", "collected_by").order_by("-value")
    return [_page(one, today) for one in benchmarks.prefetch_related(Prefetch("points", people))]


def _page(benchmark: Benchmark, today: date) -> BenchmarkPage:
    points = list(benchmark.points.all())
    surveyed = [Surveyed(one.jurisdiction.name, one.value, one.weekly_hours, one.jurisdiction.is_own) for one in points]
    standing = standing_of(surveyed, by_hour=benchmark.is_by_hour)
    compared = [comparable(one, by_hour=benchmark.is_by_hour) for one in surveyed]
    pairs = sorted(zip(points, compared, strict=True), key=lambda pair: pair[1] or Decimal(0), reverse=True)
    lines = [_line(point, value, benchmark, standing, today) for point, value in pairs]
    return BenchmarkPage(
        benchmark=benchmark,
        own=next((line for line in lines if line.point.jurisdiction.is_own), None),
        others=tuple(line for line in lines if not line.point.jurisdiction.is_own),
        standing=standing,
        chart=_chart(pairs, benchmark, standing),
        point=_point_of(standing, benchmark),
    )


def _line(
    point: DataPoint, value: Decimal | None, benchmark: Benchmark, standing: Standing | None, today: date
) -> Line:
    figure = Figure(benchmark.figure)
    gap, over = "", None
    if standing is not None and value is not None and not point.jurisdiction.is_own and standing.city:
        over = percent((value - standing.city) / standing.city)
        gap = f"{'+' if over > 0 else MINUS if over < 0 else ''}{abs(over)}%"
    hourly = ""
    if benchmark.is_by_hour:
        hourly = shown(hourly_of_year(point.value, point.weekly_hours), Figure.HOURLY) if point.weekly_hours else ""
    return Line(point, shown(point.value, figure), hourly, is_stale(point.effective_on, today), gap, value, over)


MINUS = "\N{MINUS SIGN}"


def _chart(pairs: list[tuple[DataPoint, Decimal | None]], benchmark: Benchmark, standing: Standing | None) -> str:
    figure = Figure.HOURLY if benchmark.is_by_hour else Figure(benchmark.figure)
    bars = [
        Bar(point.jurisdiction.name, "ours" if point.jurisdiction.is_own else "theirs", value, shown(value, figure))
        for point, value in pairs
        if value is not None
    ]
    if standing is not None:
        mean = standing.market.mean
        bars.append(Bar("Mean of the others", "mean", mean, shown(mean, figure)))
    if len(bars) < 2:
        return ""
    title = f"{benchmark} by employer" + (f". {_percentile(standing)}" if standing else "")
    return bar_chart(sorted(bars, key=lambda bar: bar.value, reverse=True), title=title)


def _percentile(standing: Standing) -> str:
    market = standing.market
    return percentile_words(market.percentile, market.at_or_below, market.of - 1)


def _point_of(standing: Standing | None, benchmark: Benchmark) -> str:
    """The point of a benchmark in a sentence."""
    if standing is None:
        return "The City's own figure and at least one other are needed to compare."
    market = standing.market
    rank = rank_words(market.rank, market.of)
    if Figure(benchmark.figure) is Figure.PERCENT:
        apart = percent(market.mean / 100) - percent(standing.city / 100)
        side = "below" if apart > 0 else "above"
        return f"The City is {rank}, {abs(apart)} points {side} the mean of the others."
    below = percent(market.below_mean)
    if below == 0:
        return f"The City is {rank}, at the mean of the others."
    side = "below" if below > 0 else "above"
    needs = f" It takes {percent(market.raise_to_mean)}% of the City's own to reach it." if below > 0 else ""
    return f"The City is {rank}, {abs(below)}% {side} the mean of the others.{needs}"


def exported(page: BenchmarkPage) -> list[tuple[str, ...]]:
    """A benchmark as rows of a file: headings, every figure, then where the City stands, as on the page.

    Figures are plain numbers with two places; their unit stands in the heading.
    """
    unit = page.benchmark.get_figure_display().lower()
    compared = f"By the hour, {FIGURE_WORDS[Figure.HOURLY].lower()}" if page.benchmark.is_by_hour else "Compared"
    heads = (
        "Employer", f"Figure, {unit}", compared, "Over the City, percent", "Since", "Matched class", "Match", "Source",
    )  # fmt: skip
    rows = [
        (
            str(line.point.jurisdiction), _number(line.point.value), _number(line.value), _number(line.over),
            str(line.point.effective_on), line.point.matched_class, line.point.get_match_display(), line.point.source,
        )
        for line in page.rows
    ]  # fmt: skip
    stands = _stands(page.standing) if page.standing else []
    return [tuple(inert(cell) for cell in row) for row in (heads, *rows, *stands)]


def _stands(standing: Standing) -> list[tuple[str, ...]]:
    market = standing.market
    said = [
        ("Mean without the City", _number(market.mean)),
        ("Mean with the City", _number(standing.mean_with_city)),
        ("Median without the City", _number(market.median)),
        ("Of the median, percent", _number(percent(standing.of_median))),
        ("Rank of the City", str(market.rank), rank_words(market.rank, market.of)),
        ("Percentile of the City", str(market.percentile), _percentile(standing)),
    ]
    return (
        [*said, ("Left out, for their week is not known", ", ".join(standing.left_out))] if standing.left_out else said
    )


def _number(value: Decimal | None) -> str:
    return "" if value is None else str(cents(value))


def shown(value: Decimal, figure: Figure) -> str:
    """A figure as it is read: $72,500, $24.18, 3.5%, 104 hours."""
    if figure is Figure.YEARLY:
        return words.money(value)
    if figure is Figure.HOURLY:
        return words.cents(value)
    plain = f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP).normalize():f}"
    return f"{plain}%" if figure is Figure.PERCENT else f"{plain} hours"
