"""Marks made at the door, by devices that may have been offline: which of two holds. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from training.rules.vocabulary import Mark

# A device that says it waited longer than this has a clock that went astray: the tap counts as it arrives.
LONGEST_WAIT = timedelta(days=7)
# A remark, not a report; as much as the sheet has room for.
LONGEST_NOTE = 200
# A UUID in writing; a person's code is far shorter.
WALK_IN_KEY = 36


@dataclass(frozen=True, slots=True)
class Tap:
    """One touch on a device: whom it marks, how, and how long ago when it was sent.

    ``who`` is a person's code, or the key of a walk-in. What a device tells of a walk-in it
    added brings the name and department as given at the door.
    """

    key: UUID
    who: str
    mark: Mark
    waited: timedelta = timedelta(0)
    in_at: time | None = None
    out_at: time | None = None
    note: str = ""
    name: str = ""
    department: str = ""
    # The tap that the same device made on the same person before this one: this one is later, whatever the clocks say.
    after: UUID | None = None

    @property
    def is_walk_in(self) -> bool:
        """Whether it is about somebody who was not on the list: they go by a key, all others by their code."""
        return len(self.who) == WALK_IN_KEY


def tapped_at(tap: Tap, *, arrived_at: datetime) -> datetime:
    """When it was tapped, by the server's clock.

    A device's clock may be wrong by hours, but it knows how long a tap waited; one that
    says a time to come, or days long past, is not believed and counts as it arrives.
    """
    waited = tap.waited if timedelta(0) <= tap.waited <= LONGEST_WAIT else timedelta(0)
    return arrived_at - waited


def has_ended(held_on: date, ends_at: time, *, at: datetime) -> bool:
    """Whether a class is over at ``at``, given in the City's own time: from the very minute it ends.

    Before that nobody has attended it to its end, so nobody can have completed it.
    """
    return (at.date(), at.time()) >= (held_on, ends_at)


def holds_over(new: tuple[datetime, str], kept: tuple[datetime, str]) -> bool:
    """Whether a tap replaces the one that is kept: the later of two, and of two at one instant the greater key.

    The same answer whichever of two devices comes back first, and however often each sends.
    """
    return new > kept
