"""Past practice: what the sides say of it, and what must be known before it counts as one. Pure."""

from __future__ import annotations

from enum import StrEnum


class PracticeState(StrEnum):
    """Where the two sides stand on a practice."""

    ASSERTED = "ASSERTED"
    ACKNOWLEDGED = "ACKNOWLEDGED"
    DISPUTED = "DISPUTED"
    REPUDIATED = "REPUDIATED"
    ENDED = "ENDED"


PRACTICE_WORDS: dict[PracticeState, str] = {
    PracticeState.ASSERTED: "Asserted",
    PracticeState.ACKNOWLEDGED: "Acknowledged by both sides",
    PracticeState.DISPUTED: "Disputed",
    PracticeState.REPUDIATED: "Repudiated by notice",
    PracticeState.ENDED: "Ended",
}
PRACTICE_CHIPS: dict[PracticeState, str] = {
    PracticeState.ASSERTED: "plan",
    PracticeState.ACKNOWLEDGED: "met",
    PracticeState.DISPUTED: "risk",
    PracticeState.REPUDIATED: "wait",
    PracticeState.ENDED: "quiet",
}
