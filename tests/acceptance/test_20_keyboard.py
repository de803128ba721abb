"""Scenario 20, its part for 2 and 4. Both by keyboard alone, in a window 320 pixels wide (400 % zoom)."""

import pytest
from playwright.sync_api import expect

from grievances.models import Grievance
from labor_office.core.documents.models import Letter
from tests.acceptance.test_02_intake import enter_the_form

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
REASONS = "The main had failed. Section 14.3 excepts an emergency."


@pytest.fixture
def narrow(hands, settings, tmp_path):
    """The hands of someone who has no mouse and reads at 400 %."""
    settings.MEDIA_ROOT = str(tmp_path)
    hands.page.set_viewport_size({"width": 320, "height": 640})
    return hands


def test_a_grievance_is_entered_by_keyboard_at_320_pixels(narrow, sign_in):
    sign_in("Dana Whitfield")
    page = narrow.live.open("/desk/")
    narrow.looked_at()
    narrow.tab_to(page.get_by_role("link", name="New grievance"))
    narrow.press("Enter")
    expect(page.get_by_label("Date received")).to_be_focused()
    enter_the_form(narrow)
    narrow.looked_at()
    narrow.tab_to(page.get_by_role("button", name="Save grievance"))
    narrow.press("Enter")
    page.wait_for_url("**/grievances/G-2026-0052/")
    expect(page.get_by_role("status").filter(has_text="G-2026-0052 opened.")).to_be_visible()
    narrow.looked_at()
    assert Grievance.objects.get(reference="G-2026-0052").received_on.isoformat() == "2026-06-15"


def test_a_decision_is_drafted_and_signed_by_keyboard_at_320_pixels(narrow, sign_in):
    sign_in("Dana Whitfield")
    page = narrow.live.open("/grievances/G-2026-0042/")
    narrow.looked_at()
    narrow.tab_to(page.get_by_role("link", name="Draft Step 2 decision").first)
    narrow.press("Enter")
    page.wait_for_url("**/G-2026-0042/decision/")
    narrow.tab_to(page.get_by_role("radio", name="Denied", exact=True))
    narrow.press("Space")
    narrow.looked_at()
    narrow.tab_to(page.get_by_role("button", name="Begin the letter"))
    narrow.press("Enter")
    page.wait_for_url("**/G-2026-0042/letters/2/")
    narrow.tab_to(page.get_by_label("5. Discussion"))
    page.keyboard.type(REASONS)
    narrow.tab_to(page.get_by_label("Delivery"))
    page.keyboard.type("by email")
    narrow.tab_to(page.get_by_role("button", name="Send for approval"))
    narrow.looked_at()
    narrow.press("Enter")
    expect(page.get_by_text("Letter 2 went to Priya Amadi to sign.")).to_be_visible()
    narrow.looked_at()

    sign_in("Priya Amadi")
    narrow.live.open("/letters/G-2026-0042/2/")
    narrow.looked_at()
    narrow.tab_to(page.get_by_role("button", name="Approve and sign"))
    narrow.press("Enter")
    expect(page.get_by_text("You signed letter 2.")).to_be_visible()
    narrow.looked_at()
    assert Letter.objects.get(matter__reference="G-2026-0042", number=2).is_issued
