"""Scenario 2. A grievance is entered from the union's paper form, its scan with it."""

import hashlib

import pytest
from playwright.sync_api import expect

from grievances.models import Grievance
from labor_office.core.documents.models import Document
from tests.acceptance import paper_form

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
MOST_STOPS = 22
NUMBER = "G-2026-0052"


@pytest.fixture(autouse=True)
def _files_of_this_test(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.mark.parametrize("width", [1440, 390])
def test_a_grievance_is_entered_from_the_form_in_22_stops(hands, sign_in, width):
    page = hands.page
    page.set_viewport_size({"width": width, "height": 900})
    sign_in("Dana Whitfield")
    with hands.counted() as counts:
        hands.live.open("/grievances/new/")
        page.get_by_label("Scan of the form").set_input_files(
            {"name": "form.pdf", "mimeType": "application/pdf", "buffer": paper_form.scan()}
        )
        page.get_by_label("Date received").focus()
        enter_the_form(hands)
        shown = page.locator("#starts-now time").first.get_attribute("datetime")
        hands.looked_at()
        hands.tab_to(page.get_by_role("button", name="Save grievance"))
        hands.press("Enter")
        page.wait_for_url(f"**/grievances/{NUMBER}/")
    assert counts.loads == 2, "one page with the form, one with the result"
    assert counts.stops <= MOST_STOPS
    hands.looked_at()
    grievance = Grievance.objects.get(reference=NUMBER)
    assert shown == "2026-06-25"
    assert grievance.deadlines.get(code="S1-RESPONSE").due_on.isoformat() == shown
    assert [person.name for person in grievance.parties.filter(role="GRIEVANT")] == ["Dwight Ferris"]
    kept = Document.objects.get(matter=grievance)
    assert kept.sha256 == hashlib.sha256(paper_form.scan()).hexdigest()


def enter_the_form(hands):
    """Type the paper form from the field for the day of receipt on, which has the focus and holds today."""
    page = hands.page
    hands.tab_to(page.get_by_label("Find a grievant"))
    page.keyboard.type("ferris")
    found = page.get_by_label("Dwight Ferris, 10044")
    expect(found).to_be_visible()
    hands.tab_to(found)
    hands.press("Space")
    expect(page.get_by_label("Bargaining unit").locator("option:checked")).to_have_text("Labor and Trades")
    hands.tab_to(page.get_by_label("Date of the event"))
    page.keyboard.type("6/8")
    hands.tab_to(page.get_by_role("textbox", name="What happened"))
    page.keyboard.type("A junior fitter was called for the pump repair ahead of the list.")
    hands.tab_to(page.get_by_label("Articles cited"))
    page.keyboard.type("14.3")
    hands.tab_to(page.get_by_label("Remedy asked"))
    expect(page.locator("#starts")).to_contain_text("Call-out")
    expect(page.locator("#starts")).to_contain_text("In time")
    page.keyboard.type("Four hours at time and one half.")
