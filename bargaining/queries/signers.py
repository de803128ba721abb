"""Who may have initialled a sheet: the City's team, and the union's people as far as they are known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from bargaining.models.negotiation import Negotiation, TeamMember
from bargaining.rules.initials import is_same_person
from bargaining.rules.vocabulary import Side, TeamRole
from labor_office.core.workforce.queries import officers


def city_signers(negotiation: Negotiation) -> QuerySet[TeamMember]:
    """Whoever sits on the City's team now and does more than watch."""
    return negotiation.team.filter(side=Side.CITY, left_on=None).exclude(role=TeamRole.OBSERVER)


def union_signers(negotiation: Negotiation, *, on: date) -> dict[str, str]:
    """The union's people by name, with what they are: its team, the chief first, then officers and representatives.

    Whoever sits on the team and is an officer too is named once, by the fuller name. Two queries.
    """
    team = list(negotiation.team.filter(side=Side.UNION, left_on=None))
    team.sort(key=lambda one: one.role != TeamRole.CHIEF_SPOKESPERSON)
    found = {one.name: one.get_role_display().lower() for one in team}
    organization = negotiation.unit.organization if negotiation.unit else None
    if organization is None:
        return found
    serving = officers(organization, on=on)[0]
    fuller = _fuller([one.name for one in team], [one.name for one in serving])
    found = {fuller.get(name, name): role for name, role in found.items()}
    for one in serving:
        found.setdefault(fuller.get(one.name, one.name), one.role.lower())
    return found


def _fuller(team: Sequence[str], serving: Sequence[str]) -> dict[str, str]:
    """The fuller name by either way to write it, of each who is on the team and an officer without a doubt."""
    pairs = [(name, other) for name in team for other in serving if is_same_person(name, other)]
    names, others = Counter(name for name, _ in pairs), Counter(other for _, other in pairs)
    sure = [pair for pair in pairs if names[pair[0]] == others[pair[1]] == 1]
    return {name: max(pair, key=len) for pair in sure for name in pair}
