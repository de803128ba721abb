"""The office's calendar and somebody who owns a matter."""

import pytest

from labor_office.core.deadlines.models.calendars import Calendar
from tests.factories.deadlines import calendar
from tests.factories.users import UserFactory


@pytest.fixture
def office():
    made = calendar(name="City")
    Calendar.objects.filter(pk=made.pk).update(is_office=True)
    return made


@pytest.fixture
def owner():
    return UserFactory(name="Rosa Castellanos")
