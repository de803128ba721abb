"""Striking a panel of arbitrators: each side in turn takes one name off until one is left. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """Who strikes."""

    CITY = "CITY"
    UNION = "UNION"


SIDE_WORDS: dict[Side, str] = {Side.CITY: "The City", Side.UNION: "The union"}


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel as it stands: who strikes first, the sides that have struck in order, and how many names there were."""

    first: Side
    struck: Sequence[Side]
    count: int

    @property
    def left(self) -> int:
        """Names not struck yet."""
        return self.count - len(self.struck)

    @property
    def is_settled(self) -> bool:
        """One name is left: the arbitrator."""
        return self.count > 0 and self.left <= 1

    @property
    def turn(self) -> Side | None:
        """Whose strike is next; None once the panel is settled. After a strike out of turn the other side is next."""
        if self.is_settled or not self.count:
            return None
        return self.first if not self.struck else other(self.struck[-1])


def other(side: Side) -> Side:
    """The other side."""
    return Side.UNION if side is Side.CITY else Side.CITY


def out_of_turn(panel: Panel, side: Side) -> str:
    """A warning when ``side`` is not the one to strike now; empty when it is. The parties may agree to it."""
    if panel.turn in {None, side}:
        return ""
    said = SIDE_WORDS[other(side)]
    return f"{said} strikes next. Record it anyway only if both sides agree."
