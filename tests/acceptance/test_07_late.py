"""Scenario 7. A grievance that came two working days late: a warning, one more choice, and its words kept."""

import re

import pytest
from playwright.sync_api import expect

from grievances.models import Grievance

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
# How wide the window is in which the scenario is gone through, and in which its pages are looked at besides.
WORKED_AT, LOOKED_AT = 1440, 390
VERDICT = "2 working days late under Art. 11, section 11.3: the last day was Thu, Jun 11, 2026."
NUMBER = "G-2026-0052"


def test_a_late_filing_needs_one_more_choice_and_says_so_ever_after(hands, sign_in):
    hands.page.set_viewport_size({"width": WORKED_AT, "height": 900})
    hands.also = LOOKED_AT
    sign_in("Dana Whitfield")
    page = hands.live.open("/grievances/new/")
    type_the_late_form(hands)
    warning = page.locator("#lateness-slot")
    expect(warning).to_contain_text(VERDICT)
    expect(warning.get_by_role("group")).not_to_contain_text("optional")
    hands.looked_at()
    with hands.counted() as counts:
        hands.click(warning.get_by_text("Untimely, objection kept"))
        hands.click(page.get_by_role("button", name="Save grievance"))
        page.wait_for_url(f"**/grievances/{NUMBER}/")
    assert (counts.clicks, counts.loads) == (2, 1), "one choice more than a filing in time"
    expect(page.locator(".facts")).to_contain_text("2 working days late")
    hands.looked_at()
    the_record_says_so(hands)
    the_letter_says_so(hands)


def test_saving_without_the_choice_asks_for_it_and_loses_nothing(hands, sign_in):
    hands.live.expect(422)
    sign_in("Dana Whitfield")
    page = hands.live.open("/grievances/new/")
    type_the_late_form(hands)
    expect(page.locator("#lateness-slot")).to_contain_text(VERDICT)
    hands.click(page.get_by_role("button", name="Save grievance"))
    expect(page.locator("#error-summary")).to_contain_text(VERDICT)
    expect(page).to_have_title(re.compile("^Error: New grievance"))
    expect(page.get_by_role("textbox", name="What happened")).to_have_value("A junior fitter was called first.")
    assert not Grievance.objects.filter(reference=NUMBER).exists()
    hands.looked_at()


def type_the_late_form(hands):
    """A form received today for an event of May 20: the fifteenth working day was last Thursday."""
    page = hands.page
    page.get_by_label("Find a grievant").fill("10044")
    page.get_by_text("Dwight Ferris, 10044").click()
    page.get_by_label("Date of the event").fill("5/20")
    page.get_by_role("textbox", name="What happened").fill("A junior fitter was called first.")
    page.get_by_label("Articles cited").fill("14.3")
    page.get_by_label("Remedy asked").focus()


def the_record_says_so(hands):
    """In the history of the case, in words."""
    page = hands.live.open(f"/grievances/{NUMBER}/history/")
    expect(page.locator("main")).to_contain_text(VERDICT)
    expect(page.locator("main")).to_contain_text("Untimely, objection kept")
    hands.looked_at()


def the_letter_says_so(hands):
    """In the answer of Step 1, before anything is typed into it."""
    page = hands.live.open(f"/grievances/{NUMBER}/decision/")
    hands.looked_at()
    expect(page.get_by_label("Decision maker").locator("option:checked")).to_have_text("Lloyd Grady")
    hands.click(page.get_by_text("Denied", exact=True))
    hands.click(page.get_by_role("button", name="Begin the letter"))
    expect(page.locator("#paper")).to_contain_text("Filed 2 working days late. The City keeps its objection")
    hands.looked_at()
