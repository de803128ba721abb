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
