"""Which agreements a reader may not know of.

Nearly every agreement is open to all who read agreements. Asking once which are not costs a
small query; asking of every row costs more than the rest of the page.
"""

from __future__ import annotations

from django.db.models import BooleanField, ExpressionWrapper, Q

from agreements.models.text import Agreement
from labor_office.core.matters.models.matter import MatterExclusion
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission
from labor_office.core.web.compiled import Compiled
from labor_office.core.workforce.models import BargainingUnit


def closed_to(user: User) -> list[int]:
    """Published agreements that ``Agreement.objects.visible_to(user)`` leaves out. A query, two if there may be any.

    For people who may read agreements; of anybody else nothing is told. Raises PermissionError.
    """
    if not user.may(Permission.AGREEMENT_READ):
        raise PermissionError("Only those who may read agreements are told which are closed to them.")
    doubtful = _DOUBTFUL.rows(user)
    if not doubtful:
        return []
    seen = Agreement.objects.visible_to(user).filter(pk__in=doubtful).values_list("pk", flat=True)
    return sorted(set(doubtful) - set(seen))


def terms_open_to(user: User, unit: BargainingUnit) -> tuple[Agreement, ...]:
    """The unit's published agreements that ``user`` may know of, the oldest first.

    A query; three where one of them may be closed. Raises PermissionError as above.
    """
    if not user.may(Permission.AGREEMENT_READ):
        raise PermissionError("Only those who may read agreements are told which are open to them.")
    rows = _TERMS.rows(user, unit=unit.pk)
    closed = closed_to(user) if any(each.is_doubtful for each in rows) else []  # type: ignore[attr-defined]
    return tuple(each for each in rows if each.pk not in closed)


def _is_doubtful(user: User) -> Q:
    """Not open to the office, or with a wall that shuts ``user`` out."""
    walls = MatterExclusion.objects.filter(user=user, ended_at=None).values("matter")
    return ~Q(level=Level.OFFICE) | Q(pk__in=walls)


_DOUBTFUL = Compiled(
    lambda user: Agreement.objects.published().filter(_is_doubtful(user)).order_by().values_list("pk", flat=True)
)
_TERMS = Compiled(
    lambda user, unit: (
        Agreement.objects.published()
        .filter(unit=unit)
        .annotate(is_doubtful=ExpressionWrapper(_is_doubtful(user), BooleanField()))
        .order_by("starts_on")
    )
)
