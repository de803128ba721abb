"""Scenario 14. A liaison shows what section 14.3 said on a day long past, and sends the address to a colleague."""

import pytest
from playwright.sync_api import expect

from tests.live import Live

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
DAY, BANNER = "2024-02-01", "Showing the text in force on February 1, 2024"


def test_the_address_alone_shows_the_days_text_in_another_browser(hands, sign_in, browser):
    colleague = sign_in("Mateo Ortega")
    sign_in("Joan Pruitt")
    page = hands.live.open("/agreements/labor-and-trades/articles/14/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    # The first of two acts: the day.
    page.get_by_label("As of", exact=True).fill(DAY)
    hands.press("Enter")
    expect(page.get_by_text(BANNER)).to_be_visible()
    page.wait_for_url(f"**as-of={DAY}")
    hands.looked_at()
    # The second: the link to the section.
    hands.click(page.get_by_role("button", name="Copy the link to section 14.3 as of February 1, 2024"))
    address = page.evaluate("navigator.clipboard.readText()")
    assert address.endswith(f"/agreements/labor-and-trades/2023-2026/articles/14/?as-of={DAY}#14.3")
    words = page.locator("section", has=page.locator("[id='14.3']")).locator("p").all_inner_texts()

    other = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce").new_page()
    there = Live(page=other, origin=hands.live.origin)
    there.sign_in(colleague)
    other.goto(address)
    expect(other.get_by_text(BANNER)).to_be_visible()
    expect(other.locator("[id='14.3']")).to_be_in_viewport()
    # The words are the same; what stands in the margin is as each of them may know.
    assert other.locator("section", has=other.locator("[id='14.3']")).locator("p").all_inner_texts() == words
    there.assert_accessible()
    other.context.close()


def test_the_same_without_a_script(hands, sign_in, browser):
    reader = sign_in("Joan Pruitt")
    plain = browser.new_context(java_script_enabled=False).new_page()
    Live(page=plain, origin=hands.live.origin).sign_in(reader)
    plain.goto(hands.live.origin + "/agreements/labor-and-trades/articles/14/")
    plain.get_by_label("As of", exact=True).fill(DAY)
    plain.get_by_role("button", name="Show").click()
    expect(plain.get_by_text(BANNER)).to_be_visible()
    assert plain.url.endswith(f"as-of={DAY}")
    plain.get_by_role("navigation", name="Articles").get_by_role("link", name="Grievance procedure").click()
    expect(plain.get_by_text(BANNER)).to_be_visible()
    plain.context.close()


def test_the_keys_of_the_reader(hands, sign_in):
    sign_in("Joan Pruitt")
    page = hands.live.open("/agreements/labor-and-trades/articles/14/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    heading = page.locator("#article-heading")
    here = heading.inner_text()
    for key, shows_here in (("]", False), ("[", True)):
        hands.press(key)
        (expect(heading).to_have_text if shows_here else expect(heading).not_to_have_text)(here)
        expect(heading).to_be_focused()
    hands.press("c")
    expect(page.locator("#status")).to_contain_text("Copied Art. 14")
    assert page.evaluate("navigator.clipboard.readText()") == "Art. 14, Labor and Trades Agreement 2023 to 2026"
    hands.press("d")
    assert page.evaluate("document.activeElement.id") == "as-of"
