"""A date set by hand: a closed day is asked about, a year that nobody confirmed is refused."""

from datetime import date

import pytest
from django.urls import reverse

from labor_office.core.deadlines.actions.clocks import Beginning, Happened, start_clock
from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.users.permissions import Role
from tests.factories.deadlines import MADE_AT, published_version
from tests.factories.matters import MatterFactory
from tests.factories.users import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_morning")]
HTMX = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "preview"}


@pytest.fixture
def deadline(client):
    matter = MatterFactory(level="OFFICE")
    start_clock(
        matter_id=matter.pk, version_id=published_version().pk, by=None, at=MADE_AT, today=date(2026, 6, 12),
        begins=Beginning([Happened("filed:1", date(2026, 6, 11))]),
    )  # fmt: skip
    client.force_login(UserFactory(role=Role.SPECIALIST))
    return Deadline.objects.get(code="R2")


def test_the_day_meant_is_in_force(client, deadline):
    for given, due_on in (
        ({"due_on": "6/24/2026"}, date(2026, 6, 24)),
        ({"due_on": "6/20/2026", "closed_day": "keep"}, date(2026, 6, 20)),
        ({"due_on": "6/20/2026", "closed_day": "next"}, date(2026, 6, 22)),
    ):
        client.post(reverse("deadlines:by_hand", args=[deadline.pk]), given | {"reason": "order", "do": "save"})
        deadline.refresh_from_db()
        assert (given, deadline.due_on) == (given, due_on)


def test_what_is_not_decided_or_not_published_is_not_saved(client, deadline):
    address = reverse("deadlines:by_hand", args=[deadline.pk])
    before = deadline.due_on
    for day, said in (
        ("6/20/2026", "Sat, Jun 20, 2026 is not a working day"),
        ("1/4/2031", "nobody has confirmed the holidays of 2031"),
    ):
        answer = client.post(address, {"due_on": day, "reason": "order", "do": "save"})
        assert (day, answer.status_code, said in answer.content.decode()) == (day, 422, True)
        deadline.refresh_from_db()
        assert deadline.due_on == before


def test_a_closed_day_is_asked_about_before_it_is_saved(client, deadline):
    address = reverse("deadlines:by_hand", args=[deadline.pk])
    shown = client.post(address, {"due_on": "6/20/2026", "reason": "order"}, **HTMX).content.decode()
    assert "The office is closed that day." in shown
    assert 'id="closed-keep"' in shown
