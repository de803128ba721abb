"""How the desk is laid out: which heading a deadline stands under. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Generic, NamedTuple, Protocol, TypeVar

SUNDAY = 6
# Rows under a heading: more than a person clears in a week; the register has them all.
MOST_NOW, MOST_LATER = 100, 5


class Heading(StrEnum):
    """The row groups of the desk, in the order in which they are read."""

    NEEDS_DATE = "NEEDS_DATE"
    OVERDUE = "OVERDUE"
    TODAY = "TODAY"
    THIS_WEEK = "THIS_WEEK"
    NEXT_WEEK = "NEXT_WEEK"
    LATER = "LATER"


class HasDue(Protocol):
    """Anything with a due date, or none yet."""

    @property
    def due_on(self) -> date | None: ...


class OwedLine(NamedTuple):
    """What the desk's layout and its counts need of everything that is owed; a row is made of what is shown."""

    pk: int
    due_on: date | None
    from_on: date | None
    state: str
    name: str
    satisfied_by: str

    def is_overdue(self, today: date) -> bool:
        """Whether its day is past, as far as it has one."""
        return self.due_on is not None and self.due_on < today and self.state != "NEEDS_DATE"


R = TypeVar("R", bound=HasDue)


@dataclass(frozen=True, slots=True)
class ClosedRow:
    """A holiday or closure that stands among the deadlines of its week."""

    day: date
    name: str
    # How many of the person's open periods run across it.
    crossing: int


@dataclass(frozen=True, slots=True)
class Group(Generic[R]):
    """One heading with its rows and the closed days of the same week."""

    heading: Heading
    words: str
    rows: tuple[R, ...]
    closed: tuple[ClosedRow, ...] = ()
    hidden: int = 0

    @property
    def is_first_to_do(self) -> bool:
        """Whether the buttons of this group stand out: late, or due today."""
        return self.heading in {Heading.NEEDS_DATE, Heading.OVERDUE, Heading.TODAY}

    @property
    def count_words(self) -> str:
        """``2 items`` or ``8 of 14 shown``."""
        shown = len(self.rows)
        if self.hidden:
            return f"{shown} of {shown + self.hidden} shown"
        return f"{shown} item{'' if shown == 1 else 's'}"


@dataclass(slots=True)
class _Pile(Generic[R]):
    rows: list[R] = field(default_factory=list)


def end_of_week(day: date) -> date:
    """The Sunday that ends the week of ``day``."""
    return day + timedelta(days=SUNDAY - day.weekday())


def heading_of(due_on: date | None, today: date) -> Heading:
    """Under which heading a due date stands on ``today``; weeks run Monday to Sunday."""
    sunday = end_of_week(today)
    if due_on is None:
        return Heading.NEEDS_DATE
    if due_on < today:
        return Heading.OVERDUE
    if due_on == today:
        return Heading.TODAY
    if due_on <= sunday:
        return Heading.THIS_WEEK
    return Heading.NEXT_WEEK if due_on <= sunday + timedelta(days=7) else Heading.LATER


def lay_out(
    rows: Iterable[R],
    *,
    today: date,
    closed: Mapping[date, str],
    periods: Iterable[tuple[date, date]] = (),
    show_now: int = MOST_NOW,
    show_later: int = MOST_LATER,
) -> tuple[Group[R], ...]:
    """The groups of the desk, empty ones left out, in reading order.

    ``closed`` are the named closed days of this week and the next, ``periods`` the open
    counts (start and due) which they may interrupt. At most ``show_now`` rows a heading are
    shown, beyond this week ``show_later``; the rest is counted.
    """
    piles: dict[Heading, _Pile[R]] = {heading: _Pile() for heading in Heading}
    for row in rows:
        piles[heading_of(row.due_on, today)].rows.append(row)
    spans = list(periods)
    groups = []
    for heading, pile in piles.items():
        marks = _closed_under(heading, closed, spans, today)
        if not pile.rows and not (marks and heading is Heading.THIS_WEEK):
            continue
        limit = show_later if heading in {Heading.NEXT_WEEK, Heading.LATER} else show_now
        groups.append(
            Group(
                heading=heading,
                words=_words(heading, today),
                rows=tuple(pile.rows[:limit]),
                closed=marks,
                hidden=max(0, len(pile.rows) - limit),
            )
        )
    return tuple(groups)


def _closed_under(
    heading: Heading, closed: Mapping[date, str], spans: list[tuple[date, date]], today: date
) -> tuple[ClosedRow, ...]:
    return tuple(
        ClosedRow(day, name, sum(start < day < due for start, due in spans))
        for day, name in sorted(closed.items())
        if day >= today and heading_of(day, today) is heading
    )


def _words(heading: Heading, today: date) -> str:
    return {
        Heading.NEEDS_DATE: "Needs a date before it can be counted",
        Heading.OVERDUE: "Overdue",
        Heading.TODAY: f"Today, {today:%A, %B} {today.day}",
        Heading.THIS_WEEK: "Later this week",
        Heading.NEXT_WEEK: "Next week",
        Heading.LATER: "After next week",
    }[heading]
