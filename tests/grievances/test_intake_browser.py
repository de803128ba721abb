"""Intake in a real browser: by keyboard alone, with the dates shown before saving."""

from datetime import UTC, datetime

import pytest

from grievances.models import Grievance
from tests.factories.agreements import AgreementFactory, ArticleFactory, ArticleVersionFactory
from tests.factories.grievances import NOW, unit_with_procedure
from tests.factories.users import UserFactory
from tests.factories.workforce import AssignmentFactory, DepartmentFactory, EmployeeFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
MOST_STOPS = 22


@pytest.fixture
def unit(settings):
    """A unit with a procedure, an article and one person on its roster; Monday, June 15, 2026."""
    settings.CLOCK_OFFSET = NOW - datetime.now(UTC)
    found = unit_with_procedure()
    ArticleVersionFactory(
        article=ArticleFactory(unit=found, number="14.3"),
        agreement=AgreementFactory(unit=found),
        title="Call-out",
    )
    AssignmentFactory(
        employee=EmployeeFactory(name="Marcus Bell", number="10042"), unit=found,
        department=DepartmentFactory(name="Water Utilities"),
    )  # fmt: skip
    return found


def stops_until(page, *, name, most=MOST_STOPS):
    """Press Tab until the control called ``name`` has the focus; how many presses that took."""
    for count in range(1, most + 1):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name || document.activeElement.textContent") == name:
            return count
    pytest.fail(f"{name} was not reached in {most} tab stops")


def test_a_grievance_is_entered_by_keyboard_within_22_stops(live, unit):
    live.sign_in(UserFactory())
    page = live.open("/grievances/new/")
    assert page.evaluate("document.activeElement.name") == "received_on"
    stops = stops_until(page, name="find")
    page.keyboard.type("bell")
    page.get_by_label("Marcus Bell, 10042").wait_for()
    stops += stops_until(page, name="grievants")
    page.keyboard.press("Space")
    page.locator("#id_unit").locator(f'option[value="{unit.slug}"]:checked').wait_for(state="attached")
    stops += stops_until(page, name="event_on")
    page.keyboard.type("6/9")
    stops += stops_until(page, name="statement")
    page.keyboard.type("Two junior fitters were called out first.")
    stops += stops_until(page, name="articles")
    page.keyboard.type("14.3")
    stops += stops_until(page, name="remedy")
    page.get_by_text("Call-out").wait_for()
    assert page.locator("#starts-now time").first.get_attribute("datetime") == "2026-06-25"
    stops += stops_until(page, name="act")
    assert stops <= MOST_STOPS
    live.assert_accessible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/grievances/G-2026-0001/")
    assert Grievance.objects.get().deadlines.get(code="2").due_on.isoformat() == "2026-06-25"


def test_a_late_filing_shows_its_choice_before_saving(live, unit):
    live.expect(422)
    live.sign_in(UserFactory())
    page = live.open("/grievances/new/")
    page.fill("#id_find", "10042")
    page.get_by_text("Marcus Bell, 10042").click()
    page.fill("#id_event_on", "5/28")
    page.locator("#id_event_on").blur()
    page.get_by_text("This filing is late").wait_for()
    page.fill("#id_statement", "Called out late.")
    page.locator("#id_statement").press("Control+Enter")
    page.locator("#error-summary").wait_for()
    live.assert_accessible()
    page.get_by_text("Untimely, objection kept").click()
    page.locator("#id_statement").press("Control+Enter")
    page.wait_for_url("**/grievances/G-2026-0001/")
    assert Grievance.objects.get().days_late == 2
