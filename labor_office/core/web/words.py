"""Dates, times and money as this office writes them."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone

from labor_office.core.web import dates


def day(value: date | None) -> str:
    """``Tue, Jun 23``: a date in a list; an instant falls on its local day."""
    return dates.short_day(_civil(value)) if value else ""


def day_year(value: date | None) -> str:
    """``Tue, Jun 23, 2026``: a date where the year is in doubt."""
    return dates.short_day_with_year(_civil(value)) if value else ""


def long_day(value: date | None) -> str:
    """``Tuesday, June 23, 2026``: a date in headings and letters."""
    return dates.long_day(_civil(value)) if value else ""


def at(value: datetime | None) -> str:
    """``1:42 p.m.``, in the city's time."""
    if not value:
        return ""
    local = timezone.localtime(value)
    return f"{local.hour % 12 or 12}:{local:%M} {'a.m.' if local.hour < 12 else 'p.m.'}"


def moment(value: datetime | None) -> str:
    """``Fri, Jun 12, 3:40 p.m.``, in the city's time."""
    return f"{day(value)}, {at(value)}" if value else ""


def money(value: Decimal | int | None) -> str:
    """``$2,174``, rounded half up to the dollar; a blank for an amount not known, never zero."""
    return "" if value is None else _dollars(value, Decimal(1))


def cents(value: Decimal | int | None) -> str:
    """``$2,174.50``, rounded half up to the cent; a blank for an amount not known."""
    return "" if value is None else _dollars(value, Decimal("0.01"))


def _dollars(value: Decimal | int, step: Decimal) -> str:
    amount = Decimal(value).quantize(step, rounding=ROUND_HALF_UP)
    sign = "\N{MINUS SIGN}" if amount < 0 else ""
    return f"{sign}${abs(amount):,}"


def _civil(value: date) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value
