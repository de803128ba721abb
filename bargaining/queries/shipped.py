"""Whether the office's rules count anything on a unit matter, a plan or a committee."""

from __future__ import annotations

from labor_office.core.deadlines.models.clocks import Clock


def has_clock(matter_id: int) -> bool:
    """Whether anything is counted for the matter."""
    return Clock.objects.filter(pk=matter_id).exists()
