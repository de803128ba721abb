"""Messages with a list: the morning digest, and the dates that one cause moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from labor_office.core.notices.messages.parts import Act, Message, Part
from labor_office.core.web.dates import short_day


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOff:
    """A working day of the week on which the City is closed."""

    on: date
    name: str = "City holiday"

    @property
    def due(self) -> str:
        """``Fri, Jun 19``."""
        return short_day(self.on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest(Message):
    """M4. One morning mail a day; it absorbs every reminder of that morning.

    ``overdue``, ``today`` and ``week`` are each in date order; ``soon`` holds reminders
    whose date lies beyond this week.
    """

    template = "digest"
    label = "Morning digest"
    is_optional = True
    is_list = True

    on: date
    overdue: tuple[Act, ...] = ()
    today: tuple[Act, ...] = ()
    week: tuple[Act, ...] = ()
    soon: tuple[Act, ...] = ()
    closed: tuple[DayOff, ...] = ()
    waiting_count: int = 0
    waiting_oldest_days: int = 0
    stopped_count: int = 0

    @property
    def path(self) -> str:
        """My desk."""
        return reverse("desk:mine")

    @property
    def day(self) -> str:
        """``Mon, Jun 15``."""
        return short_day(self.on)

    @property
    def day_long(self) -> str:
        """``Monday, June 15``."""
        return f"{self.on:%A, %B} {self.on.day}"

    @property
    def counts(self) -> str:
        """``1 overdue, 2 due today, 3 this week``; what is zero is left out."""
        words = (
            (self.overdue, "overdue"),
            (self.today, "due today"),
            (self.week, "this week"),
            (self.soon, "coming up"),
        )
        return ", ".join(f"{len(acts)} {word}" for acts, word in words if acts)

    @property
    def groups(self) -> tuple[tuple[str, tuple[Act, ...]], ...]:
        """Heading and acts, in the order they are read; empty groups are left out."""
        named = (("Overdue", self.overdue), ("Due today", self.today), ("This week", self.week), ("Later", self.soon))
        return tuple((heading, acts) for heading, acts in named if acts)

    @property
    def also(self) -> str:
        """What else there is, in a sentence; empty when nothing."""
        words = []
        if self.waiting_count:
            oldest = f", oldest {_days(self.waiting_oldest_days)}" if self.waiting_oldest_days else ""
            words.append(f"{self.waiting_count} waiting on others{oldest}.")
        if self.stopped_count:
            words.append(f"{self.stopped_count} clock{'' if self.stopped_count == 1 else 's'} stopped.")
        return " ".join(words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move(Part):
    """One date that moved. ``now_on`` is None when it cannot be counted any more or is no longer owed."""

    act: str
    was_on: date | None = None
    now_on: date | None = None
    now_words: str = ""

    @property
    def was(self) -> str:
        """``Wed, Jun 17``, or that there was none."""
        return short_day(self.was_on) if self.was_on else "no date"

    @property
    def now(self) -> str:
        """``Tue, Jun 23``, or in words why there is no day."""
        return short_day(self.now_on) if self.now_on else self.now_words or "no date"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMoved(Message):
    """M8. One mail a cause, whatever it moved. ``cause`` is a sentence without names of grievants."""

    template = "date_moved"
    label = "Date moved"
    is_optional = True

    cause: str
    moves: tuple[Move, ...] = ()
    moved_by: str = ""

    @property
    def closed_subject(self) -> str:
        """The number and the new day."""
        first = self.moves[0]
        return f"{first.reference}: now {first.now}"

    @property
    def only(self) -> Move | None:
        """The one date that moved; None when there are several."""
        return self.moves[0] if len(self.moves) == 1 else None

    @property
    def path(self) -> str:
        """The one record, or the list of deadlines."""
        return self.only.path if self.only else reverse("deadlines:register")

    @property
    def button(self) -> str:
        """What the link is called."""
        return f"Open {self.only.reference}" if self.only else "Open the deadlines"


def _days(count: int) -> str:
    return f"{count} working day{'' if count == 1 else 's'}"
