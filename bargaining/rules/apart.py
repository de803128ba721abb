"""How far both sides are apart in money, in one way wherever it is said. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from bargaining.rules.council_papers import dollars
from bargaining.rules.impasse import between

NOT_COSTED = "Not costed"


@dataclass(frozen=True, slots=True)
class Apart:
    """What the union's offers cost more than the City's over the term; below zero, less.

    ``amount`` is None where nothing is costed, and then ``reason`` says why as far as it is known.
    ``missing`` names the issues whose cost is not in it: what nobody costed is never counted as zero.
    ``is_final`` where these are the final offers before whoever decides the impasse.
    """

    amount: Decimal | None = None
    missing: tuple[str, ...] = ()
    reason: str = ""
    is_final: bool = False

    @property
    def short(self) -> str:
        """``$296,880``, ``$296,880 as far as costed``, ``$4,000, the City's more``, ``Not costed``: for a list."""
        if self.amount is None:
            return NOT_COSTED
        said = _whole(self.amount) + (", the City's more" if self.amount < 0 else "")
        return f"{said} as far as costed" if self.missing else said

    @property
    def words(self) -> str:
        """``Together $296,880 apart over the term.``, with how many articles are not costed; empty without a cost."""
        if self.amount is None:
            return ""
        said = f"Together {_whole(self.amount)} apart over the term"
        if self.amount < 0:
            said += ", the City's offers costing more"
        missing = len(self.missing)
        return f"{said}, {missing} article{'' if missing == 1 else 's'} not costed." if missing else f"{said}."


def _whole(amount: Decimal) -> str:
    return dollars(abs(amount).quantize(Decimal(1), ROUND_HALF_UP))


def apart_over(offers: Iterable[tuple[str, Decimal | None, Decimal | None]]) -> Apart:
    """Final offers, by name with the City's and the union's cost, taken together."""
    rows = [(name, between(city, union)) for name, city, union in offers]
    known = [apart for _, apart in rows if apart is not None]
    missing = tuple(name for name, apart in rows if apart is None)
    return Apart(sum(known, Decimal(0)) if known else None, missing, is_final=True)
