"""Rivermont before the story: its people, departments, unions, calendar, roster, agreements and procedures."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime

from allauth.account.models import EmailAddress

from labor_office.core.deadlines.actions.calendars import Closing, make_calendar
from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.deadlines.queries.readings import work_calendar
from labor_office.core.matters.actions.record import continue_numbering
from labor_office.core.matters.models.retention import RetentionRule
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Role
from labor_office.core.workforce.actions.roster_imports import apply_roster, map_columns, receive_roster
from labor_office.core.workforce.models import (
    BargainingUnit,
    Classification,
    Department,
    DepartmentContact,
    EmployeeOrganization,
    Representative,
)
from labor_office.desk.demo import cast, texts
from labor_office.desk.demo.days import Days, moment
from labor_office.desk.demo.holidays import city_holidays


@dataclass(slots=True)
class Rivermont:
    """The city as the story finds it: who and what, by name or slug."""

    days: Days
    people: dict[str, User]
    departments: dict[str, Department]
    organizations: dict[str, EmployeeOrganization]
    units: dict[str, BargainingUnit]
    calendar: Calendar

    @property
    def chief(self) -> User:
        """Rosa Castellanos."""
        return self.people["Rosa Castellanos"]

    @property
    def dana(self) -> User:
        """Dana Whitfield, whose desk the story is told for."""
        return self.people["Dana Whitfield"]


def found(today: date) -> Rivermont:
    """Everything that stands before the first grievance."""
    at = moment(date(today.year - 2, 1, 2), "08:00")
    people = _people(at)
    departments = _departments(people)
    organizations = _organizations()
    units = _units(organizations, people)
    _classifications(units)
    chief = people["Rosa Castellanos"]
    calendar = _calendar(today, chief, at)
    assert calendar.current_id is not None  # noqa: S101 -- just published
    days = Days(today, work_calendar(calendar.current_id))
    city = Rivermont(days, people, departments, organizations, units, calendar)
    _roster(city)
    texts.put_in_force(city.units, city.chief, city.dana, today=today)
    return city


def _people(at: datetime) -> dict[str, User]:
    made = {}
    for person in cast.PEOPLE:
        user = User.objects.create_user(
            person.email,
            cast.DEMO_PASSWORD,
            name=person.name,
            role=person.role,
            title=person.title,
            phone=person.phone,
            is_staff=person.role is Role.CHIEF,
            joined_at=at,
        )
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        made[person.name] = user
    for person in cast.PEOPLE:
        if person.backup:
            made[person.name].backup = made[person.backup]
            made[person.name].save(update_fields=["backup"])
    return made


def _departments(people: dict[str, User]) -> dict[str, Department]:
    made = {
        slug: Department.objects.create(slug=slug, name=name, code=code, head_title=head)
        for slug, name, code, head in cast.DEPARTMENTS
    }
    parts = DepartmentContact.Part
    DepartmentContact.objects.bulk_create(
        DepartmentContact(
            department=made[person.department],
            user=people[person.name],
            part=parts.DECISION_MAKER if person.decides_step else parts.LIAISON,
            step=person.decides_step,
        )
        for person in cast.PEOPLE
        if person.department
    )
    DepartmentContact.objects.bulk_create(
        DepartmentContact(department=made[slug], user=people[name], part=parts.DECISION_MAKER, step=step)
        for name, slug, step in cast.DECIDES_TOO
    )
    return made


def _organizations() -> dict[str, EmployeeOrganization]:
    made = {
        slug: EmployeeOrganization.objects.create(slug=slug, name=name, short_name=short, address_for_service=address)
        for slug, name, short, address in cast.ORGANIZATIONS
    }
    for organization, name, role, phone in cast.REPRESENTATIVES:
        Representative.objects.create(organization=made[organization], name=name, role=role, phone=phone)
    return made


def _units(organizations: dict[str, EmployeeOrganization], people: dict[str, User]) -> dict[str, BargainingUnit]:
    return {
        slug: BargainingUnit.objects.create(
            slug=slug,
            name=name,
            code=code,
            organization=organizations[organization],
            nicknames=list(nicknames),
            certified_on=date.fromisoformat(certified),
            owner=people[owner],
        )
        for slug, name, code, organization, nicknames, certified, owner in cast.UNITS
    }


def _classifications(units: dict[str, BargainingUnit]) -> None:
    Classification.objects.bulk_create(
        Classification(code=code, title=title, unit=units[unit])
        for code, title, unit, _department, _count, _pay in cast.CLASSIFICATIONS
    )


def _calendar(today: date, chief: User, at: datetime) -> Calendar:
    years = range(today.year - 2, today.year + 2)
    closed = [Closing(day, name, source="City Code 2-4") for year in years for day, name in city_holidays(year)]
    return make_calendar(
        name="City of Rivermont",
        slug="city",
        first_on=date(years[0], 1, 1),
        published_through=date(years[-1], 12, 31),
        closed=closed,
        by=chief,
        at=at,
        proposes_from="US-VA",
        is_office=True,
        reason="Holidays confirmed by the chief",
    )


def _roster(city: Rivermont) -> None:
    rows = cast.roster_rows()
    sheet = io.StringIO()
    writer = csv.DictWriter(sheet, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    as_of = city.days.today.replace(day=1)
    analyst = city.people["Theo Lindqvist"]
    at = moment(as_of, "10:15")
    roster = receive_roster(
        data=sheet.getvalue().encode(), file_name=f"roster-{as_of}.csv", as_of=as_of, covers_all=True, by=analyst, at=at
    )
    roster = map_columns(import_id=roster.pk, columns=roster.mapping)
    apply_roster(import_id=roster.pk, by=analyst, at=at)


def keep_records(city: Rivermont) -> None:
    """An example of a schedule, not compared with any: what a real office enters from its own."""
    RetentionRule.objects.bulk_create(
        RetentionRule(kind=kind, series=series, title=title, years=years, source="Example of the demo city")
        for kind, series, title, years in (
            ("grievance", "Example 1", "Grievance files", 1),
            ("arbitration", "Example 2", "Arbitration files", 10),
            ("agreement", "Example 3", "Agreements", None),
        )
    )


def continue_old_numbers(year: int) -> None:
    """The office numbered its files by hand before it had the desk; the desk goes on from there."""
    for kind, before, last in (
        ("grievance", 2, 105),
        ("grievance", 1, 70),
        ("grievance", 0, 32),
        ("arbitration", 0, 3),
        ("charge", 0, 2),
        ("discipline", 0, 20),
        ("information_request", 0, 30),
    ):
        continue_numbering(kind=kind, year=year - before, last=last)
