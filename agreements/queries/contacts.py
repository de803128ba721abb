"""Whom a reader may ask about an agreement: who answers for the unit, and the people of their own department."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from labor_office.core.users.models import User
from labor_office.core.web.compiled import Compiled
from labor_office.core.workforce.models import BargainingUnit, DepartmentContact


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody with what they are in this, and how to reach them."""

    name: str
    part: str
    phone: str
    email: str


def _colleagues(user: User) -> QuerySet[DepartmentContact]:
    own = DepartmentContact.objects.filter(user=user).values("department")
    rows = DepartmentContact.objects.filter(department__in=own, user__is_active=True).exclude(user=user)
    return rows.select_related("user", "department")


_COLLEAGUES = Compiled(_colleagues)


def contacts_of(user: User, unit: BargainingUnit) -> tuple[Contact, ...]:
    """Who answers for the unit in the office, then whoever speaks or decides for the reader's departments.

    The reader is not told of themselves. One query; ``unit`` comes with its owner.
    """
    found: dict[int, Contact] = {}
    owner = unit.owner
    if owner is not None and owner.is_active and owner.pk != user.pk:
        found[owner.pk] = Contact(owner.name, f"{owner.title or 'Labor Relations'}, {unit}", owner.phone, owner.email)
    for row in _COLLEAGUES.rows(user):
        step = f", Step {row.step}" if row.step else ""
        part = f"{row.get_part_display()}{step}, {row.department}"
        found.setdefault(row.user_id, Contact(row.user.name, part, row.user.phone, row.user.email))
    return tuple(found.values())
