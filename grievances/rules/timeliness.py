"""Whether the union filed or appealed in time, and how many days late if not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from grievances.rules.vocabulary import Timeliness
from labor_office.core.deadlines.rules import words
from labor_office.core.deadlines.rules.lateness import late_words

NOT_COUNTED = "How many working days late cannot be counted until the holidays of that year are entered."


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the clock makes of the day something was received.

    ``days_late`` are working days from the due date to the day of receipt; 0 when in
    time, and never 0 when late: a filing on a closed day after the due date is 1 day late.
    None when late by working days that no published calendar counts yet.
    """

    timeliness: Timeliness
    received_on: date
    due_on: date | None = None
    days_late: int | None = 0
    citation: str = ""
    missing: str = ""

    @property
    def is_late(self) -> bool:
        """Whether the office must say what it makes of it."""
        return self.timeliness is Timeliness.UNTIMELY

    @property
    def sentence(self) -> str:
        """The verdict as a person would say it, with the section."""
        if self.due_on is None:
            return self.missing or "Not counted yet. Give the date of the event, or the day it became known."
        under = f" under {self.citation}" if self.citation else ""
        if self.is_late:
            if self.days_late is None:
                return f"Late{under}: the last day was {words.day(self.due_on)}. {NOT_COUNTED}"
            return f"{late_words(self.days_late)}{under}: the last day was {words.day(self.due_on)}."
        return f"In time{under}: the last day is {words.day(self.due_on)}."


def judge(
    *, received_on: date, due_on: date | None, working_days_late: int | None, citation: str, missing: str = ""
) -> Verdict:
    """The verdict on ``received_on`` against ``due_on``.

    ``working_days_late`` is the calendar's count of open days after ``due_on`` through
    ``received_on``, None where it does not reach; not looked at when the filing was in time.
    """
    if due_on is None:
        return Verdict(Timeliness.UNKNOWN, received_on, missing=missing, citation=citation)
    if received_on <= due_on:
        return Verdict(Timeliness.TIMELY, received_on, due_on, citation=citation)
    late = None if working_days_late is None else max(working_days_late, 1)
    return Verdict(Timeliness.UNTIMELY, received_on, due_on, late, citation)


LATE_CHOICES = (Timeliness.UNTIMELY, Timeliness.DISPUTED, Timeliness.WAIVED)


def settle_verdict(verdict: Verdict, choice: Timeliness | None) -> tuple[Timeliness, int | None]:
    """What is stored: the verdict itself when in time, else the office's choice and the days late.

    Days that cannot be counted yet are none; the choice says that it was late.

    Raises ValueError if the filing is late and nobody said what the office makes of it.
    """
    if not verdict.is_late:
        return verdict.timeliness, 0
    if choice not in LATE_CHOICES:
        raise ValueError(f"{verdict.sentence} Say whether it is untimely, disputed, or waived.")
    return choice, verdict.days_late
