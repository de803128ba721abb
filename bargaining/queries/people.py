"""Who of the City may be let into what."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import QuerySet

from bargaining.models.negotiation import Negotiation, TeamMember
from bargaining.rules.vocabulary import Side, TeamRole
from labor_office.core.matters.models.matter import MatterAccess
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission, Role, role_has
from labor_office.core.web.access import asked_once


def seats_of(user: User) -> frozenset[str]:
    """The numbers of the negotiations at whose table ``user`` sits and does more than watch. Asked once a request."""
    return asked_once(user, "seats", lambda: _seats_of(user))


def sits_at(user: User, given: Mapping[str, object]) -> bool:
    """Whether ``user`` sits at the table whose number stands in an address: for ``access.opens_for``."""
    return given.get("reference") in seats_of(user)


def _seats_of(user: User) -> frozenset[str]:
    seats = TeamMember.objects.filter(side=Side.CITY, user=user, left_on=None).exclude(role=TeamRole.OBSERVER)
    return frozenset(seats.values_list("negotiation__reference", flat=True))


def who_may_hold(negotiation: Negotiation) -> QuerySet[User]:
    """People named on the negotiation whose role takes part in bargaining, by name."""
    named = MatterAccess.objects.in_force().filter(matter=negotiation.pk)
    bargain = [role for role in Role if role_has(role, Permission.BARGAINING_READ)]
    found: QuerySet[User] = User.objects.filter(pk__in=named.values("user"), role__in=bargain, is_active=True)
    return found.order_by("name")
