"""Committees: how often they must meet, and what is required and not scheduled. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Frequency(StrEnum):
    """How often the article asks for a meeting."""

    AS_NEEDED = "AS_NEEDED"
    MONTHLY = "MONTHLY"
    QUARTERLY = "QUARTERLY"
    TWICE = "TWICE"
    YEARLY = "YEARLY"


FREQUENCY_WORDS: Mapping[Frequency, str] = {
    Frequency.AS_NEEDED: "As needed",
    Frequency.MONTHLY: "Every month",
    Frequency.QUARTERLY: "Every quarter",
    Frequency.TWICE: "Twice a year",
    Frequency.YEARLY: "Every year",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether the next required meeting is on the calendar; ``words`` say so, ``chip`` is their look."""

    words: str
    chip: str
    is_missing: bool = False


def standing(*, due_on: date | None, next_on: date | None, today: date) -> Standing:
    """What is required and unscheduled: ``due_on`` by the clock, ``next_on`` the next meeting planned, if any."""
    if due_on is None:
        return Standing("Nothing required", "quiet") if next_on is None else Standing("Scheduled", "plan")
    if next_on is not None:
        if next_on <= due_on:
            return Standing("Scheduled in time", "met")
        return Standing("Scheduled after it is due", "risk", is_missing=True)
    if due_on < today:
        return Standing("Required and not held", "over", is_missing=True)
    return Standing("Required, not scheduled", "risk", is_missing=True)
