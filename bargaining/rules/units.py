"""What makes a bargaining unit: on what it rests, who is kept out and why. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Basis(StrEnum):
    """On what the unit rests."""

    ELECTION = "ELECTION"
    RECOGNIZED = "RECOGNIZED"
    ORDINANCE = "ORDINANCE"
    ORDER = "ORDER"


BASIS_WORDS: Mapping[Basis, str] = {
    Basis.ELECTION: "Certified after an election",
    Basis.RECOGNIZED: "Recognized by the City",
    Basis.ORDINANCE: "Set by ordinance",
    Basis.ORDER: "Set by an order",
}


class Exclusion(StrEnum):
    """Why a classification or a position stands outside a unit."""

    CONFIDENTIAL = "CONFIDENTIAL"
    MANAGERIAL = "MANAGERIAL"
    SUPERVISORY = "SUPERVISORY"
    TEMPORARY = "TEMPORARY"
    SEASONAL = "SEASONAL"
    OTHER = "OTHER"


EXCLUSION_WORDS: Mapping[Exclusion, str] = {
    Exclusion.CONFIDENTIAL: "Confidential",
    Exclusion.MANAGERIAL: "Managerial",
    Exclusion.SUPERVISORY: "Supervisory",
    Exclusion.TEMPORARY: "Temporary",
    Exclusion.SEASONAL: "Seasonal",
    Exclusion.OTHER: "Other",
}


@dataclass(frozen=True, slots=True)
class Released:
    """Hours of release time used within a grant, and how far they go."""

    allowed: Decimal
    used: Decimal

    @property
    def left(self) -> Decimal:
        """Hours that remain; below zero when more was used than allowed."""
        return self.allowed - self.used

    @property
    def is_over(self) -> bool:
        """Whether more was used than allowed."""
        return self.used > self.allowed

    @property
    def words(self) -> str:
        """``112.5 of 320 hours used, 207.5 left``."""
        tail = f"{hours(-self.left)} over" if self.is_over else f"{hours(self.left)} left"
        return f"{hours(self.used)} of {hours(self.allowed)} hours used, {tail}"


def released(allowed: Decimal, entries: Iterable[tuple[date, Decimal]], first: date, last: date) -> Released:
    """What of ``entries`` falls on the days of a grant, both ends included."""
    return Released(allowed, sum((amount for on, amount in entries if first <= on <= last), Decimal(0)))


def hours(amount: Decimal) -> str:
    """``7.5``, ``320``: hours without idle zeros."""
    plain = amount.normalize()
    return f"{plain:f}" if plain else "0"
