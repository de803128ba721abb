"""Doing something to a case on its page: previewed, refused with the reason, saved with the next date."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from labor_office.core.documents.models import Letter
from labor_office.core.matters.models.record import Request
from tests.factories.grievances import filed
from tests.grievances.walks import decided, decider, noon, unit_with_language
from tests.undone import undone

pytestmark = pytest.mark.django_db

HTMX = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "preview"}


@pytest.fixture(autouse=True)
def _monday(settings):
    """Noon of Monday, June 15, 2026, in the city."""
    settings.CLOCK_OFFSET = noon(date(2026, 6, 15)) - datetime.now(UTC)


@pytest.fixture
def grievance():
    """Filed on Thursday, June 11; the City's Step 1 decision is due Tuesday, June 23."""
    return filed(unit=unit_with_language(), articles=["14.3"], event_on=date(2026, 6, 8), received_on=date(2026, 6, 11),
                 at=noon(date(2026, 6, 11)))  # fmt: skip


def post(client, grievance, page, values, **headers):
    client.force_login(grievance.owner)
    return client.post(reverse(f"grievances:{page}", args=[grievance.reference]), values, **headers)


EXTENSION = {"code": "2", "how": "days", "amount": "3", "agreed_on": "6/15", "agreed_by": "T. Boone",
             "signature": "signed"}  # fmt: skip


def test_an_extension_is_previewed_by_htmx_and_nothing_is_saved(client, grievance):
    shown = post(client, grievance, "extend", EXTENSION, **HTMX).content.decode()
    assert "Tue, Jun 23, 2026" in shown
    assert "Fri, Jun 26, 2026" in shown
    assert "<html" not in shown
    assert not grievance.extensions.exists()


def test_the_preview_works_without_a_script(client, grievance):
    shown = post(client, grievance, "extend", EXTENSION | {"preview": "1"}).content.decode()
    assert "Fri, Jun 26, 2026" in shown
    assert "<html" in shown
    assert not grievance.extensions.exists()


def test_a_saved_extension_lands_on_the_record_with_the_next_date(client, grievance):
    response = post(client, grievance, "extend", EXTENSION)
    assert response.url == grievance.get_absolute_url()
    page = client.get(response.url).content.decode()
    assert "Extension recorded. Next for the City: Step 1 decision, Fri, Jun 26." in page


def test_an_unsigned_extension_asks_for_a_follow_up_and_leaves_the_date(client, grievance):
    unsigned = EXTENSION | {"signature": "follow"}
    assert post(client, grievance, "extend", unsigned).status_code == 422
    post(client, grievance, "extend", unsigned | {"follow_up_on": "6/18"})
    assert grievance.deadlines.get(code="2").due_on == date(2026, 6, 23)
    assert "Extension unsigned" in client.get(grievance.get_absolute_url()).content.decode()


@pytest.fixture
def unsigned(client, grievance):
    """Three working days more for the Step 1 decision, agreed and not signed."""
    post(client, grievance, "extend", EXTENSION | {"signature": "follow", "follow_up_on": "6/18"})
    return grievance.extensions.get()


def test_the_signature_is_offered_previewed_and_puts_the_new_date_in_force(client, grievance, unsigned):
    address = reverse("grievances:sign_extension", args=[grievance.reference])
    assert address in client.get(grievance.get_absolute_url()).content.decode()
    assert address in client.get(reverse("grievances:deadlines", args=[grievance.reference])).content.decode()
    values = {"extension_id": unsigned.pk, "signed_on": "6/15"}
    shown = post(client, grievance, "sign_extension", values, **HTMX).content.decode()
    assert "Tue, Jun 23, 2026" in shown
    assert "Fri, Jun 26, 2026" in shown
    assert grievance.deadlines.get(code="2").due_on == date(2026, 6, 23)
    assert post(client, grievance, "sign_extension", values).status_code == 302
    assert grievance.deadlines.get(code="2").due_on == date(2026, 6, 26)
    page = client.get(grievance.get_absolute_url()).content.decode()
    assert "Extension unsigned" not in page
    assert address not in page


def test_a_signed_extension_is_withdrawn_and_the_earlier_date_is_back(client, grievance):
    post(client, grievance, "extend", EXTENSION)
    values = {"extension_id": grievance.extensions.get().pk, "reason": "The union took it back"}
    shown = post(client, grievance, "withdraw_extension", values, **HTMX).content.decode()
    assert "Tue, Jun 23, 2026" in shown
    assert grievance.deadlines.get(code="2").due_on == date(2026, 6, 26)
    assert post(client, grievance, "withdraw_extension", values).status_code == 302
    assert grievance.deadlines.get(code="2").due_on == date(2026, 6, 23)


def test_without_an_extension_there_is_nothing_to_sign(client, grievance):
    shown = post(client, grievance, "sign_extension", {"signed_on": "6/15"})
    assert shown.status_code == 409
    assert "No extension waits for a signature." in shown.content.decode()


def test_an_extension_of_another_case_is_not_signed_here(client, grievance, unsigned):
    other = filed(unit=grievance.unit, articles=["14.3"], event_on=date(2026, 6, 8), received_on=date(2026, 6, 11))
    post(client, other, "extend", EXTENSION | {"signature": "follow", "follow_up_on": "6/18"})
    shown = post(client, other, "sign_extension", {"extension_id": unsigned.pk, "signed_on": "6/15"})
    assert shown.status_code == 422
    unsigned.refresh_from_db()
    assert unsigned.signed_on is None


def test_what_is_not_possible_says_why_and_offers_no_form(client, grievance):
    shown = post(client, grievance, "appeal", {"received_on": "6/15"})
    assert shown.status_code == 409
    assert "Step 1 has no answer yet and its time has not run out." in shown.content.decode()


def test_a_late_appeal_is_a_warning_with_a_choice(client):
    grievance = filed(unit=unit_with_language(), articles=["14.3"], at=noon(date(2026, 5, 14)))
    decided(grievance, on=date(2026, 5, 22))
    warned = post(client, grievance, "appeal", {"received_on": "6/5"})
    assert warned.status_code == 422
    assert "2 working days late under 11.3" in warned.content.decode()
    assert post(client, grievance, "appeal", {"received_on": "6/5", "lateness": "WAIVED"}).status_code == 302
    assert grievance.steps.get(code="2").filed_days_late == 2


def test_a_receipt_corrected_past_the_limit_is_judged_again_with_a_choice(client, grievance):
    values = {"event": "knowledge", "on": "5/20", "reason": "The list hung there"}
    warned = post(client, grievance, "correct", values)
    assert warned.status_code == 422
    assert "5 working days late under 11.1" in warned.content.decode()
    grievance.refresh_from_db()
    assert (grievance.timeliness, grievance.known_on) == ("TIMELY", date(2026, 6, 8))
    assert post(client, grievance, "correct", values | {"lateness": "DISPUTED"}).status_code == 302
    grievance.refresh_from_db()
    step = grievance.steps.get()
    assert (grievance.timeliness, grievance.days_late) == ("DISPUTED", 5)
    assert (step.timeliness, step.filed_days_late) == ("DISPUTED", 5)
    post(client, grievance, "correct", values | {"on": "6/8"})
    grievance.refresh_from_db()
    assert (grievance.timeliness, grievance.days_late) == ("TIMELY", 0)


def test_a_correction_never_puts_the_event_after_the_receipt(client, grievance):
    for event, on in (("filed:1", "6/5"), ("incident", "6/12")):
        shown = post(client, grievance, "correct", {"event": event, "on": on, "reason": "Stamp"})
        assert (event, shown.status_code) == (event, 422)
        assert "after the grievance was received on" in shown.content.decode()


ACTS = {
    "stop": ({"from_on": "6/15", "reason": "Mediation"}, "Clock stopped. The days left are kept."),
    "bypass": ({"on": "6/15", "to_step": "2", "basis": "11.4"}, "Step 1 passed over."),
    "correct": ({"event": "filed:1", "on": "6/12", "reason": "Stamp"}, "Date corrected."),
    "schedule_meeting": ({"on": "6/17", "starts_at": "10:00"}, "Step 1 meeting scheduled."),
    "record_meeting": ({"held_on": "6/15"}, "Step 1 meeting recorded."),
    "withdraw": ({"on": "6/15", "withdrawn_by": "T. Boone", "has_precedent": "no"}, "Grievance withdrawn"),
    "settle": ({"on": "6/15", "terms": "4 hours.", "has_precedent": "no"}, "Grievance settled"),
    "close": ({"on": "6/15", "outcome": "FORFEITED"}, "Grievance closed."),
}


def test_each_act_saves_and_says_what_happened(client, grievance):
    client.force_login(grievance.owner)
    for page, (values, said) in ACTS.items():
        with undone():
            response = client.post(reverse(f"grievances:{page}", args=[grievance.reference]), values)
            assert (page, response.status_code) == (page, 302), response.content.decode()
            assert said in client.get(response.url).content.decode()


def test_each_act_has_a_preview(client, grievance):
    values = {"from_on": "6/15", "on": "6/12", "held_on": "6/15", "to_step": "2", "basis": "11.4", "reason": "x",
              "event": "filed:1", "withdrawn_by": "x", "has_precedent": "no"}  # fmt: skip
    before = grievance.events.count()
    for page in ("stop", "bypass", "correct", "schedule_meeting", "record_meeting", "withdraw"):
        shown = post(client, grievance, page, values, **HTMX).content.decode()
        assert (page, "What this does" in shown, grievance.events.count()) == (page, True, before)


def test_drafting_begins_one_letter_and_comes_back_to_it(client, grievance):
    director = decider()
    for _ in range(2):
        response = post(client, grievance, "decision", {"decider": director.pk, "outcome": "DENIED"})
        assert response.url == f"{grievance.get_absolute_url()}letters/1/"
    assert Letter.objects.count() == 1
    assert client.get(response.url).status_code == 200


def test_a_task_is_ticked_in_place_and_put_back(client, grievance):
    task = Request.objects.filter(matter=grievance).first()
    client.force_login(grievance.owner)
    address = reverse("grievances:tick", args=[grievance.reference, task.pk])
    shown = client.post(address, **HTMX).content.decode()
    assert "Undo" in shown
    assert "<html" not in shown
    client.post(address)
    task.refresh_from_db()
    assert task.done_on is None


UNTIL = EXTENSION | {"how": "date", "amount": "", "new_due_on": "7/4"}


def test_an_extension_to_a_closed_day_asks_which_day_is_meant(client, grievance):
    shown = post(client, grievance, "extend", UNTIL, **HTMX).content.decode()
    assert "The office is closed that day." in shown
    answer = post(client, grievance, "extend", UNTIL)
    page = answer.content.decode()
    assert (answer.status_code, grievance.extensions.count()) == (422, 0)
    assert "Sat, Jul 4, 2026 is not a working day (weekend)." in page
    assert 'name="closed_day" id="closed-next"' in page

    post(client, grievance, "extend", UNTIL | {"closed_day": "next"})
    assert grievance.deadlines.get(code="2").due_on == date(2026, 7, 6)


def test_past_the_published_calendar_nothing_is_promised(client, grievance):
    for page, values in (
        ("extend", UNTIL | {"new_due_on": "1/4/2031"}),
        ("extend", EXTENSION | {"amount": "360", "unit": "weeks"}),
        ("stop", {"from_on": "1/4/2031", "reason": "mediation"}),
    ):
        shown = post(client, grievance, page, values, **HTMX)
        assert (values, shown.status_code) == (values, 200)
        answer = post(client, grievance, page, values)
        assert (values, answer.status_code) == (values, 422)
        assert "nobody has confirmed the holidays of" in answer.content.decode()
        assert grievance.deadlines.get(code="2").due_on == date(2026, 6, 23)


def test_time_is_added_in_the_unit_agreed(client, grievance):
    client.force_login(grievance.owner)
    extend, found = reverse("grievances:extend", args=[grievance.reference]), {}
    units = {("3", "calendar_days"): date(2026, 6, 26), ("2", "weeks"): date(2026, 7, 7),
             ("1", "months"): date(2026, 7, 23)}  # fmt: skip
    for amount, unit in units:
        with undone():
            client.post(extend, EXTENSION | {"amount": amount, "unit": unit})
            found[amount, unit] = grievance.deadlines.get(code="2").due_on
    assert found == units


def test_a_stop_on_a_closed_day_says_what_is_not_counted(client, grievance):
    shown = post(client, grievance, "stop", {"from_on": "6/20", "reason": "mediation"}, **HTMX).content.decode()
    assert "Sat, Jun 20, 2026 (weekend) was not counted in any case" in shown
