"""Messages about meetings of both sides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from labor_office.core.notices.messages.parts import Message, Part
from labor_office.core.web.dates import long_day, short_day


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingOff(Message):
    """M22. To the City's members, that a meeting they sit in is not held, and why."""

    template = "meeting_off"
    label = "Meeting called off"

    item: Part
    # What meets: "Safety committee".
    what: str
    on: date
    because: str
    called_off_by: str

    @property
    def day(self) -> str:
        """``Tue, Jun 23``."""
        return short_day(self.on)

    @property
    def day_long(self) -> str:
        """``Tuesday, June 23, 2026``."""
        return long_day(self.on)

    @property
    def closed_subject(self) -> str:
        """The number and the day."""
        return f"{self.item.reference}: not on {self.day}"
