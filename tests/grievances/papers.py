"""A union's form as it is typed in, and what the page says to it."""

import uuid

from django.contrib.messages import get_messages

from tests.factories.workforce import AssignmentFactory, DepartmentFactory, EmployeeFactory

NEW = "/grievances/new/"
PREVIEW, DRAFT = f"{NEW}preview/", f"{NEW}draft/"


def fitter(unit, *, name="Marcus Bell", number="10042"):
    """Someone on the roster of ``unit``, with a supervisor."""
    head = EmployeeFactory(name="Lena Ortiz", number=f"9{number}")
    employee = EmployeeFactory(name=name, number=number)
    department = DepartmentFactory(name="Water Utilities", slug="water-utilities")
    AssignmentFactory(employee=employee, unit=unit, department=department, supervisor_number=head.number)
    return employee


def paper(**changes):
    """A form about Saturday, May 9, received Thursday, May 14."""
    typed = {
        "token": str(uuid.uuid4()),
        "received_on": "5/14/2026",
        "event_on": "5/9/2026",
        "filer": "INDIVIDUAL",
        "grievants": ["e:10042"],
        "statement": "Two junior fitters were called out first. He was home.",
        **changes,
    }
    return {name: value for name, value in typed.items() if value is not None}


def errors(response):
    """The form's mistakes as words by field."""
    return {name: " ".join(said) for name, said in response.context["form"].errors.items()}


def said(response):
    """The banners of the next page."""
    return [str(message) for message in get_messages(response.wsgi_request)]
