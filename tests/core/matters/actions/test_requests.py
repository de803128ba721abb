"""What we ask of others."""

from datetime import date

import pytest

from labor_office.core.deadlines.calendars import WorkCalendar
from labor_office.core.matters.actions import requests
from labor_office.core.matters.models.record import Request
from tests.factories.matters import OPENED_AT, MatterFactory, RequestFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import DepartmentFactory

pytestmark = pytest.mark.django_db

THURSDAY, FRIDAY, MONDAY = date(2026, 5, 14), date(2026, 5, 15), date(2026, 5, 18)
CALENDAR = WorkCalendar(date(2026, 1, 1), date(2026, 12, 31), {})


def nudge(request, on):
    return requests.nudge(request_id=request.pk, by=UserFactory(), today=on, at=OPENED_AT, calendar=CALENDAR)


def test_asking_a_department_starts_waiting_on_that_day():
    matter, water = MatterFactory(), DepartmentFactory(name="Water Utilities")
    request = requests.ask(
        matter_id=matter.pk, title="Call-out log", kind=Request.Kind.RECORDS, department=water, by=UserFactory(),
        today=THURSDAY, at=OPENED_AT,
    )  # fmt: skip
    assert request.asked_on == THURSDAY
    assert [str(event) for event in matter.events.all()] == ["Asked Water Utilities: Call-out log"]


def test_a_task_of_our_own_waits_for_nobody():
    task = requests.ask(
        matter_id=MatterFactory().pk, title="Interview the supervisor", by=UserFactory(), today=THURSDAY, at=OPENED_AT
    )
    assert task.asked_on is None
    with pytest.raises(requests.NothingToNudge):
        nudge(task, MONDAY)


def test_a_reminder_goes_every_second_working_day_at_most():
    request = RequestFactory(asked_on=THURSDAY)
    with pytest.raises(requests.NudgedLately, match="last asked on Thu, May 14, 2026"):
        nudge(request, FRIDAY)
    assert nudge(request, MONDAY).nudge_count == 1
    with pytest.raises(requests.NudgedLately, match="last asked on Mon, May 18, 2026"):
        nudge(request, date(2026, 5, 19))
    assert nudge(request, date(2026, 5, 20)).nudge_count == 2


def test_what_is_done_is_done_once_and_can_be_undone():
    request, first, second = RequestFactory(), UserFactory(), UserFactory()
    for person in (first, second):
        requests.mark_done(request_id=request.pk, by=person, today=MONDAY, at=OPENED_AT)
    request.refresh_from_db()
    assert (request.done_on, request.done_by) == (MONDAY, first)
    with pytest.raises(requests.RequestDone):
        nudge(request, date(2026, 5, 25))
    assert requests.mark_undone(request_id=request.pk, by=second, at=OPENED_AT).done_on is None
    assert request.matter.events.count() == 2
