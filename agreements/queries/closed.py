"""Which agreements a reader may not know of.

Nearly every agreement is open to all who read agreements. Asking once which are not costs a
small query; asking of every row costs more than the rest of the page.
"""

from __future__ import annotations

from django.db.models import Q

from agreements.models.text import Agreement
from labor_office.core.matters.models.matter import MatterExclusion
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission


def closed_to(user: User) -> list[int]:
    """Published agreements that ``Agreement.objects.visible_to(user)`` leaves out. A query, two if there may be any.

    For people who may read agreements; of anybody else nothing is told. Raises PermissionError.
    """
    if not user.may(Permission.AGREEMENT_READ):
        raise PermissionError("Only those who may read agreements are told which are closed to them.")
    walls = MatterExclusion.objects.filter(user=user, ended_at=None).values("matter")
    published = Agreement.objects.published()
    doubtful = list(published.filter(~Q(level=Level.OFFICE) | Q(pk__in=walls)).values_list("pk", flat=True))
    if not doubtful:
        return []
    seen = Agreement.objects.visible_to(user).filter(pk__in=doubtful).values_list("pk", flat=True)
    return sorted(set(doubtful) - set(seen))
