"""How a grievance came to the step where it is, in sentences for a letter."""

from __future__ import annotations

from collections.abc import Iterator

from grievances.models import Grievance, GrievanceStep
from grievances.rules.vocabulary import StepOutcome
from labor_office.core.deadlines.rules import words

# Only what may have gone before a step that is still to be decided.
_ENDED = {
    StepOutcome.DENIED: "was denied",
    StepOutcome.GRANTED_IN_PART: "was granted in part",
    StepOutcome.UNTIMELY: "was denied as untimely",
    StepOutcome.DEEMED_DENIED: "was deemed denied",
    StepOutcome.REMANDED: "was sent back",
}


def course(grievance: Grievance, step: GrievanceStep) -> list[str]:
    """What was answered below ``step`` and when it came here; nothing of the step where it was filed. One query."""
    below = GrievanceStep.objects.filter(grievance=grievance, pk__lt=step.pk).order_by("pk")
    return [sentence for one in [*below, step] for sentence in _told(grievance, one, is_here=one.pk == step.pk)]


def _told(grievance: Grievance, step: GrievanceStep, *, is_here: bool) -> Iterator[str]:
    if step.code != grievance.filed_step or step.cycle > 1:
        yield f"The grievance came to {step.name} on {words.full_day(step.filed_on)}."
    ended = _ENDED.get(StepOutcome(step.outcome)) if step.outcome else None
    if ended and step.decided_on and not is_here:
        yield f"It {ended} at {step.name} on {words.full_day(step.decided_on)}."
