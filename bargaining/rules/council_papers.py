"""How papers for the Council say money and lists. Pure."""

from __future__ import annotations

from decimal import Decimal


def dollars(amount: Decimal) -> str:
    """``$1,250,000``, cents only where there are some; a saving in parentheses."""
    shown = f"${abs(amount):,.2f}".removesuffix(".00")
    return f"({shown})" if amount < 0 else shown


def lines(text: str) -> tuple[str, ...]:
    """The lines of a typed list, empty ones left out."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
