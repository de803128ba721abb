"""What of a grievance's record may be taken back, and why the rest may not."""

from __future__ import annotations

from grievances.models import GrievanceStep
from grievances.queries.places import Place
from grievances.queries.previews import recorded_events


def undoable(place: Place) -> list[tuple[str, str]]:
    """What was recorded in this pass and on which nothing rests yet, with its day."""
    return [(event, said) for event, said in recorded_events(place) if not why_not_undone(place, event)]


def why_not_undone(place: Place, event: str) -> str:
    """Why ``event`` is not taken back; empty when it may be.

    The filing opened the grievance; an answer is a letter that went out; a step that was met
    on, drafted for or decided stands on its appeal. Each has its own way of being put right.
    """
    kind, step = event.partition(":")[0], place.step
    into = place.route.event_into(step.code)
    if kind in {"incident", "knowledge"} or _is_filing(place, event):
        return "The filing and what it is about are corrected, not taken back. Correct the date instead."
    if kind == "response":
        return "A decision that was issued is not taken back. Correct its letter: the new one supersedes it."
    if event == into and (step.outcome or step.letter_id or _was_met_on(step)):
        return f"{step.name} has gone on since. Take back what was recorded there first."
    if kind in {"filed", "demand"} and event != into:
        return "The grievance has gone on to a later step since."
    if kind == "meeting" and (event != f"meeting:{step.code.lower()}" or step.outcome):
        return "That step is decided, and its meeting with it."
    return ""


def _is_filing(place: Place, event: str) -> bool:
    """Whether ``event`` is what opened this pass: the filing itself, or the remand that began it."""
    step = place.step
    if step.cycle == 1 and event == place.route.event_into(place.grievance.filed_step):
        return True
    others = GrievanceStep.objects.filter(grievance=place.grievance, cycle=step.cycle).exclude(pk=step.pk)
    return event == place.route.event_into(step.code) and not others.exists()


def _was_met_on(step: GrievanceStep) -> bool:
    return step.meeting is not None and step.meeting.held_on is not None
