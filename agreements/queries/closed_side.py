"""Who reads what an adoption keeps for closed session, and who may be let in."""

from __future__ import annotations

from django.db.models import QuerySet

from agreements.models.adoption import Adoption
from agreements.models.closed_side import ClosedReader, closed_side_of
from labor_office.core.matters.queries import readers_left
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission, Role, role_has
from labor_office.core.web.compiled import Compiled


def is_inside(user: User, adoption: Adoption) -> bool:
    """Whether ``user`` reads the closed side of ``adoption``."""
    return bool(_INSIDE.rows(user, adoption=adoption.pk))


_INSIDE: Compiled[int] = Compiled(
    lambda user, adoption: closed_side_of(user).filter(pk=adoption).values_list("pk", flat=True)
)


def who_may_be_let_in(adoption: Adoption) -> QuerySet[User]:
    """People named on the adoption whose role takes part in bargaining, by name."""
    bargain = [role for role in Role if role_has(role, Permission.BARGAINING_READ)]
    found: QuerySet[User] = User.objects.filter(pk__in=readers_left(adoption).values("user"), role__in=bargain)
    return found.order_by("name")


def let_in_to(adoption: Adoption) -> QuerySet[ClosedReader]:
    """Those who were let in and still are, in the order of their naming."""
    return adoption.closed_readers.filter(ended_at=None).select_related("user", "named_by")


def readers_of(adoption: Adoption) -> list[User]:
    """Everyone who reads the closed side today, by name. A query for each who might."""
    return [person for person in who_may_be_let_in(adoption) if is_inside(person, adoption)]
