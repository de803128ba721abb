"""Words and decisions about matters that need no database."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol


class Level(StrEnum):
    """Who may learn that something exists."""

    OFFICE = "OFFICE"
    RESTRICTED = "RESTRICTED"
    PRIVILEGED = "PRIVILEGED"
    MANDATE = "MANDATE"


LEVEL_WORDS: dict[Level, str] = {
    Level.OFFICE: "Labor Relations office",
    Level.RESTRICTED: "Restricted to named people",
    Level.PRIVILEGED: "Privileged, attorney work",
    Level.MANDATE: "Bargaining mandate",
}


class PartyRole(StrEnum):
    """What someone named on a matter is to it."""

    GRIEVANT = "GRIEVANT"
    REPRESENTATIVE = "REPRESENTATIVE"
    SUPERVISOR = "SUPERVISOR"
    DECISION_MAKER = "DECISION_MAKER"
    WITNESS = "WITNESS"
    CHARGING_PARTY = "CHARGING_PARTY"
    SUBJECT = "SUBJECT"
    ARBITRATOR = "ARBITRATOR"
    OTHER = "OTHER"


PARTY_WORDS: dict[PartyRole, str] = {
    PartyRole.GRIEVANT: "Grievant",
    PartyRole.REPRESENTATIVE: "Union representative",
    PartyRole.SUPERVISOR: "Supervisor",
    PartyRole.DECISION_MAKER: "Decision maker",
    PartyRole.WITNESS: "Witness",
    PartyRole.CHARGING_PARTY: "Charging party",
    PartyRole.SUBJECT: "Employee it is about",
    PartyRole.ARBITRATOR: "Arbitrator",
    PartyRole.OTHER: "Other",
}

# Being one of these shuts a person out of the file: they are what it is about.
CONFLICTED_PARTIES = frozenset(
    {PartyRole.GRIEVANT, PartyRole.SUPERVISOR, PartyRole.WITNESS, PartyRole.CHARGING_PARTY, PartyRole.SUBJECT}
)

# How long its author may change a note; after that it is a record and gets an addendum.
NOTE_EDITABLE = timedelta(minutes=15)
# Working days between two reminders of one request.
NUDGE_EVERY = 2


class OpenDays(Protocol):
    """A calendar, as far as matters need one."""

    def open_days_after(self, day: date, last: date) -> int | None:
        """How many open days lie after ``day`` up to ``last``; None where the calendar does not reach."""


_REFERENCE = re.compile(r"^([A-Za-z]{1,4})[- ]?(\d{4}|\d{2})[- ]?0*(\d{1,5})$")


def format_reference(prefix: str, year: int, number: int, digits: int = 4) -> str:
    """``G-2026-0042``: short, speakable, never reused."""
    return f"{prefix}-{year}-{number:0{digits}d}"


def parse_reference(text: str) -> tuple[str, int, int] | None:
    """Prefix, year and number of a reference however it was typed (``g-26-42``), or None."""
    match = _REFERENCE.match(text.strip())
    if match is None:
        return None
    prefix, year, number = match.groups()
    return prefix.upper(), int(year) + (2000 if len(year) == 2 else 0), int(number)
