"""The vocabulary of grievances. Decisions stand in the parts of this folder, one subject each."""

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
