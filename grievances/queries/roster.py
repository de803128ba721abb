"""The roster as intake reads it: who someone is, where they worked on a day, who spoke for them last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery, Value

from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.models.record import Party
from labor_office.core.matters.rules import PartyRole
from labor_office.core.users.models import User
from labor_office.core.web.compiled import Compiled
from labor_office.core.workforce.models import (
    Assignment,
    BargainingUnit,
    Department,
    Employee,
    EmployeeOrganization,
    Representative,
    RosterImport,
)

MOST_MATCHES = 6


@dataclass(frozen=True, slots=True)
class RosterPerson:
    """An employee with the place the roster gives them on the day asked for; no place, no department."""

    employee: Employee
    title: str = ""
    department: Department | None = None
    unit: BargainingUnit | None = None
    supervisor: Employee | None = None

    @property
    def label(self) -> str:
        """Name, number, title and department: enough to tell two of the same name apart."""
        place = ", ".join(part for part in (self.title, str(self.department or "")) if part)
        left = "" if self.employee.left_on is None else ", left the City"
        return f"{self.employee.name}, {self.employee.number}{f' ({place})' if place else ''}{left}"


def search_roster(words: str, *, on: date) -> list[RosterPerson]:
    """At most six people whose name or number matches every word, those still employed first. Three queries."""
    if len(words.strip()) < 2:
        return []
    found = Employee.objects.matching(words[:80]).select_related("user")
    ordered = found.order_by(F("left_on").desc(nulls_first=True), "name", "number")
    return placed(list(ordered[:MOST_MATCHES]), on)


def roster_people(numbers: Sequence[str], *, on: date) -> list[RosterPerson]:
    """The employees of these numbers in the order given; unknown numbers are left out. Three queries at most."""
    if not numbers:
        return []
    found = {row.number: row for row in Employee.objects.filter(number__in=numbers).select_related("user")}
    return placed([found[number] for number in numbers if number in found], on)


def called(name: str) -> tuple[list[Employee], User | None]:
    """Those still employed whose name is exactly ``name``, and the one account of that name; capitals aside.

    Two accounts of one name are nobody's: which of them is meant takes the employee number. One query, and one more
    for each of both that has somebody.
    """
    keys = _CALLED.rows(None, name=" ".join(name.replace("\x00", "").split()))
    employees, accounts = ([pk for pk, is_account in keys if is_account == which] for which in (False, True))
    known = Employee.objects.filter(pk__in=employees).select_related("user").order_by("number") if employees else ()
    return list(known), User.objects.get(pk=accounts[0]) if len(accounts) == 1 else None


def _called(_user: None, name: str) -> QuerySet[Any, tuple[int, bool]]:
    """The keys of both, each with whether it is an account's: mostly nobody is called so, and no more is asked."""
    employees = Employee.objects.filter(name__iexact=name, left_on=None).order_by("number")[:MOST_MATCHES]
    accounts = User.objects.filter(name__iexact=name, is_active=True).order_by("pk")[:2]
    of_both = accounts.values_list("pk", Value(value=True))
    return employees.values_list("pk", Value(value=False)).union(of_both, all=True)


_CALLED = Compiled(_called)


def namesakes(name: str, *, on: date) -> list[RosterPerson]:
    """Those still employed whose name is exactly ``name``, each with their place on ``on``; capitals aside."""
    return placed(called(name)[0], on)


def roster_date() -> date | None:
    """The date of the roster last applied; None while none was ever loaded."""
    applied = RosterImport.objects.filter(state=RosterImport.State.APPLIED)
    return applied.order_by("-as_of").values_list("as_of", flat=True).first()


def representatives_of(organization: EmployeeOrganization | None, *, on: date) -> list[Representative]:
    """Who speaks for ``organization`` on ``on``."""
    if organization is None:
        return []
    rows = Representative.objects.filter(organization=organization)
    return [row for row in rows if (row.starts_on or on) <= on <= (row.ends_on or on)]


def unit_and_last_representative(slug: str, *, user: User) -> tuple[BargainingUnit | None, str]:
    """A unit, and who represented its organization in the last matter ``user`` may know of; empty when nobody did.

    With the unit come its organization and owner. One query at most.
    """
    unit = next(iter(_UNITS.rows(user, slug=slug[:60])), None) if slug else None
    return unit, (unit.last_representative or "") if unit else ""


def _units(user: User, slug: str) -> QuerySet[Any]:
    known = Party.objects.filter(matter__in=Matter.objects.visible_to(user))
    spoke = known.filter(role=PartyRole.REPRESENTATIVE, organization=OuterRef("organization")).order_by("-pk")
    units = BargainingUnit.objects.filter(slug=slug).select_related("organization", "owner")
    return units.annotate(last_representative=Subquery(spoke.values("name")[:1]))


_UNITS: Compiled[Any] = Compiled(_units)


def placed(employees: Sequence[Employee], on: date) -> list[RosterPerson]:
    """Each of ``employees`` with the place the roster gives them on a day. Two queries, none for nobody."""
    if not employees:
        return []
    places = _places(employees, on)
    wanted = [place.supervisor_number for place in places.values() if place.supervisor_number]
    heads = {row.number: row for row in Employee.objects.filter(number__in=wanted).select_related("user")}
    return [_person(employee, places.get(employee.pk), heads) for employee in employees]


def _person(employee: Employee, place: Assignment | None, heads: dict[str, Employee]) -> RosterPerson:
    if place is None:
        return RosterPerson(employee)
    return RosterPerson(
        employee=employee,
        title=place.classification.title,
        department=place.department,
        unit=place.unit,
        supervisor=heads.get(place.supervisor_number),
    )


def _places(employees: Iterable[Employee], on: date) -> dict[int, Assignment]:
    """For each employee the assignment of that day, else the nearest one the roster has."""
    rows = (
        Assignment.objects.filter(employee__in=list(employees))
        .select_related("classification", "department", "unit__organization", "unit__owner")
        .order_by("starts_on")
    )
    found: dict[int, Assignment] = {}
    for row in rows:
        known = found.get(row.employee_id)
        if known is None or row.starts_on <= on:
            found[row.employee_id] = row
    return found
