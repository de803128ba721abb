"""Who of the City may be let into what."""

from __future__ import annotations

from django.db.models import QuerySet

from bargaining.models.negotiation import Negotiation
from labor_office.core.matters.models.matter import MatterAccess
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission, Role, role_has


def who_may_hold(negotiation: Negotiation) -> QuerySet[User]:
    """People named on the negotiation whose role takes part in bargaining, by name."""
    named = MatterAccess.objects.in_force().filter(matter=negotiation.pk)
    bargain = [role for role in Role if role_has(role, Permission.BARGAINING_READ)]
    found: QuerySet[User] = User.objects.filter(pk__in=named.values("user"), role__in=bargain, is_active=True)
    return found.order_by("name")
