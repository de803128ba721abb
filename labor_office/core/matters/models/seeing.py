"""What a person may see by their role, and while the other side looks on: conditions that ask no other table."""

from __future__ import annotations

from django.conf import settings
from django.db.models import DateTimeField, ExpressionWrapper, Q, Value
from django.db.models.functions import Now, TruncDate

from labor_office.core.matters import kinds
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission


def readable_levels(user: User) -> frozenset[Level]:
    """Levels that ``user`` reads by role on a matter they may know of: privileged by permission, a mandate never.

    Nothing privileged while the other side looks on.
    """
    open_to_all = {Level.OFFICE, Level.RESTRICTED}
    is_trusted = user.may(Permission.NOTE_PRIVILEGED) and not user.is_looked_on
    return frozenset(open_to_all | {Level.PRIVILEGED} if is_trusted else open_to_all)


def open_by_role(user: User) -> Q:
    """Matters open to the office, but for the kinds whose own permission ``user`` has not."""
    closed = sorted(one.code for one in kinds.registered() if one.reads_with and not user.may(one.reads_with))
    return Q(level=Level.OFFICE) & ~Q(kind__in=closed) if closed else Q(level=Level.OFFICE)


def fit_to_be_seen(user: User) -> Q:
    """While the other side looks on: what is of a unit of the unions that do, and not the City's own.

    Otherwise everything. One union learns nothing on this screen of what passes with another, or of its members' cases;
    what is of no unit may be of an organization that has none here, or hold what each of them answered.
    """
    if not user.is_looked_on:
        return Q()
    own = sorted(one.code for one in kinds.registered() if one.is_citys_own)
    # None has the key 0: of no unit at all Django would write no condition, and the wall must stand as one.
    return Q(unit__in=user.looked_on_units or (0,)) & ~Q(kind__in=own)


def city_today() -> TruncDate:
    """The civil day in the city by the database's clock, shifted as the one clock is, for what ends by itself."""
    return TruncDate(ExpressionWrapper(Now() + Value(settings.CLOCK_OFFSET), DateTimeField()))
