"""Essential services: the vocabulary of a plan, and what the printed plan says. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MAKER = "service_plan"


class Criticality(StrEnum):
    """Why a service cannot wait, or that it can."""

    LIFE_SAFETY = "LIFE_SAFETY"
    PUBLIC_HEALTH = "PUBLIC_HEALTH"
    SECURITY = "SECURITY"
    STATUTORY = "STATUTORY"
    DEFERRABLE = "DEFERRABLE"


CRITICALITY_WORDS: Mapping[Criticality, str] = {
    Criticality.LIFE_SAFETY: "Life and safety",
    Criticality.PUBLIC_HEALTH: "Public health",
    Criticality.SECURITY: "Security",
    Criticality.STATUTORY: "Required by law",
    Criticality.DEFERRABLE: "Can wait",
}


class Standing(StrEnum):
    """How far the minimum is agreed."""

    NOT_STARTED = "NOT_STARTED"
    PROPOSED = "PROPOSED"
    AGREED = "AGREED"
    DETERMINED = "DETERMINED"
    NOT_NEEDED = "NOT_NEEDED"


STANDING_WORDS: Mapping[Standing, str] = {
    Standing.NOT_STARTED: "No agreed minimum",
    Standing.PROPOSED: "Proposed to the union",
    Standing.AGREED: "Agreed",
    Standing.DETERMINED: "Set by the neutral",
    Standing.NOT_NEEDED: "No minimum needed",
}
STANDING_CHIPS: Mapping[Standing, str] = {
    Standing.NOT_STARTED: "risk",
    Standing.PROPOSED: "wait",
    Standing.AGREED: "met",
    Standing.DETERMINED: "met",
    Standing.NOT_NEEDED: "quiet",
}
SETTLED = frozenset({Standing.AGREED, Standing.DETERMINED})


class Stoppage(StrEnum):
    """What kind of action a scenario is for."""

    PARTIAL = "PARTIAL"
    FULL = "FULL"
    SICK_OUT = "SICK_OUT"
    WORK_TO_RULE = "WORK_TO_RULE"


STOPPAGE_WORDS: Mapping[Stoppage, str] = {
    Stoppage.PARTIAL: "Partial stoppage",
    Stoppage.FULL: "Full stoppage",
    Stoppage.SICK_OUT: "Sick-out",
    Stoppage.WORK_TO_RULE: "Work to rule",
}

# What an office without a plan goes through first.
FUNCTIONS = (
    "911 dispatch", "Fire suppression and EMS", "Police patrol", "Water treatment and distribution",
    "Wastewater collection and treatment", "Traffic signals and emergency road repair", "Refuse collection",
    "Fleet fuel and repair", "Building systems and network", "Payroll",
)  # fmt: skip


class MinimumRefused(ValueError):
    """More people are needed at the least than work on the shift; the words say so."""


def check_minimum(usual: int, minimum: int) -> None:
    """Raises MinimumRefused when the least is more than the usual."""
    if minimum > usual:
        raise MinimumRefused(f"The minimum of {minimum} is more than the {usual} who usually work the shift.")


@dataclass(frozen=True, slots=True)
class MinimumLine:
    """One shift of one title on the printed plan."""

    title: str
    shift: str
    usual: int
    minimum: int
    designated: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A heading and what is under it."""

    heading: str
    text: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """Everything the printed plan says."""

    reference: str
    service: str
    on: date
    facts: tuple[Paragraph, ...]
    minimums: tuple[MinimumLine, ...]
    parts: tuple[Paragraph, ...]
    unverified: str = ""
