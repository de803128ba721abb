"""The printed proof of one date."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from labor_office.core.deadlines.actions.clocks import Beginning, Happened, start_clock
from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.matters.rules import Level
from labor_office.desk.letters import kept_proof, proof_of, set_proof
from tests.factories.deadlines import published_version
from tests.factories.matters import MatterFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 6, 15, 12, 30, tzinfo=UTC)
TODAY = date(2026, 6, 15)


def decision_due(**changes):
    matter = MatterFactory(**changes)
    start_clock(
        matter_id=matter.pk, version_id=published_version().pk, by=None, at=AT, today=TODAY,
        begins=Beginning([Happened("filed:1", date(2026, 6, 2)), Happened("meeting:1", date(2026, 6, 3))]),
    )  # fmt: skip
    return Deadline.objects.select_related("matter", "limit__version__procedure").get(matter=matter, code="R3")


def test_the_proof_says_what_the_page_says():
    proof = proof_of(decision_due(), today=TODAY)
    assert (proof.due_on, proof.citation) == (date(2026, 6, 17), "Art. 11, 11.5(b)")
    assert proof.lines[-1].label == "Due"
    assert sum(day.kind in {"counted", "due"} for day in proof.days) == 10


@pytest.fixture
def _clock(settings):
    settings.CLOCK_OFFSET = AT - datetime.now(UTC)


@pytest.mark.usefixtures("_clock")
def test_the_worker_sets_the_proof_and_the_page_leads_to_it(client):
    client.force_login(UserFactory())
    due = decision_due()
    here = reverse("desk:deadline_proof", args=[due.pk])
    waiting = client.get(here)
    assert waiting["Content-Type"].startswith("text/html")
    asks = {"HX-Request": "true", "HX-Target": "setting"}
    assert b'hx-trigger="every 1s"' in client.get(here, headers=asks).content
    set_proof(deadline_id=due.pk, today=TODAY, at=AT)
    assert client.get(here, headers=asks)["HX-Redirect"] == here
    answer = client.get(here)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_another_date_is_another_proof():
    due = decision_due()
    content = set_proof(deadline_id=due.pk, today=TODAY, at=AT)
    assert kept_proof(due, today=TODAY) == content
    assert set_proof(deadline_id=due.pk, today=TODAY, at=AT + timedelta(hours=1)) == content
    due.name = "Another name"
    assert kept_proof(due, today=TODAY) is None


def test_the_proof_of_a_matter_that_is_not_shared_is_not_found(client):
    client.force_login(UserFactory())
    assert client.get(reverse("desk:deadline_proof", args=[decision_due(level=Level.RESTRICTED).pk])).status_code == 404
