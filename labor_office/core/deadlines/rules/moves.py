"""What changes on a docket: old and new dates side by side, before anything is saved."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Move:
    """One deadline before and after.

    ``was`` or ``now`` is None where there is no date: not begun, stopped, or not countable.
    ``deadline_id`` is None for one that would begin. ``reference`` and ``owner`` tell of
    its matter where a change touches many.
    """

    code: str
    name: str
    actor: str
    state_was: str
    state_now: str
    was: date | None
    now: date | None
    deadline_id: int | None = None
    matter_id: int | None = None
    reference: str = ""
    owner: str = ""
    missing: str = ""

    @property
    def is_new(self) -> bool:
        """Whether the deadline begins with this change."""
        return self.deadline_id is None

    @property
    def is_moved(self) -> bool:
        """Whether a date that stood moves, comes or goes."""
        return not self.is_new and self.was != self.now
