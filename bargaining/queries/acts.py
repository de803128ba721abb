"""What is done about a deadline of a negotiation or a unit matter: the button's words and its page."""

from __future__ import annotations

from django.urls import reverse

from bargaining.rules.process import Event
from labor_office.core.deadlines.acts import Act, Owed

_PAGES: dict[str, tuple[str, str]] = {
    Event.IMPASSE: ("Declare impasse", "declare_impasse"),
    Event.GROUND_RULES: ("Sign the ground rules", "ground_rules"),
    Event.DECISION: ("Record the votes", "impasse"),
    Event.FIRST_SESSION: ("Plan the session", "sessions"),
    "hearing_docketing": ("Build the packet", "impasse"),
}


def act_for_negotiation(owed: Owed) -> Act:
    """The page on which it is recorded."""
    label, name = _PAGES.get(owed.satisfied_by, ("Record what happened", "happened"))
    address = reverse(f"bargaining:{name}", args=[owed.reference])
    return Act(label, f"{address}?event={owed.satisfied_by}" if name == "happened" else address)


def act_for_unit_matter(owed: Owed) -> Act:
    """Sending the position or the brief, or recording the ruling on the cards."""
    pages = {
        "POSITION": ("State position", "unit_position"),
        "SUFFICIENCY": ("Record the ruling", "ruling"),
        "CURE": ("Record the ruling", "ruling"),
        "BRIEF": ("Record the brief", "unit_brief"),
    }
    label, name = pages.get(owed.code, ("Open", "unit_matter"))
    return Act(label, reverse(f"bargaining:{name}", args=[owed.reference]))


def act_for_plan(owed: Owed) -> Act:
    """Going through the plan."""
    return Act("Record the review", reverse("bargaining:review_plan", args=[owed.reference]))


def act_for_committee(owed: Owed) -> Act:
    """Putting the next meeting on the calendar."""
    return Act("Add meeting", reverse("bargaining:plan_meeting", args=[owed.reference]))
