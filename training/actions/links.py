"""Links by which people read a course without signing in: sent anew, and stopped."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from labor_office.core.notices.actions.promise import promise_many
from labor_office.core.users.models import User
from labor_office.core.web.dates import short_day
from labor_office.core.workforce.models import Employee
from training.actions.program import remember
from training.actions.reminding import promises_to
from training.models.links import LinkStop
from training.queries.overdue import overdue_people
from training.queries.taking import owed_on_pages
from training.rules.links import has_left


class LinksRefused(Exception):
    """No link can be sent; the words say why."""


@transaction.atomic
def send_links(*, employee_id: int, by: User, at: datetime, today: date) -> int:
    """Send a person one email with a new link to each course on a page that they owe; how many courses.

    Pressed twice on one day it is one email, unless the links were stopped in between.
    Raises LinksRefused when nothing is owed, nowhere to send is known, the person has left,
    or the links went out today already.
    """
    employee = Employee.objects.select_for_update(no_key=True).get(pk=employee_id)
    if has_left(employee.left_on, on=today) and employee.left_on is not None:
        raise LinksRefused(f"{employee} left the City on {short_day(employee.left_on)}: nothing is sent.")
    people = overdue_people(owed_on_pages(employee, on=today), today=today, of_any_day=True)
    if not people:
        raise LinksRefused(f"{employee} owes no course that is read on a page: there is nothing to send.")
    stops = LinkStop.objects.filter(employee=employee).count()
    promises = promises_to(people, by=by, at=at, today=today, key=f"training-links:{today}:{stops}")
    if not promises:
        raise LinksRefused(f"No email address of {employee} is on the roster.")
    if not promise_many(promises, at=at):
        raise LinksRefused(f"{employee} was sent the links today. Stop them first to send others.")
    count = len(people[0].duties)
    remember(verb="links_sent", summary=f"{employee}: links were sent", by=by, at=at, person=employee.code)
    return count


@transaction.atomic
def stop_links(*, employee_id: int, because: str, by: User, at: datetime) -> LinkStop:
    """Let no link that was made for a person until now open anything; new ones can be sent."""
    employee = Employee.objects.select_for_update(no_key=True).get(pk=employee_id)
    stop = LinkStop.objects.create(employee=employee, because=because, stopped_by=by, stopped_at=at)
    remember(
        verb="links_stopped", summary=f"{employee}: links were stopped. {because}", by=by, at=at, person=employee.code
    )
    return stop
