"""Figures of several employers made comparable, and where the City stands among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bargaining.costing.measures import Market, hourly_of_year, market_of
from bargaining.costing.money import ONE, ZERO


@dataclass(frozen=True, slots=True)
class Surveyed:
    """One employer's figure, with the hours of its week where pay is compared by the hour."""

    name: str
    value: Decimal
    weekly_hours: Decimal | None = None
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """The City among others: the market, and its mean with the City counted in."""

    market: Market
    city: Decimal
    mean_with_city: Decimal
    left_out: tuple[str, ...]

    @property
    def below_median(self) -> Decimal:
        """By how much of the median the City lies below it; negative above."""
        return (self.market.median - self.city) / self.market.median if self.market.median else ZERO

    @property
    def of_median(self) -> Decimal:
        """What the City pays as a share of the median."""
        return ONE - self.below_median


def comparable(one: Surveyed, *, by_hour: bool) -> Decimal | None:
    """The figure as it is compared; None where its week is not known and pay is compared by the hour."""
    if not by_hour:
        return one.value
    return hourly_of_year(one.value, one.weekly_hours) if one.weekly_hours else None


def standing_of(points: Sequence[Surveyed], *, by_hour: bool) -> Standing | None:
    """Where the City stands; None while its own figure or every other's is missing.

    Employers whose week is not known are left out of a comparison by the hour, and named.
    """
    found = [(one, comparable(one, by_hour=by_hour)) for one in points]
    city = next((value for one, value in found if one.is_own and value is not None), None)
    others = [value for one, value in found if not one.is_own and value is not None]
    if city is None or not others:
        return None
    missing = tuple(one.name for one, value in found if value is None)
    mean_with_city = (sum(others, ZERO) + city) / (len(others) + 1)
    return Standing(market_of(city, others), city, mean_with_city, missing)
