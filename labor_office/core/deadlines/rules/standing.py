"""Where a deadline stands today, in a few words, a chip class and a picture. Pure.

The one place that says "Overdue 1 working day": desk, register, record, calendar and
mail all ask here, so they cannot disagree. Only what the City owes ever turns red;
what the other side owes is waited for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from labor_office.core.deadlines.rules.procedure import Actor
from labor_office.core.deadlines.rules.words import hour, short_day

if TYPE_CHECKING:
    from labor_office.core.deadlines.rules.docket import Entry

_OURS = (Actor.EMPLOYER, Actor.BOTH, Actor.EITHER)
SOON_WORKING_DAYS = 3


_QUIET_WORDS = {
    "LAPSED": "No longer owed",
    "WAITING": "Not before this day",
    "ENDED": "Waiting period ended",
}


class OpenDays(Protocol):
    """The one question standing asks of a calendar."""

    def open_days_after(self, day: date, last: date) -> int | None:
        """Open days after ``day`` up to ``last``; None where the calendar does not reach."""
        ...


class Band(StrEnum):
    """How urgent, and so under which heading of the desk."""

    NEEDS_DATE = "needs"
    OVERDUE = "over"
    TODAY = "today"
    SOON = "soon"
    SCHEDULED = "plan"
    WAITING = "wait"
    STOPPED = "toll"
    MET = "met"
    MISSED = "missed"
    QUIET = "quiet"


_ICONS = {
    Band.NEEDS_DATE: "help",
    Band.OVERDUE: "error",
    Band.TODAY: "alarm",
    Band.SOON: "schedule",
    Band.SCHEDULED: "event",
    Band.WAITING: "forum",
    Band.STOPPED: "hourglass_empty",
    Band.MET: "check",
    Band.MISSED: "remove_circle",
    Band.QUIET: "",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """``word`` for people, ``band`` for order and colour; ``css`` and ``icon`` as the chip takes them."""

    band: Band
    word: str

    @property
    def css(self) -> str:
        """The chip's class."""
        return self.band.value

    @property
    def icon(self) -> str:
        """The sprite's picture."""
        return _ICONS[self.band]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one deadline: its stored ``state`` and dates."""

    state: str
    is_ours: bool
    due_on: date | None
    satisfied_on: date | None = None
    stopped_on: date | None = None
    days_left_when_stopped: int | None = None
    cutoff: time | None = None
    # What the miss brought about took the place of the act.
    is_settled: bool = False


def facts_of(entry: Entry) -> Facts:
    """What is known of a limit that was derived and is not stored: before anything is saved."""
    stops = entry.trace.stops if entry.state == "STOPPED" else ()
    return Facts(
        state=entry.state,
        is_ours=entry.limit.actor in _OURS,
        due_on=entry.due_on,
        satisfied_on=entry.satisfied_on,
        stopped_on=next((stop.from_on for stop in stops if stop.to_on is None), None),
        days_left_when_stopped=entry.days_left_when_stopped,
    )


def standing(facts: Facts, *, today: date, calendar: OpenDays | None) -> Standing:
    """Where the deadline stands on ``today``; days are working days of ``calendar``.

    Where it does not reach, or there is none, the words give the day and no number: late
    is late, however many working days that is.
    """
    if facts.satisfied_on is not None and facts.state in {"MET", "MISSED", "TARGET_PASSED"}:
        return _done(facts, calendar)
    if facts.state == "STOPPED":
        return _stopped(facts)
    if facts.due_on is None or facts.state == "NEEDS_DATE":
        return Standing(Band.NEEDS_DATE, "Needs a date")
    if facts.state in _QUIET_WORDS:
        return Standing(Band.QUIET, _QUIET_WORDS[facts.state])
    return _past(facts, today, calendar) if facts.due_on < today else _ahead(facts, today, calendar)


def _done(facts: Facts, calendar: OpenDays | None) -> Standing:
    assert facts.satisfied_on is not None  # noqa: S101 -- the caller looked
    day = short_day(facts.satisfied_on)
    if facts.due_on is None or facts.satisfied_on <= facts.due_on:
        return Standing(Band.MET, f"Met {day}")
    late = _after(facts.due_on, facts.satisfied_on, calendar)
    return Standing(Band.MISSED, f"Done {day}, late" if late is None else f"Done {day}, {_days(max(1, late))} late")


def _stopped(facts: Facts) -> Standing:
    since = f" {short_day(facts.stopped_on)}" if facts.stopped_on else ""
    left = "" if facts.days_left_when_stopped is None else f", {facts.days_left_when_stopped} left"
    return Standing(Band.STOPPED, f"Clock stopped{since}{left}")


def _past(facts: Facts, today: date, calendar: OpenDays | None) -> Standing:
    assert facts.due_on is not None  # noqa: S101 -- the caller looked
    if not facts.is_ours or facts.is_settled:
        return Standing(Band.MISSED, f"Not done by {short_day(facts.due_on)}")
    late = _after(facts.due_on, today, calendar)
    return Standing(Band.OVERDUE, f"Overdue {_days(late)}" if late else "Overdue")


def _ahead(facts: Facts, today: date, calendar: OpenDays | None) -> Standing:
    assert facts.due_on is not None  # noqa: S101 -- the caller looked
    left = _after(today, facts.due_on, calendar)
    when = f"due {short_day(facts.due_on)}" if left is None else f"{_days(left)} left"
    if not facts.is_ours:
        return Standing(Band.WAITING, f"Theirs, {'due today' if facts.due_on == today else when}")
    if facts.due_on == today:
        until = "" if facts.cutoff is None else f", {hour(facts.cutoff)}"
        return Standing(Band.TODAY, f"Due today{until}")
    if left == 0:
        return Standing(Band.SOON, "Due on a closed day")
    near = (facts.due_on - today).days if left is None else left
    return Standing(Band.SOON if near <= SOON_WORKING_DAYS else Band.SCHEDULED, when[0].upper() + when[1:])


def _after(day: date, last: date, calendar: OpenDays | None) -> int | None:
    return None if calendar is None else calendar.open_days_after(day, last)


def _days(count: int) -> str:
    return f"{count} working day{'' if count == 1 else 's'}"
