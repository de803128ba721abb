"""The City as employer."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from labor_office.core.workforce.models import (
    Assignment,
    BargainingUnit,
    Classification,
    Department,
    DepartmentContact,
    Employee,
    EmployeeOrganization,
)
from tests.factories.users import UserFactory


class DepartmentFactory(DjangoModelFactory[Department]):
    class Meta:
        model = Department

    name = factory.Sequence(lambda n: f"Department {n}")
    slug = factory.Sequence(lambda n: f"department-{n}")
    code = factory.Sequence(lambda n: f"D{n}")


class DepartmentContactFactory(DjangoModelFactory[DepartmentContact]):
    class Meta:
        model = DepartmentContact

    department = factory.SubFactory(DepartmentFactory)
    user = factory.SubFactory(UserFactory)
    part = DepartmentContact.Part.LIAISON


class EmployeeOrganizationFactory(DjangoModelFactory[EmployeeOrganization]):
    class Meta:
        model = EmployeeOrganization

    name = factory.Sequence(lambda n: f"Municipal Workers Local {n}")
    slug = factory.Sequence(lambda n: f"local-{n}")
    short_name = factory.Sequence(lambda n: f"Local {n}")


class BargainingUnitFactory(DjangoModelFactory[BargainingUnit]):
    class Meta:
        model = BargainingUnit

    name = factory.Sequence(lambda n: f"Unit {n}")
    slug = factory.Sequence(lambda n: f"unit-{n}")
    code = factory.Sequence(lambda n: f"U{n}")
    organization = factory.SubFactory(EmployeeOrganizationFactory)


class ClassificationFactory(DjangoModelFactory[Classification]):
    class Meta:
        model = Classification

    code = factory.Sequence(lambda n: f"C{n}")
    title = factory.Sequence(lambda n: f"Technician {n}")


class EmployeeFactory(DjangoModelFactory[Employee]):
    class Meta:
        model = Employee

    number = factory.Sequence(lambda n: f"{n:05}")
    name = factory.Sequence(lambda n: f"Employee {n}")
    hired_on = date(2015, 3, 2)


class AssignmentFactory(DjangoModelFactory[Assignment]):
    class Meta:
        model = Assignment

    employee = factory.SubFactory(EmployeeFactory)
    department = factory.SubFactory(DepartmentFactory)
    classification = factory.SubFactory(ClassificationFactory)
    starts_on = date(2015, 3, 2)
