"""What is done about a deadline of a unit matter, a plan or a committee: the button's words and its page."""

from __future__ import annotations

from django.urls import reverse

from labor_office.core.deadlines.acts import Act, Owed


def act_for_unit_matter(owed: Owed) -> Act:
    """Sending the position, or recording the ruling on the cards."""
    pages = {
        "POSITION": ("State position", "unit_position"),
        "SUFFICIENCY": ("Record the ruling", "ruling"),
        "CURE": ("Record the ruling", "ruling"),
    }
    label, name = pages.get(owed.code, ("Open", "unit_matter"))
    return Act(label, reverse(f"bargaining:{name}", args=[owed.reference]))


def act_for_plan(owed: Owed) -> Act:
    """Going through the plan."""
    return Act("Record the review", reverse("bargaining:review_plan", args=[owed.reference]))


def act_for_committee(owed: Owed) -> Act:
    """Putting the next meeting on the calendar."""
    return Act("Add meeting", reverse("bargaining:plan_meeting", args=[owed.reference]))
