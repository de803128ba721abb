"""The record page and its sub pages."""

from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from grievances.actions import appeals, meetings
from labor_office.core.matters.models.matter import MatterEvent, MatterReading
from tests.factories.grievances import filed
from tests.factories.matters import MatterEventFactory, NoteFactory, RequestFactory
from tests.grievances.walks import decided, decider, drafted, noon, unit_with_language

pytestmark = pytest.mark.django_db

PAGES = ["detail", "steps", "deadlines", "documents", "notes", "people", "related", "history"]
STEPS = ["1", "2", "3", "arbitration"]
QUERIES = 8


@pytest.fixture
def grievance():
    """At Step 2, met on, its letter waiting for a signature."""
    unit = unit_with_language()
    found = filed(unit=unit, articles=["14.3", "past practice"], today=date(2026, 5, 14), at=noon(date(2026, 5, 14)))
    filed(unit=unit, articles=["14.3"])
    decided(found, on=date(2026, 5, 22))
    who = {"by": found.owner, "at": noon(date(2026, 6, 3)), "today": date(2026, 6, 3)}
    appeals.record_appeal(grievance_id=found.pk, received_on=date(2026, 5, 28), **who)
    meetings.record_meeting(grievance_id=found.pk, held_on=date(2026, 6, 3), minutes="They spoke.", **who)
    NoteFactory(matter=found, author=found.owner)
    RequestFactory(matter=found, title="Call-out log")
    drafted(found, on=date(2026, 6, 10), by=decider())
    found.refresh_from_db()
    return found


def test_every_sub_page_shows_the_case_and_every_step_has_its_page(client, grievance):
    client.force_login(grievance.owner)
    addresses = [reverse(f"grievances:{page}", args=[grievance.reference]) for page in PAGES]
    addresses += [reverse("grievances:step", args=[grievance.reference, code]) for code in STEPS]
    shown = {address: client.get(address) for address in addresses}
    assert {address: page.status_code for address, page in shown.items()} == dict.fromkeys(addresses, 200)
    title = "Overtime call-out order bypassed"
    assert [address for address, page in shown.items() if title not in page.content.decode()] == []


def test_the_overview_says_what_is_owed_why_and_in_which_words(client, grievance):
    client.force_login(grievance.owner)
    page = client.get(grievance.get_absolute_url()).content.decode()
    for words in (
        "Next deadline: City, Step 2 decision",
        "Overtime call-outs go to the most senior employee on the list.",
        "Language in force on May 9, 2026",
        "Call-out log",
        "Finish Step 2 decision",
        "G-2026-0002",
    ):
        assert words in page


def test_the_record_takes_as_many_queries_for_a_long_history_as_for_a_short_one(client, grievance):
    client.force_login(grievance.owner)
    address = grievance.get_absolute_url()
    client.get(address)
    for count in (1, 1000):
        MatterEvent.objects.bulk_create(MatterEventFactory.build_batch(count, matter=grievance.matter))
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        assert len(asked) <= QUERIES, "\n\n".join(query["sql"][:300] for query in asked)


def test_opening_a_restricted_case_is_logged(client, grievance):
    restricted = filed(unit=grievance.unit, is_restricted=True)
    client.force_login(grievance.owner)
    client.get(restricted.get_absolute_url())
    client.get(grievance.get_absolute_url())
    assert [reading.matter_id for reading in MatterReading.objects.all()] == [restricted.pk]
    cache.clear()
