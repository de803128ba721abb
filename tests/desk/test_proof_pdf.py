"""The printed proof of one date."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from labor_office.core.deadlines.actions.clocks import Happened, start_clock
from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.matters.rules import Level
from labor_office.desk.letters import proof_of
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
        triggers=[Happened("filed:1", date(2026, 6, 2)), Happened("meeting:1", date(2026, 6, 3))],
    )  # fmt: skip
    return Deadline.objects.select_related("matter", "limit__version__procedure").get(matter=matter, code="R3")


def test_the_proof_says_what_the_page_says():
    proof = proof_of(decision_due(), today=TODAY)
    assert (proof.due_on, proof.citation) == (date(2026, 6, 17), "Art. 11, 11.5(b)")
    assert proof.lines[-1].label == "Due"
    assert sum(day.kind in {"counted", "due"} for day in proof.days) == 10


def test_the_proof_prints_as_a_pdf(client):
    client.force_login(UserFactory())
    answer = client.get(reverse("desk:deadline_proof", args=[decision_due().pk]))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_the_proof_of_a_matter_that_is_not_shared_is_not_found(client):
    client.force_login(UserFactory())
    assert client.get(reverse("desk:deadline_proof", args=[decision_due(level=Level.RESTRICTED).pk])).status_code == 404
