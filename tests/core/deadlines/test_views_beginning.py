"""A new office: what its people see before it has a calendar, and how it gets one."""

import pytest

from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.users.permissions import Role
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/settings/holidays/begin/?place=US-VA&year=2026"


@pytest.mark.parametrize(("role", "status"), [(Role.CHIEF, 200), (Role.SPECIALIST, 403), (Role.LIAISON, 403)])
def test_the_chief_confirms_the_first_year(client, role, status):
    client.force_login(UserFactory(role=role))

    assert client.get(PAGE).status_code == status


def test_a_new_office_says_what_to_do_first(client):
    client.force_login(UserFactory(role=Role.CHIEF))

    page = client.get("/desk/").content.decode()

    assert "/settings/holidays/begin/" in page
    assert client.get("/deadlines/").headers["Location"] == "/settings/holidays/"


def test_confirmed_days_make_the_calendar_that_counts(client):
    client.force_login(UserFactory(role=Role.CHIEF))

    response = client.post(PAGE, {"days": ["2026-06-19", "2026-12-25"], "others": "12/24 Christmas Eve"})

    calendar = Calendar.objects.get(is_office=True)
    assert response.status_code == 302
    assert sorted(calendar.closed_days.values_list("day", flat=True).distinct())[0].isoformat() == "2026-06-19"
    assert calendar.closed_days.count() == 3
    assert (calendar.first_on.isoformat(), calendar.published_through.isoformat()) == ("2026-01-01", "2026-12-31")
    assert client.get("/desk/").context["board"].groups == ()


def test_a_second_office_calendar_is_not_begun(client):
    client.force_login(UserFactory(role=Role.CHIEF))
    client.post(PAGE, {"days": ["2026-06-19"], "others": ""})

    assert client.get(PAGE).headers["Location"] == "/settings/holidays/"
