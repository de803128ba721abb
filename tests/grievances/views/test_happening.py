"""Recording what no other page records: what is offered, and what is refused."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from grievances.actions import endings
from grievances.rules.vocabulary import Outcome
from labor_office.core.deadlines.models.clocks import Trigger
from tests.factories.grievances import filed
from tests.grievances.walks import noon

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday(settings):
    settings.CLOCK_OFFSET = noon(date(2026, 6, 15)) - datetime.now(UTC)


def asked(client, grievance, **values):
    client.force_login(grievance.owner)
    return client.post(reverse("grievances:happening", args=[grievance.reference]), values)


def test_a_step_is_never_moved_behind_its_back(client):
    grievance = filed()
    for event in ("filed:2", "response:1", "meeting:2", "demand"):
        assert asked(client, grievance, event=event, on="6/12").status_code == 422
        assert not Trigger.objects.filter(matter=grievance, event=event).exists()


def test_what_no_other_page_records_is_recorded_here(client):
    grievance = filed()
    assert asked(client, grievance, event="hearing_closed", on="6/12").status_code == 302
    assert Trigger.objects.get(matter=grievance, event="hearing_closed").on == date(2026, 6, 12)


def test_on_a_closed_case_nothing_more_is_recorded(client):
    grievance = filed()
    endings.close(
        grievance_id=grievance.pk, on=date(2026, 6, 12), outcome=Outcome.FORFEITED, by=grievance.owner,
        at=noon(date(2026, 6, 12)),
    )  # fmt: skip
    shown = asked(client, grievance, event="hearing_closed", on="6/12")
    assert shown.status_code == 422
    assert "was closed Fri, Jun 12" in shown.content.decode()
    assert not Trigger.objects.filter(matter=grievance, event="hearing_closed").exists()
