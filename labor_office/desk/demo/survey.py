"""What other employers pay, as Theo surveyed it. The employers are invented like the City."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from bargaining.actions import comparators
from bargaining.actions.comparators import Point
from bargaining.models.comparators import Benchmark, Jurisdiction
from bargaining.rules.comparators import Figure, Match
from labor_office.desk.demo.days import moment
from labor_office.desk.demo.setting import Rivermont

# name, population, employees, miles, why
EMPLOYERS = (
    ("City of Rivermont", 158_000, 2_640, None, ""),
    ("City of Eastbrook", 171_000, 2_910, 12, "Council's list of 2023; same labor market"),
    ("Harlan County", 402_000, 6_300, 9, "Council's list of 2023; surrounds the City"),
    ("City of Port Alder", 96_000, 1_450, 28, "Council's list of 2023; same size of utility"),
    ("City of Fairmere", 134_000, 2_080, 19, "Council's list of 2023"),
    ("Tidewater Authority", None, 880, 31, "Hires the same pipe fitters"),
)
_OLD, _NEW = date(2024, 7, 1), date(2025, 7, 1)
# Benchmark, unit, figure, by the hour, what counts; then figures by employer: value, hours, since, called, match.
_PAY = (
    ("68900", "40", _NEW, "Pipe Fitter II", Match.GOOD),
    ("72500", "40", _NEW, "Utility Mechanic II", Match.GOOD),
    ("70100", "37.5", _NEW, "Distribution Technician", Match.FAIR),
    ("74250", "40", _OLD, "Pipe Fitter", Match.GOOD),
    ("69900", "40", _NEW, "Water Systems Worker III", Match.GOOD),
    ("71800", "42", _NEW, "Pipefitter Journey", Match.GOOD),
)
_RAISES = (
    ("2.0", None, _NEW, "", Match.GOOD),
    ("3.0", None, _NEW, "", Match.GOOD),
    ("3.5", None, _NEW, "", Match.GOOD),
    ("2.5", None, _NEW, "", Match.GOOD),
    ("2.75", None, _NEW, "", Match.GOOD),
    ("3.25", None, _NEW, "", Match.GOOD),
)
_FIRE = (
    ("64500", "56", _NEW, "Firefighter", Match.GOOD),
    ("69200", "56", _NEW, "Firefighter", Match.GOOD),
    ("66100", "42", _NEW, "Firefighter and EMT", Match.FAIR),
    ("63800", "56", _OLD, "Firefighter", Match.GOOD),
)
BENCHMARKS = (
    ("Pipe Fitter II, top step", "labor-and-trades", Figure.YEARLY, True, "Base pay without differentials.", _PAY),
    ("General increase of FY 2026", "labor-and-trades", Figure.PERCENT, False, "Across the board, not steps.", _RAISES),
    ("Firefighter, entry", "fire-and-ems", Figure.YEARLY, True, "First year after the academy.", _FIRE),
)


def tell(city: Rivermont) -> None:
    """The survey of this spring, every figure with its pay plan."""
    theo, at = city.people["Theo Lindqvist"], moment(city.days.working(-40), "14:00")
    employers = [
        Jurisdiction.objects.create(
            name=name, population=population, employees=employees, miles=miles, basis=basis, is_own=not place
        )
        for place, (name, population, employees, miles, basis) in enumerate(EMPLOYERS)
    ]
    for name, unit, figure, is_by_hour, words, rows in BENCHMARKS:
        benchmark: Benchmark = comparators.add_benchmark(
            name=name, unit=city.units[unit], figure=figure, is_by_hour=is_by_hour, words=words
        )
        for employer, (value, hours, since, called, match) in zip(employers, rows, strict=False):
            point = Point(
                Decimal(value), since, f"Pay plan of {employer}, {since.year}", Decimal(hours) if hours else None,
                called, match,
            )  # fmt: skip
            comparators.record_point(benchmark=benchmark, jurisdiction=employer, point=point, by=theo, at=at)
