"""Cents, shares and splits that tie."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

ZERO = Decimal(0)
ONE = Decimal(1)
HUNDRED = Decimal(100)
_CENT = Decimal("0.01")


def cents(amount: Decimal) -> Decimal:
    """``amount`` in dollars as it is shown: rounded half up to the cent."""
    return amount.quantize(_CENT, ROUND_HALF_UP)


def percent(share: Decimal, places: int = 2) -> Decimal:
    """A share as percent, rounded half up: 0.0821437 is 8.21."""
    return (share * HUNDRED).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def split(amount: Decimal, shares: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """``amount`` over funds by share, in cents that tie to ``cents(amount)``.

    What rounding leaves over goes to the fund with the largest share, the first named among
    equals. Raises ValueError when there is no fund, a share is negative, or the shares sum to nothing.
    """
    whole = sum(shares.values(), ZERO)
    if not shares or whole <= 0 or any(share < 0 for share in shares.values()):
        raise ValueError("A split needs at least one fund, and shares that are not negative and sum to more than 0.")
    parts = {fund: cents(amount * share / whole) for fund, share in shares.items()}
    largest = max(shares, key=lambda fund: shares[fund])
    parts[largest] += cents(amount) - sum(parts.values(), ZERO)
    return parts
