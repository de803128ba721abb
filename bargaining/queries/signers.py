"""Who may have initialled a sheet: the City's team, and the union's people as far as they are known."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from bargaining.models.negotiation import Negotiation, TeamMember
from bargaining.rules.vocabulary import Side, TeamRole
from labor_office.core.workforce.queries import officers


def city_signers(negotiation: Negotiation) -> QuerySet[TeamMember]:
    """Whoever sits on the City's team now and does more than watch."""
    return negotiation.team.filter(side=Side.CITY, left_on=None).exclude(role=TeamRole.OBSERVER)


def union_signers(negotiation: Negotiation, *, on: date) -> dict[str, str]:
    """The union's people by name, with what they are: its team, the chief first, then officers and representatives.

    Two queries.
    """
    team = list(negotiation.team.filter(side=Side.UNION, left_on=None))
    team.sort(key=lambda one: one.role != TeamRole.CHIEF_SPOKESPERSON)
    found = {one.name: one.get_role_display().lower() for one in team}
    organization = negotiation.unit.organization if negotiation.unit else None
    if organization is not None:
        for one in officers(organization, on=on)[0]:
            found.setdefault(one.name, one.role.lower())
    return found
