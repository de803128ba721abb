"""Scenario 13. A liaison who never saw the desk finds the overtime call-out rule and its official reading."""

import time

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
# How wide the window is in which the scenario is gone through, and in which its pages are looked at besides.
WORKED_AT, LOOKED_AT = 390, 1440
MOST_SECONDS, MOST_CLICKS = 20, 3
RULE = "shall be offered in order of classification seniority"


def assert_no_case_is_shown(page):
    """No number of a grievance, an arbitration or a discipline case stands anywhere on the page."""
    words = page.locator("body").inner_text()
    for prefix in ("G-20", "ARB-20", "D-20", "PP-20", "IR-20"):
        assert prefix not in words, prefix


def test_the_search_finds_the_rule_and_its_official_reading(hands, sign_in):
    hands.page.set_viewport_size({"width": WORKED_AT, "height": 900})
    hands.also = LOOKED_AT
    sign_in("Joan Pruitt")
    page = hands.live.open("/desk/")
    began = time.monotonic()
    with hands.counted() as counts:
        hands.click(page.get_by_role("navigation", name="Primary").get_by_role("link", name="Agreements"))
        page.get_by_label("Find in the agreements").fill("overtime call-out in Labor and Trades")
        hands.press("Enter")
        expect(page.get_by_text("because you wrote “in Labor and Trades”")).to_be_visible()
        first = page.locator(".hits li").first
        expect(first).to_contain_text("section 14.3, Order of call-outs")
        expect(first).to_contain_text("INT-2026-")
        hands.looked_at()
        assert_no_case_is_shown(page)
        hands.click(first.get_by_role("link").first)
        expect(page.locator("[id='14.3']")).to_be_in_viewport()
    assert time.monotonic() - began < MOST_SECONDS
    assert counts.clicks <= MOST_CLICKS
    expect(page.locator(".law")).to_contain_text(RULE)
    notes = page.locator("#notes")
    first_note = notes.locator(".rl li").first
    expect(first_note).to_contain_text("INT-2026-001, on section 14.3")
    expect(first_note).to_contain_text("Call down the posted list in order of classification seniority.")
    expect(notes.get_by_role("link", name="Dossier")).to_have_count(0)
    hands.looked_at()
    assert_no_case_is_shown(page)


def test_the_shelf_leads_there_too(hands, sign_in):
    sign_in("Joan Pruitt")
    page = hands.live.open("/desk/")
    with hands.counted() as counts:
        hands.click(page.get_by_role("navigation", name="Primary").get_by_role("link", name="Agreements"))
        hands.looked_at()
        hands.click(page.get_by_role("link", name="Read the Labor and Trades agreement"))
        hands.click(page.get_by_role("navigation", name="Articles").get_by_role("link", name="Overtime and call-outs"))
        expect(page.locator(".law")).to_contain_text(RULE)
    assert counts.clicks == MOST_CLICKS
    expect(page.locator("#article-heading")).to_be_focused()
    assert_no_case_is_shown(page)
    page.go_back()
    expect(page.locator(".law")).not_to_contain_text(RULE)


def test_the_desks_own_search_finds_no_other_departments_case(hands, sign_in):
    sign_in("Joan Pruitt")
    page = hands.live.open("/search/?q=call-out")
    expect(page.locator("#articles")).to_contain_text("Order of call-outs")
    assert page.locator("#cases").count() == 0
    assert_no_case_is_shown(page)
