"""What components are given: small frozen facts, and the picture that goes with each kind of state."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

ICONS: Mapping[str, str] = {
    "over": "error",
    "today": "alarm",
    "soon": "schedule",
    "plan": "event",
    "proj": "event",
    "met": "check",
    "missed": "remove_circle",
    "toll": "hourglass_empty",
    "ext": "update",
    "wait": "forum",
    "risk": "warning",
    "needs": "help",
    "lock": "lock",
}


class ChipState(Protocol):
    """Anything with a word for its state, the chip's class and the sprite's picture."""

    @property
    def word(self) -> str: ...
    @property
    def css(self) -> str: ...
    @property
    def icon(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Tile:
    """A count that opens its list."""

    count: int
    word: str
    detail: str
    url: str
    kind: str = "plan"
    is_current: bool = False

    @property
    def icon(self) -> str:
        """The picture of its kind."""
        return ICONS.get(self.kind, "")

    @property
    def css(self) -> str:
        """Its colour, or quiet when there is nothing: a page at rest has no red."""
        return self.kind if self.count else "none"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a summary list; ``change_url`` leads back to the question."""

    label: str
    value: str
    change_url: str = ""
