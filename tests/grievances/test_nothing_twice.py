"""What filing does by itself: the acknowledgement drafted, whoever shares a name with the roster told apart."""

import uuid
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from grievances.letters import ACKNOWLEDGEMENT
from grievances.models import Grievance
from grievances.queries.acts import act_for
from labor_office.core.deadlines.acts import Owed
from labor_office.core.documents.models import Letter
from labor_office.core.matters.models.record import Party
from tests.factories.users import UserFactory
from tests.factories.workforce import EmployeeFactory
from tests.grievances.walks import noon, unit_with_language

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday(settings):
    settings.CLOCK_OFFSET = noon(date(2026, 6, 15)) - datetime.now(UTC)


@pytest.fixture
def unit(client):
    """A unit whose specialist is signed in."""
    found = unit_with_language()
    client.force_login(found.owner)
    return found


def sent(client, unit, *grievants, **changes):
    typed = {
        "token": uuid.uuid4(), "received_on": "6/12/2026", "event_on": "6/8/2026", "filer": "INDIVIDUAL",
        "unit": unit.slug, "statement": "Passed over.", "articles": "14.3", "grievants": grievants, "act": "save",
    }  # fmt: skip
    return client.post(reverse("grievances:new"), typed | changes)


def test_filing_drafts_the_acknowledgement_and_the_record_offers_it(client, unit):
    assert sent(client, unit, "n:Marcus Bell").status_code == 302
    letter = Letter.objects.get(template=ACKNOWLEDGEMENT)
    page = client.get(Grievance.objects.get().get_absolute_url()).content.decode()
    assert "Send the acknowledgement" in page
    assert reverse("grievances:letter", args=[letter.matter.reference, letter.number]) in page


def test_a_typed_grievant_who_bears_a_name_of_the_roster_is_told_apart_by_a_person(client, unit):
    account = UserFactory(name="Marcus Bell")
    employee = EmployeeFactory(name="Marcus Bell", user=account)
    asked = sent(client, unit, "n:Marcus Bell")
    assert asked.status_code == 422
    words = asked.content.decode()
    assert "Marcus Bell is on the roster." in words
    assert f'value="e:{employee.number}"' in words
    assert 'value="x:Marcus Bell"' in words
    assert not Grievance.objects.exists()

    assert sent(client, unit, f"e:{employee.number}").status_code == 302
    assert Party.objects.get(role="GRIEVANT").employee == employee
    assert Grievance.objects.get().exclusions.get().user == account


def test_a_namesake_is_filed_as_someone_else_when_a_person_says_so(client, unit):
    EmployeeFactory(name="Marcus Bell", user=UserFactory(name="Marcus Bell"))
    assert sent(client, unit, "x:Marcus Bell").status_code == 302
    party = Party.objects.get(role="GRIEVANT")
    assert (party.name, party.employee, party.user, party.is_off_roster) == ("Marcus Bell", None, None, True)


def test_a_typed_grievant_who_signs_in_is_shut_out(client, unit):
    account = UserFactory(name="Marcus Bell")
    assert sent(client, unit, "n:Marcus Bell").status_code == 302
    assert Grievance.objects.get().exclusions.get().user == account


def test_the_panel_says_who_answers_for_it_when_nobody_is_chosen(client, unit):
    shown = sent(client, unit, "n:Marcus Bell", act="preview").content.decode()
    assert f"{unit.owner} answers for it: the specialist for {unit}" in shown


@pytest.mark.parametrize(("satisfied_by", "ready", "label"), [
    ("response:2", {}, "Draft decision"),
    ("response:2", {"has_draft": True}, "Finish the decision"),
    ("meeting:2", {}, "Record meeting"),
    ("meeting:2", {"has_meeting": True}, "Record meeting"),
    ("meeting:2", {"has_meeting": False}, "Schedule meeting"),
])  # fmt: skip
def test_the_button_names_what_is_still_to_be_done(satisfied_by, ready, label):
    assert act_for(Owed("G-2026-0001", "5", "2", satisfied_by, **ready)).label == label
