"""Reads of the workforce, each within what a person may see."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission
from labor_office.core.workforce.models import (
    Assignment,
    BargainingUnit,
    Department,
    DepartmentContact,
    Employee,
    EmployeeOrganization,
    Representative,
    RosterImport,
)

Part = DepartmentContact.Part


def departments_visible_to(user: User) -> QuerySet[Department]:
    """Every department for the office; a liaison's own for a liaison."""
    if user.may(Permission.WORKFORCE_READ):
        return Department.objects.all()
    own = DepartmentContact.objects.filter(user=user, part=Part.LIAISON).values("department")
    return Department.objects.filter(pk__in=own)


def units_visible_to(user: User) -> QuerySet[BargainingUnit]:
    """Bargaining units, for the office."""
    return BargainingUnit.objects.all() if user.may(Permission.WORKFORCE_READ) else BargainingUnit.objects.none()


def organizations_visible_to(user: User) -> QuerySet[EmployeeOrganization]:
    """Employee organizations, for the office."""
    found = EmployeeOrganization.objects.all()
    return found if user.may(Permission.WORKFORCE_READ) else found.none()


def roster_visible_to(user: User, *, on: date) -> QuerySet[Assignment]:
    """Who works where on a day, for those who may read the roster."""
    if not user.may(Permission.ROSTER_READ):
        return Assignment.objects.none()
    return Assignment.objects.on(on).select_related("employee", "department", "classification", "unit")


def people_visible_to(user: User) -> QuerySet[Employee]:
    """Employees, for those who may read the roster."""
    return Employee.objects.all() if user.may(Permission.ROSTER_READ) else Employee.objects.none()


def imports_visible_to(user: User) -> QuerySet[RosterImport]:
    """Roster files, without their bytes, for those who load them."""
    found = RosterImport.objects.defer("rows").select_related("loaded_by", "reverted_by")
    return found if user.may(Permission.ROSTER_IMPORT) else found.none()


def may_see_pay(user: User) -> bool:
    """Pay is for those who keep the roster: analysts and the chief."""
    return user.may(Permission.ROSTER_IMPORT)


def with_heads(units: QuerySet[BargainingUnit], *, on: date) -> list[BargainingUnit]:
    """Units with ``heads``, how many people stand in each on a day. Two queries."""
    counted = Assignment.objects.on(on).values("unit").annotate(heads=Count("pk")).values_list("unit", "heads")
    heads = dict(counted.order_by())
    found = list(units.select_related("organization", "owner"))
    for unit in found:
        unit.heads = heads.get(unit.pk, 0)  # type: ignore[attr-defined]
    return found


def heads_by(column: str, *, on: date, **within: Any) -> list[tuple[str, str, int]]:
    """Name, code and headcount of every department or classification in a part of the roster, the largest first."""
    title = {"department": "department__name", "classification": "classification__title", "unit": "unit__name"}[column]
    rows = Assignment.objects.on(on).filter(**within).values_list(title, f"{column}__code")
    return [
        (name or "Unrepresented", code or "", count)
        for name, code, count in rows.annotate(n=Count("pk")).order_by("-n", title)
    ]


def officers(organization: EmployeeOrganization, *, on: date) -> tuple[list[Representative], list[Representative]]:
    """Those who speak for an organization on a day, and those who did or will. One query."""
    rows = list(organization.representatives.all())
    serving = [row for row in rows if (row.starts_on or on) <= on <= (row.ends_on or on)]
    return serving, [row for row in rows if row not in serving]


def with_contacts(departments: QuerySet[Department]) -> QuerySet[Department]:
    """Departments with everyone who speaks or decides for them, and those people's backups."""
    people = DepartmentContact.objects.select_related("user", "user__backup").order_by("step", "user__name")
    return departments.prefetch_related(Prefetch("contacts", people))


def by_part(contacts: Iterable[DepartmentContact]) -> tuple[list[DepartmentContact], list[DepartmentContact]]:
    """Liaisons, and decision makers in the order of their steps."""
    known = list(contacts)
    return [c for c in known if c.part == Part.LIAISON], [c for c in known if c.part == Part.DECISION_MAKER]


def matching(rows: QuerySet[Assignment], words: str) -> QuerySet[Assignment]:
    """Those whose number begins with, or whose name or classification holds, every one of ``words``."""
    for word in words.split():
        rows = rows.filter(
            Q(employee__number__istartswith=word)
            | Q(employee__name__icontains=word)
            | Q(classification__title__icontains=word)
        )
    return rows
