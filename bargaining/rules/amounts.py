"""Amounts as they are said at a table: ``$1.20M``, ``$36K``."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

_MILLION, _THOUSAND = Decimal(1_000_000), Decimal(1_000)


def said(amount: Decimal) -> str:
    """``$6.25M``, ``$36K``, ``$740``: rounded half up. Below zero, the sign stands before the dollar."""
    size, sign = abs(amount), "\N{MINUS SIGN}" if amount < 0 else ""
    if size.quantize(Decimal("1E3"), rounding=ROUND_HALF_UP) >= _MILLION:
        return f"{sign}${_rounded(size / _MILLION, '0.01')}M"
    if size >= _THOUSAND:
        return f"{sign}${_rounded(size / _THOUSAND, '1')}K"
    # An excess of cents is an excess: it is never said as nothing.
    return f"{sign}${_rounded(size, '1') if size >= 1 or not size else _rounded(size, '0.01')}"


def _rounded(amount: Decimal, step: str) -> str:
    return f"{amount.quantize(Decimal(step), rounding=ROUND_HALF_UP):,}"
