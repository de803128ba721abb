"""What is done on the record in a real browser."""

from datetime import UTC, date, datetime

import pytest

from grievances.actions import appeals, meetings
from grievances.actions.filing import Named
from labor_office.core.matters.rules import PartyRole
from tests.factories.grievances import filed
from tests.factories.matters import RequestFactory
from tests.grievances.walks import decided, noon, unit_with_language

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def grievance(settings):
    """As on the noon of Monday, June 15, 2026: met on at Step 2, no decision yet."""
    settings.CLOCK_OFFSET = noon(date(2026, 6, 15)) - datetime.now(UTC)
    people = (
        Named(role=PartyRole.GRIEVANT, name="Marcus Bell"),
        Named(role=PartyRole.REPRESENTATIVE, name="Tanya Boone", phone="555-555-0142", email="tb@local.example"),
    )
    at = noon(date(2026, 5, 14))
    found = filed(
        unit=unit_with_language(), articles=["14.3"], people=people, remedy="Nine hours.", at=at, today=at.date()
    )
    decided(found, on=date(2026, 5, 22))
    who = {"by": found.owner, "at": noon(date(2026, 6, 3)), "today": date(2026, 6, 3)}
    appeals.record_appeal(grievance_id=found.pk, received_on=date(2026, 5, 28), **who)
    meetings.record_meeting(grievance_id=found.pk, held_on=date(2026, 6, 3), minutes="They spoke.", **who)
    RequestFactory(matter=found, title="Call-out log for May 9", asked_of="Water Utilities", asked_on=date(2026, 6, 5))
    return found


def test_an_extension_shows_its_new_date_before_it_is_saved(live, grievance):
    live.sign_in(grievance.owner)
    page = live.open(f"{grievance.get_absolute_url()}extend/")
    page.locator("#id_amount").fill("3")
    page.get_by_label("Agreed on").fill("6/12")
    page.get_by_label("Agreed by").fill("T. Boone")
    page.get_by_label("Agreed by").blur()
    page.locator("#preview").get_by_text("Tue, Jun 23, 2026").first.wait_for()
    page.get_by_role("button", name="Record extension", exact=True).click()
    page.get_by_text("Extension recorded. Next for the City: Step 2 decision, Tue, Jun 23.").wait_for()
    assert page.url.endswith(grievance.get_absolute_url())
