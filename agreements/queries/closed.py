"""Which agreements a reader may not know of.

Nearly every agreement is open to all who read agreements. Asking once which are not costs a
small query; asking of every row costs more than the rest of the page.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from agreements.models.text import Agreement
from labor_office.core.matters.models.matter import MatterExclusion
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission
from labor_office.core.web.compiled import Compiled


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


def _doubtful(user: User) -> QuerySet[Agreement, int]:
    """Published agreements that are not open to the office, or that shut ``user`` out."""
    walls = MatterExclusion.objects.filter(user=user, ended_at=None).values("matter")
    asked_about = Agreement.objects.published().filter(~Q(level=Level.OFFICE) | Q(pk__in=walls))
    return asked_about.order_by().values_list("pk", flat=True)


_DOUBTFUL = Compiled(_doubtful)
