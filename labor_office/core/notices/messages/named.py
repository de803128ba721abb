"""A word to people named on something that nobody else may know of. It carries nothing but the matter's number."""

from __future__ import annotations

from dataclasses import dataclass

from labor_office.core.notices.messages.parts import Message, Part


@dataclass(frozen=True, slots=True, kw_only=True)
class ForThoseNamed(Message):
    """M21. That there is something to look at, and where; what it is stands behind the wall.

    It never goes to a backup: who stands in for somebody is not named for that.
    """

    template = "for_those_named"
    label = "For those named"
    follows_backup = False

    item: Part

    @property
    def closed_subject(self) -> str:
        """The number, and that it waits."""
        return f"{self.item.reference}: something for you to look at"
