"""Officers of organizations, and roster files."""

import hashlib
from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from labor_office.core.workforce.models import Representative, RosterBefore, RosterImport
from tests.factories.users import UserFactory
from tests.factories.workforce import EmployeeOrganizationFactory


class RepresentativeFactory(DjangoModelFactory[Representative]):
    class Meta:
        model = Representative

    organization = factory.SubFactory(EmployeeOrganizationFactory)
    name = factory.Sequence(lambda n: f"Terry Boone {n}")


class RosterImportFactory(DjangoModelFactory[RosterImport]):
    class Meta:
        model = RosterImport

    as_of = date(2026, 1, 1)
    slug = factory.Sequence(lambda n: f"2026-01-01-{n + 2}")
    file_name = "roster.csv"
    rows = b"Employee number,Department,Classification\n1,D1,C1\n"
    sha256 = factory.LazyAttribute(lambda made: hashlib.sha256(made.rows).hexdigest())
    loaded_by = factory.SubFactory(UserFactory)
    loaded_at = datetime(2026, 1, 2, 9, tzinfo=UTC)


class RosterBeforeFactory(DjangoModelFactory[RosterBefore]):
    class Meta:
        model = RosterBefore

    roster_import = factory.SubFactory(RosterImportFactory)
    kind = RosterBefore.Kind.EMPLOYEE
    fields = factory.LazyFunction(dict)
