"""What every packet for the Council shares: its two editions, and how money is said. Pure."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum


class Edition(StrEnum):
    """For whom a packet is built."""

    OPEN = "OPEN"
    CLOSED = "CLOSED"


EDITION_WORDS: dict[Edition, str] = {Edition.OPEN: "Open edition", Edition.CLOSED: "Closed edition"}
CLOSED_WORD = "CLOSED SESSION, CONFIDENTIAL"


def dollars(amount: Decimal) -> str:
    """``$1,250,000``, cents only where there are some; a saving in parentheses."""
    shown = f"${abs(amount):,.2f}".removesuffix(".00")
    return f"({shown})" if amount < 0 else shown


def lines(text: str) -> tuple[str, ...]:
    """The lines of a typed list, empty ones left out."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
