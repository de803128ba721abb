"""Putting right what was recorded wrongly: taken back, recounted, a person taken off, a note changed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from grievances.models import Grievance
from grievances.queries.deciders import possible_deciders
from grievances.queries.places import place_of
from labor_office.core.deadlines.models.procedures import VersionState
from labor_office.core.matters.actions.notes import add_note
from labor_office.core.matters.models.record import Note, Party
from labor_office.core.users.permissions import Role
from labor_office.core.workforce.models import DepartmentContact
from tests.factories.deadlines import draft_version
from tests.factories.grievances import LIMITS, filed
from tests.factories.workforce import DepartmentFactory
from tests.grievances.walks import decided, decider, noon, unit_with_language

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "preview"}
MONDAY = date(2026, 6, 15)


@pytest.fixture(autouse=True)
def _monday(settings):
    settings.CLOCK_OFFSET = noon(MONDAY) - datetime.now(UTC)


@pytest.fixture
def grievance():
    """Filed on Thursday, June 11; the City's Step 1 decision is due Tuesday, June 23."""
    return filed(unit=unit_with_language(), articles=["14.3"], event_on=date(2026, 6, 8), received_on=date(2026, 6, 11),
                 at=noon(date(2026, 6, 11)))  # fmt: skip


def post(client, grievance, page, values, *args, **headers):
    client.force_login(grievance.owner)
    return client.post(reverse(f"grievances:{page}", args=[grievance.reference, *args]), values, **headers)


def standing(grievance):
    fresh = Grievance.objects.get(pk=grievance.pk)
    return fresh.step, place_of(fresh).step.state


def test_an_appeal_recorded_by_mistake_is_taken_back_with_its_step_and_wall(client, grievance):
    who = decider()
    decided(grievance, on=date(2026, 6, 12), by=who)
    post(client, grievance, "appeal", {"received_on": "6/15"})
    assert standing(grievance) == ("2", "FILED")
    assert grievance.exclusions.filter(user=who, ended_at=None).exists()

    shown = post(client, grievance, "take_back", {"event": "filed:2", "reason": "Another case"}, **HTMX)
    assert "Appeal to Step 2" in shown.content.decode()
    assert post(client, grievance, "take_back", {"event": "filed:2", "reason": "Another case"}).status_code == 302
    assert standing(grievance) == ("1", "DECIDED")
    assert grievance.deadlines.get(code="3").state == "OPEN"
    assert not grievance.exclusions.filter(user=who, ended_at=None).exists()
    assert post(client, grievance, "appeal", {"received_on": "6/15"}).status_code == 302


def test_a_meeting_that_was_not_held_is_taken_back(client, grievance):
    post(client, grievance, "record_meeting", {"held_on": "6/12", "people": "Nobody"})
    assert standing(grievance) == ("1", "MEETING_HELD")
    post(client, grievance, "take_back", {"event": "meeting:1", "reason": "It was called off"})
    assert standing(grievance) == ("1", "FILED")
    assert place_of(Grievance.objects.get(pk=grievance.pk)).step.meeting.held_on is None


def test_the_filing_and_an_issued_decision_are_not_taken_back(client, grievance):
    client.force_login(grievance.owner)
    page = reverse("grievances:take_back", args=[grievance.reference])
    assert "Nothing on record can be taken back" in client.get(page).content.decode()
    decided(grievance, on=date(2026, 6, 12))
    assert post(client, grievance, "take_back", {"event": "response:1", "reason": "x"}).status_code == 409


def test_another_version_is_previewed_and_counted_by(client, grievance):
    procedure = grievance.clock.version.procedure
    longer = tuple(one if one.code != "2" else type(one)(**{**_fields(one), "amount": 9}) for one in LIMITS)
    version = draft_version(limits=longer, slug="other")
    other = version.procedure
    version.procedure, version.number = procedure, 2
    version.state, version.effective_from, version.published_at = VersionState.PUBLISHED, date(2026, 6, 1), noon(MONDAY)
    version.save()
    other.delete()
    values = {"version_id": version.pk, "reason": "Both sides agreed, June 12"}
    shown = post(client, grievance, "version", values, **HTMX).content.decode()
    assert "Tue, Jun 23, 2026" in shown
    assert "Thu, Jun 25, 2026" in shown
    assert grievance.deadlines.get(code="2").due_on == date(2026, 6, 23)
    grievance.unit.owner.role = Role.SPECIALIST
    assert post(client, grievance, "version", values).status_code == 302
    assert grievance.deadlines.get(code="2").due_on == date(2026, 6, 25)


def _fields(one):
    return {name: getattr(one, name) for name in one.__dataclass_fields__}


def test_without_another_version_the_page_says_so(client, grievance):
    client.force_login(grievance.owner)
    page = client.get(reverse("grievances:version", args=[grievance.reference])).content.decode()
    assert "No other version is published" in page


def test_time_as_of_right_needs_words_of_the_procedure_and_moves_the_date(client, grievance):
    taken = {"code": "2", "amount": "5", "unit": "business_days", "taken_on": "6/15", "taken_by": "The City"}
    assert post(client, grievance, "take_extension", taken).status_code == 409
    version = grievance.clock.version
    version.texts = {"extension": "by either side once, for five working days"}
    version.save(update_fields=["texts"])
    shown = post(client, grievance, "take_extension", taken, **HTMX).content.decode()
    assert "Tue, Jun 30, 2026" in shown
    assert post(client, grievance, "take_extension", taken).status_code == 302
    assert grievance.deadlines.get(code="2").due_on == date(2026, 6, 30)


def test_only_those_who_decide_here_and_had_no_part_are_offered(client, grievance):
    department, elsewhere = DepartmentFactory(), DepartmentFactory()
    Grievance.objects.filter(pk=grievance.pk).update(department=department)
    here, away, both_below, free = decider(), decider(), decider(), decider()
    parts = DepartmentContact.Part
    for user, where, step in ((here, department, "1"), (away, elsewhere, "1"), (both_below, department, "2")):
        DepartmentContact.objects.create(department=where, user=user, part=parts.DECISION_MAKER, step=step)
    offered = set(possible_deciders(place_of(Grievance.objects.get(pk=grievance.pk))))
    assert {here, free} <= offered
    assert not offered & {away, both_below}
    assert post(client, grievance, "name_decider", {"decider": away.pk}).status_code == 422
    assert post(client, grievance, "name_decider", {"decider": here.pk}).status_code == 302
    assert place_of(Grievance.objects.get(pk=grievance.pk)).step.decider == here


def test_a_person_named_by_mistake_is_taken_off_with_a_reason(client, grievance):
    party = Party.objects.filter(matter=grievance).first()
    assert post(client, grievance, "remove_person", {"reason": ""}, party.pk).status_code == 422
    assert post(client, grievance, "remove_person", {"reason": "A namesake"}, party.pk).status_code == 302
    assert not Party.objects.filter(pk=party.pk).exists()
    assert post(client, grievance, "remove_person", {"reason": "x"}, party.pk).status_code == 404


def test_a_note_is_changed_for_a_quarter_of_an_hour_and_then_gets_an_addendum(client, grievance):
    now = noon(MONDAY)
    fresh = add_note(matter_id=grievance.pk, text="Callled", by=grievance.owner, at=now - timedelta(minutes=5))
    old = add_note(matter_id=grievance.pk, text="Met", by=grievance.owner, at=now - timedelta(hours=1))
    for note in (fresh, old):
        assert post(client, grievance, "edit_note", {"text": "Called"}, note.pk).status_code == 302
    fresh.refresh_from_db()
    old.refresh_from_db()
    assert (fresh.text, old.text) == ("Called", "Met")
    assert [note.text for note in Note.objects.filter(addendum_to=old)] == ["Called"]
    page = client.get(reverse("grievances:notes", args=[grievance.reference])).content.decode()
    assert reverse("grievances:edit_note", args=[grievance.reference, fresh.pk]) in page


def test_an_address_for_forms_opened_like_a_page_says_so_in_words(client, grievance):
    client.force_login(grievance.owner)
    answer = client.get(reverse("grievances:new_draft"))
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "There is nothing to open here" in answer.content.decode()
