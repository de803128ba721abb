"""The views of the grievance list that everyone begins with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShippedView:
    """A name and the query it stands for."""

    label: str
    query: str


SHIPPED = (
    ShippedView("Mine, due this week", "state=week&owner=me"),
    ShippedView("Overdue", "state=overdue"),
    ShippedView("Waiting on others", "state=waiting"),
    ShippedView("Unassigned", "owner=nobody"),
    ShippedView("Clock stopped", "state=stopped"),
    ShippedView("Arbitration track", "step=arbitration"),
    ShippedView("No decision maker named", "state=nodecider"),
    ShippedView("Closed this quarter", "status=closed&closed=quarter"),
)
