"""Arbitrations, charges, discipline and information requests in the browser's own words: opened, worked on, closed."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from grievances.models import Grievance, Proceeding
from grievances.rules.proceedings import WORDS
from labor_office.core.deadlines.rules.procedure import Actor
from labor_office.core.matters.models.record import Request
from labor_office.core.matters.rules import Level, PartyRole
from labor_office.core.users.permissions import Role
from tests.factories.deadlines import published_version
from tests.factories.grievances import filed, limit
from tests.factories.users import UserFactory
from tests.factories.workforce import BargainingUnitFactory, EmployeeFactory
from tests.grievances.walks import decided, noon, unit_with_language

pytestmark = pytest.mark.django_db

# What starts a clock of each kind, what meets its limit, and a person where the kind needs one.
BEGINS = {
    "arbitration": ("panel_received", "strikes_sent", {}),
    "charge": ("served", "position_filed", {}),
    "discipline": ("notice", "decision", {"person": "Jo Park"}),
    "information_request": ("requested", "produced", {"items": "Overtime totals\n\nVacancy list"}),
}
HTMX = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "starts-now"}


@pytest.fixture(autouse=True)
def _monday(settings):
    settings.CLOCK_OFFSET = noon(date(2026, 6, 15)) - datetime.now(UTC)


@pytest.fixture
def dana(client):
    """A specialist, signed in."""
    person = UserFactory(role=Role.SPECIALIST, name="Dana Whitfield")
    client.force_login(person)
    return person


def procedure(kind):
    """Ten working days from what begins a case of ``kind``."""
    begins, meets, _ = BEGINS[kind]
    version = published_version(
        limits=(limit("A", "Our answer", Actor.EMPLOYER, (begins,), 10, satisfied_by=meets),), slug=f"for-{kind}"
    )
    version.procedure.matter_kind = kind
    version.procedure.save(update_fields=["matter_kind"])
    return version


def typed(kind, **changes):
    begins, _, more = BEGINS[kind]
    return {"opened_on": "6/12", "event": begins, "title": "Three days", "summary": "As alleged.", **more, **changes}


def opened(client, kind, **changes):
    response = client.post(reverse(f"grievances:{kind}_new"), typed(kind, **changes))
    assert response.status_code == 302, response.content.decode()
    return Proceeding.objects.get(kind=kind)


@pytest.mark.parametrize("kind", list(WORDS))
def test_each_kind_is_previewed_opened_and_closed(client, dana, kind):
    procedure(kind)
    preview = client.post(reverse(f"grievances:{kind}_new"), typed(kind), **HTMX).content.decode()
    assert "Our answer" in preview
    assert "Jun 29" in preview or "Jun 29, 2026" in preview
    assert not Proceeding.objects.exists()

    case = opened(client, kind)
    assert case.next_due_on == date(2026, 6, 29)
    assert case.level == (Level.RESTRICTED if kind in {"charge", "discipline"} else Level.OFFICE)
    assert client.get(case.get_absolute_url()).status_code == 200

    close = reverse(f"grievances:{kind}_close", args=[case.reference])
    foreign = next(one for words in WORDS.values() for one in words.endings if one not in WORDS[kind].endings)
    assert client.post(close, {"on": "6/15", "ending": foreign}).status_code == 422
    ending = WORDS[kind].endings[0]
    assert client.post(close, {"on": "6/15", "ending": ending, "note": "Post a notice."}).status_code == 302
    case.refresh_from_db()
    assert (case.closed_on, case.ending, case.outcome) == (date(2026, 6, 15), ending, ending.label)
    assert client.post(close, {"on": "6/15", "ending": ending}).status_code == 409

    reopen = reverse(f"grievances:{kind}_reopen", args=[case.reference])
    assert client.post(reopen, {"reason": "A second award"}).status_code == 302
    case.refresh_from_db()
    assert (case.closed_on, case.ending, case.next_due_on) == (None, "", date(2026, 6, 29))


def test_what_is_asked_for_becomes_tasks_that_are_ticked(client, dana):
    case = opened(client, "information_request", event="")
    tasks = Request.objects.filter(matter_id=case.pk)
    assert [task.title for task in tasks] == ["Overtime totals", "Vacancy list"]
    client.post(reverse("grievances:information_request_tick", args=[case.reference, tasks[0].pk]))
    assert tasks.filter(done_by=dana).count() == 1


def test_without_a_procedure_a_case_is_opened_all_the_same_and_says_so(client, dana):
    case = opened(client, "charge", event="")
    page = client.get(case.get_absolute_url()).content.decode()
    assert "No procedure is published for this kind of case" in page
    stopped = client.post(reverse("grievances:charge_stop", args=[case.reference]), {"from_on": "6/15", "reason": "x"})
    assert stopped.status_code == 409


def test_the_employee_is_matched_to_the_roster_when_a_person_confirms(client, dana):
    account = UserFactory(name="Jo Park")
    employee = EmployeeFactory(name="Jo Park", user=account)
    page = reverse("grievances:discipline_new")
    asked = client.post(page, typed("discipline", event=""))
    assert asked.status_code == 422
    assert employee.number in asked.content.decode()
    case = opened(client, "discipline", event="", match=employee.number)
    party = case.parties.get()
    assert (party.role, party.employee, party.user) == (PartyRole.SUBJECT, employee, account)
    client.force_login(account)
    assert client.get(case.get_absolute_url()).status_code == 404


def test_a_namesake_is_no_match_when_a_person_says_so(client, dana):
    EmployeeFactory(name="Jo Park")
    case = opened(client, "discipline", event="", match="else")
    assert (case.parties.get().employee, case.parties.get().is_off_roster) == (None, True)


def test_whom_it_is_about_neither_owns_nor_reads_it(client, dana):
    owner = UserFactory(role=Role.SPECIALIST, name="Jo Park")
    employee = EmployeeFactory(name="Jo Park", user=owner)
    unit = BargainingUnitFactory(owner=owner)
    case = opened(client, "discipline", event="", unit=unit.slug, match=employee.number, readers=[])
    assert case.owner == dana


@pytest.mark.parametrize(("role", "kind", "status"), [
    (Role.SPECIALIST, "discipline", 200),
    (Role.ATTORNEY, "charge", 200),
    (Role.ANALYST, "arbitration", 403),
    (Role.RECORDS, "discipline", 403),
])  # fmt: skip
def test_who_may_open_one(client, role, kind, status):
    client.force_login(UserFactory(role=role))
    assert client.get(reverse(f"grievances:{kind}_new")).status_code == status


def test_a_restricted_one_is_not_found_by_others_on_any_of_its_pages(client, dana):
    procedure("charge")
    case = opened(client, "charge")
    client.force_login(UserFactory(role=Role.CHIEF))
    for page in ("", "_close", "_extend", "_add_person", "_add_note", "_assign", "_change_level", "_happening"):
        assert client.get(reverse(f"grievances:charge{page}", args=[case.reference])).status_code == 404


def test_dates_of_a_charge_are_extended_stopped_corrected_and_taken_back(client, dana):
    procedure("charge")
    case = opened(client, "charge")

    def due():
        return Proceeding.objects.get(pk=case.pk).next_due_on

    def post(page, **values):
        assert client.post(reverse(f"grievances:charge_{page}", args=[case.reference]), values).status_code == 302

    agreed = {"how": "days", "amount": "2", "agreed_on": "6/15", "agreed_by": "T. Boone", "signature": "signed"}
    post("extend", code="A", **agreed)
    assert due() == date(2026, 7, 1)
    post("correct", event="served", on="6/11", reason="Served a day before")
    assert due() == date(2026, 6, 30)
    post("stop", from_on="6/15", reason="Mediation")
    post("restart", on="6/17")
    assert due() == date(2026, 7, 2)
    post("take_back", event="served", reason="Another employer")
    assert due() is None


def at_arbitration(client):
    """A grievance denied at its last step, about to be demanded on."""
    unit = unit_with_language()
    grievance = filed(
        unit=unit, articles=["14.3"], step="3", basis="letter of May 1", event_on=date(2026, 5, 9),
        received_on=date(2026, 5, 14), at=noon(date(2026, 5, 14)), today=date(2026, 5, 14),
    )  # fmt: skip
    decided(grievance, on=date(2026, 6, 8))
    client.force_login(unit.owner)
    return Grievance.objects.get(pk=grievance.pk)


def test_a_demand_opens_the_arbitration_with_what_the_grievance_says(client):
    grievance = at_arbitration(client)
    page = reverse("grievances:demand", args=[grievance.reference])
    assert client.post(page, {"received_on": "6/15", "opens_file": "on"}).status_code == 302
    case = Proceeding.objects.get(origin=grievance)
    assert (case.title, case.owner, case.sections) == (grievance.title, grievance.owner, "14.3")
    assert [party.name for party in case.parties.all()] == ["Marcus Bell"]
    record = client.get(grievance.get_absolute_url()).content.decode()
    assert case.reference in record
    assert reverse("grievances:open_arbitration", args=[grievance.reference]) not in record
    again = client.post(reverse("grievances:open_arbitration", args=[grievance.reference]), {"forum": "AAA"})
    assert again.status_code == 422
    assert f"{case.reference} is open for it already." in again.content.decode()

    close = reverse("grievances:arbitration_close", args=[case.reference])
    client.post(close, {"on": "6/15", "ending": "AWARD_DENIED", "closes_origin": "on"})
    grievance.refresh_from_db()
    assert (grievance.closed_on, grievance.outcome) == (date(2026, 6, 15), "AWARD_DENIED")


def test_the_list_is_narrowed_and_shows_no_subject_of_discipline(client, dana):
    opened(client, "discipline", event="", title="Named in the title")
    page = client.get(reverse("grievances:discipline_cases"), {"owner": "me"}).content.decode()
    assert "D-2026-0001" in page
    assert "Named in the title" not in page
    assert (
        "D-2026-0001" not in client.get(reverse("grievances:discipline_cases"), {"status": "closed"}).content.decode()
    )


@pytest.mark.browser
def test_the_pages_are_accessible_at_both_widths(live, dana):
    procedure("charge")
    live.sign_in(dana)
    live.page.set_viewport_size({"width": 390, "height": 844})
    page = live.open(reverse("grievances:charge_new"))
    page.fill("#id_opened_on", "6/12")
    page.select_option("#id_event", "served")
    page.fill("#id_title", "Unilateral change")
    page.get_by_text("Our answer", exact=True).wait_for()
    live.assert_accessible()
    page.get_by_role("button", name="Open it").click()
    page.get_by_text("PP-2026-0001 opened.").wait_for()
    live.assert_accessible()
    case = Proceeding.objects.get(kind="charge")
    live.open(reverse("grievances:charge_close", args=[case.reference]))
    live.assert_accessible()
