"""The vocabulary of grievances."""

from __future__ import annotations

from enum import StrEnum


class Filer(StrEnum):
    """For whom a grievance is filed."""

    INDIVIDUAL = "INDIVIDUAL"
    CLASS = "CLASS"
    UNION = "UNION"


class Timeliness(StrEnum):
    """What the office makes of the filing date."""

    TIMELY = "TIMELY"
    UNTIMELY = "UNTIMELY"
    DISPUTED = "DISPUTED"
    WAIVED = "WAIVED"
    UNKNOWN = "UNKNOWN"

    @property
    def label(self) -> str:
        """As people say it."""
        return TIMELINESS_WORDS[self]


class StepState(StrEnum):
    """Where a step stands."""

    FILED = "FILED"
    MEETING_HELD = "MEETING_HELD"
    DECIDED = "DECIDED"
    DEEMED = "DEEMED"
    LEFT = "LEFT"


class StepOutcome(StrEnum):
    """How a step ended."""

    DENIED = "DENIED"
    GRANTED = "GRANTED"
    GRANTED_IN_PART = "GRANTED_IN_PART"
    SETTLED = "SETTLED"
    UNTIMELY = "UNTIMELY"
    DEEMED_DENIED = "DEEMED_DENIED"
    DEEMED_GRANTED = "DEEMED_GRANTED"
    BYPASSED = "BYPASSED"
    REMANDED = "REMANDED"

    @property
    def label(self) -> str:
        """As people say it."""
        return STEP_OUTCOME_WORDS[self]


class Outcome(StrEnum):
    """How a grievance ended."""

    DENIED = "DENIED"
    GRANTED = "GRANTED"
    GRANTED_IN_PART = "GRANTED_IN_PART"
    SETTLED = "SETTLED"
    WITHDRAWN = "WITHDRAWN"
    FORFEITED = "FORFEITED"
    AWARD_SUSTAINED = "AWARD_SUSTAINED"
    AWARD_DENIED = "AWARD_DENIED"
    AWARD_SPLIT = "AWARD_SPLIT"

    @property
    def label(self) -> str:
        """As people say it."""
        return OUTCOME_WORDS[self]


FILER_WORDS = {Filer.INDIVIDUAL: "Individual", Filer.CLASS: "Class", Filer.UNION: "The union itself"}
TIMELINESS_WORDS = {
    Timeliness.TIMELY: "Timely",
    Timeliness.UNTIMELY: "Untimely, objection kept",
    Timeliness.DISPUTED: "Timeliness disputed by the union",
    Timeliness.WAIVED: "Late, objection waived",
    Timeliness.UNKNOWN: "Not counted",
}
STEP_STATE_WORDS = {
    StepState.FILED: "Filed",
    StepState.MEETING_HELD: "Meeting held",
    StepState.DECIDED: "Decided",
    StepState.DEEMED: "Decided by silence",
    StepState.LEFT: "Left",
}
STEP_OUTCOME_WORDS = {
    StepOutcome.DENIED: "Denied",
    StepOutcome.GRANTED: "Granted",
    StepOutcome.GRANTED_IN_PART: "Granted in part",
    StepOutcome.SETTLED: "Settled",
    StepOutcome.UNTIMELY: "Denied as untimely",
    StepOutcome.DEEMED_DENIED: "Deemed denied",
    StepOutcome.DEEMED_GRANTED: "Deemed granted",
    StepOutcome.BYPASSED: "Bypassed",
    StepOutcome.REMANDED: "Remanded",
}
OUTCOME_WORDS = {
    Outcome.DENIED: "Denied",
    Outcome.GRANTED: "Granted",
    Outcome.GRANTED_IN_PART: "Granted in part",
    Outcome.SETTLED: "Settled",
    Outcome.WITHDRAWN: "Withdrawn",
    Outcome.FORFEITED: "Lost on time by the union",
    Outcome.AWARD_SUSTAINED: "Sustained by award",
    Outcome.AWARD_DENIED: "Denied by award",
    Outcome.AWARD_SPLIT: "Split award",
}
# Outcomes of a step after which there is nothing to appeal.
FAVORABLE = frozenset({StepOutcome.GRANTED, StepOutcome.SETTLED, StepOutcome.DEEMED_GRANTED})
# What a decision letter may say; the others come about by silence or by leaving the step.
DECISIONS = (
    StepOutcome.DENIED,
    StepOutcome.GRANTED,
    StepOutcome.GRANTED_IN_PART,
    StepOutcome.SETTLED,
    StepOutcome.UNTIMELY,
)

# How a grievance ended when it closes after its last step.
OUTCOME_OF_STEP = {
    StepOutcome.DENIED: Outcome.DENIED,
    StepOutcome.UNTIMELY: Outcome.DENIED,
    StepOutcome.DEEMED_DENIED: Outcome.DENIED,
    StepOutcome.GRANTED: Outcome.GRANTED,
    StepOutcome.DEEMED_GRANTED: Outcome.GRANTED,
    StepOutcome.GRANTED_IN_PART: Outcome.GRANTED_IN_PART,
    StepOutcome.SETTLED: Outcome.SETTLED,
}
