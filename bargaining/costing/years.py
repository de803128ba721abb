"""Fiscal years, and which part of one an increase is paid in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from bargaining.costing.money import ONE, ZERO

PERIOD_DAYS = 14


class Timing(StrEnum):
    """How the part of a year is counted in which an increase is paid."""

    DAYS = "DAYS"
    MONTHS = "MONTHS"
    PAY_PERIODS = "PAY_PERIODS"


class TimingRefused(ValueError):
    """The day an item begins cannot be counted as asked. The message says which day, and the mend."""


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """A budget year, first to last day, with its biweekly pay periods (26; 27 in some years).

    ``first_period_on`` is the day its first pay period begins; the first day of the year unless told.
    """

    name: str
    starts_on: date
    ends_on: date
    pay_periods: int = 26
    first_period_on: date | None = None

    @property
    def days(self) -> int:
        """365, or 366 with a February 29."""
        return (self.ends_on - self.starts_on).days + 1

    @property
    def middle(self) -> date:
        """The day that parts the year in halves: where evenly spread anniversaries stand on average."""
        return self.starts_on + timedelta(days=self.days // 2)

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on

    def share_from(self, day: date, timing: Timing) -> Decimal:
        """The part of this year, 0 to 1, that lies on or after ``day``.

        Raises TimingRefused when months are to be counted from within a month.
        """
        if day <= self.starts_on:
            return ONE
        if day > self.ends_on:
            return ZERO
        if timing is Timing.MONTHS:
            return Decimal(self._months_from(day)) / 12
        if timing is Timing.PAY_PERIODS:
            return Decimal(self._periods_from(day)) / self.pay_periods
        return Decimal((self.ends_on - day).days + 1) / self.days

    def _months_from(self, day: date) -> int:
        if day.day != self.starts_on.day:
            raise TimingRefused(
                f"{day:%B} {day.day}, {day.year} is within a month of {self.name}: "
                "begin on the first day of a month, or count by days."
            )
        passed = (day.year - self.starts_on.year) * 12 + day.month - self.starts_on.month
        return 12 - passed

    def _periods_from(self, day: date) -> int:
        """Pay periods that begin on or after ``day``: an increase is first paid with a whole period."""
        first = self.first_period_on or self.starts_on
        begun = -(-(day - first).days // PERIOD_DAYS)
        return max(0, self.pay_periods - max(0, begun))


def fiscal_years(first: date, count: int) -> tuple[FiscalYear, ...]:
    """``count`` years in a row that begin on the month and day of ``first``, named for the year they end in."""
    starts = [date(first.year + n, first.month, first.day) for n in range(count + 1)]
    return tuple(
        FiscalYear(f"FY {(nxt - timedelta(days=1)).year}", start, nxt - timedelta(days=1))
        for start, nxt in pairwise(starts)
    )
