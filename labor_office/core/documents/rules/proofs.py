"""The paper that proves a date, taking what the clock says about it and adding nothing. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from labor_office.core.documents.rules.grids import GridWeek, ProofDay, draw_weeks
from labor_office.core.documents.rules.letters import CountLine


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One former date or correction: when, by whom, what."""

    at: str
    words: str


@dataclass(frozen=True, slots=True)
class DeadlineProof:
    """The whole reasoning behind one date, built to be an exhibit."""

    reference: str
    act: str
    party: str
    due_on: date | None
    state: str
    sentence: str
    summary: str
    quote: tuple[str, ...]
    citation: str
    days: tuple[ProofDay, ...]
    lines: tuple[CountLine, ...]
    consequence: str
    verified: str
    calendar: str
    procedure: str
    computed_at: datetime
    computed_by: str
    unit_word: str = "working day"
    history: tuple[HistoryLine, ...] = ()
    # Printed with a line to sign when the proof is offered as a declaration.
    declarant: str = ""

    @property
    def weeks(self) -> tuple[GridWeek, ...]:
        """The counted days as calendar weeks."""
        return draw_weeks(self.days, unit_word=self.unit_word)
