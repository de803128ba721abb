"""How a person stands with a requirement on a day, in a word and a date. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from training.rules.vocabulary import DutyState, ExemptionKind

# Due within so many days is said as soon.
SOON = timedelta(days=30)


class Standing(StrEnum):
    """What a cell of the compliance page says."""

    OVERDUE = "overdue"
    SOON = "soon"
    DUE = "due"
    UNCOUNTED = "uncounted"
    DONE = "done"
    EXEMPT = "exempt"
    ON_LEAVE = "on-leave"


STANDING_WORDS: dict[Standing, str] = {
    Standing.OVERDUE: "Overdue",
    Standing.SOON: "Due within 30 days",
    Standing.DUE: "Due later",
    Standing.UNCOUNTED: "Needs a date",
    Standing.DONE: "Done",
    Standing.EXEMPT: "Exempt",
    Standing.ON_LEAVE: "On leave",
}
STANDING_CHIPS: dict[Standing, str] = {
    Standing.OVERDUE: "over",
    Standing.SOON: "soon",
    Standing.DUE: "plan",
    Standing.UNCOUNTED: "needs",
    Standing.DONE: "met",
    Standing.EXEMPT: "quiet",
    Standing.ON_LEAVE: "toll",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One person and one requirement: the standing, its word with a date, and the chip it is shown by."""

    standing: Standing
    word: str

    @property
    def chip(self) -> str:
        """Its look."""
        return STANDING_CHIPS[self.standing]


def cell(
    state: DutyState,
    *,
    due_on: date | None,
    done_on: date | None,
    today: date,
    exemption: ExemptionKind | None = None,
) -> Cell:
    """``Done Mar 2026``, ``Due Jul 1``, ``Overdue 12 days``, ``Exempt``, ``On leave`` or ``Needs a date``.

    Overdue begins the day after the due date, and is told in calendar days.
    """
    if state is DutyState.DONE and done_on is not None:
        return Cell(Standing.DONE, f"Done {done_on:%b %Y}")
    if state is DutyState.EXEMPT:
        is_away = exemption is ExemptionKind.ON_LEAVE
        return Cell(Standing.ON_LEAVE, "On leave") if is_away else Cell(Standing.EXEMPT, "Exempt")
    if due_on is None:
        return Cell(Standing.UNCOUNTED, "Needs a date")
    if due_on < today:
        return Cell(Standing.OVERDUE, f"Overdue {days(today - due_on)}")
    is_soon = due_on <= today + SOON
    year = "" if due_on.year == today.year else f", {due_on.year}"
    return Cell(Standing.SOON if is_soon else Standing.DUE, f"Due {due_on:%b} {due_on.day}{year}")


def days(span: timedelta) -> str:
    """``1 day``, ``12 days``."""
    return f"{span.days} day{'' if span.days == 1 else 's'}"
