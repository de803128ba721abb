"""How a side letter stands on a day, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from agreements.rules.timeline import Days

# Days before its last one on which a letter that runs out is spoken of.
WATCHED = (60, 30)


class Standing(StrEnum):
    """Where a side letter is in its life."""

    DRAFT = "DRAFT"
    GIVEN_UP = "GIVEN_UP"
    TO_COME = "TO_COME"
    IN_FORCE = "IN_FORCE"
    RUNS_OUT = "RUNS_OUT"
    ENDED = "ENDED"
    NEVER_HELD = "NEVER_HELD"


_WORDS = {
    Standing.DRAFT: ("Draft", "needs"),
    Standing.GIVEN_UP: ("Given up", "quiet"),
    Standing.TO_COME: ("In force from its first day", "plan"),
    Standing.IN_FORCE: ("In force", "met"),
    Standing.RUNS_OUT: ("Runs out soon", "soon"),
    Standing.ENDED: ("Ended", "quiet"),
    Standing.NEVER_HELD: ("Ended before its first day", "quiet"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """The standing as a chip shows it; ``days_left`` counts today's letter to its last day, None without one."""

    standing: Standing
    days_left: int | None = None

    @property
    def word(self) -> str:
        """``Runs out in 24 days``."""
        if self.standing is Standing.RUNS_OUT and self.days_left is not None:
            days = f"{self.days_left} day{'' if self.days_left == 1 else 's'}"
            return "Last day today" if self.days_left == 0 else f"Runs out in {days}"
        return _WORDS[self.standing][0]

    @property
    def kind(self) -> str:
        """The chip's kind."""
        return _WORDS[self.standing][1]


def standing_on(today: date, *, held: Days | None, is_in_force: bool, is_closed: bool) -> Told:
    """How a letter stands. ``held`` are the days it holds, None when it was ended before its first."""
    if not is_in_force:
        return Told(Standing.GIVEN_UP if is_closed else Standing.DRAFT)
    if held is None:
        return Told(Standing.NEVER_HELD)
    if today < held.first:
        return Told(Standing.TO_COME)
    if held.until is not None and today >= held.until:
        return Told(Standing.ENDED)
    left = (held.until - today).days - 1 if held.until is not None else None
    is_near = left is not None and left <= max(WATCHED)
    return Told(Standing.RUNS_OUT if is_near else Standing.IN_FORCE, left)
