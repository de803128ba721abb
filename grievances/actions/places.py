"""Holding a grievance still while something is done to it, and refusing what its place does not allow."""

from __future__ import annotations

from datetime import date

from grievances.models import Grievance
from grievances.queries.places import Place, place_of
from grievances.rules.moves import Act


class MoveRefused(Exception):
    """The grievance is not at a place where this can be done; the text says why."""


def hold(grievance_id: int, act: Act, *, today: date | None = None) -> Place:
    """The grievance under lock, where ``act`` is possible. Raises MoveRefused with the reason."""
    grievance = Grievance.objects.select_for_update(no_key=True).get(pk=grievance_id)
    place = place_of(grievance, today=today)
    why = place.refusal(act)
    if why:
        raise MoveRefused(why)
    return place
