"""Scenario 3. From the desk: why is June 15 the date, in the words of the contract?"""

import pytest
from playwright.sync_api import Locator, expect

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
MOST_SECONDS = 2
SHAPES = {"trig": "start", "off": "off", "due": "due"}


def test_one_click_proves_the_date_in_contract_words(hands, sign_in):
    sign_in("Dana Whitfield")
    page = hands.live.open("/desk/")
    row = page.locator("tr[data-row]", has_text="G-2026-0047")
    with hands.counted() as counts:
        hands.click(row.get_by_role("link", name="Why this date"))
        proof = page.locator("tr.whyrow")
        expect(proof).to_be_visible(timeout=MOST_SECONDS * 1000)
    assert vars(counts) == {"clicks": 1, "loads": 0, "swaps": 1, "stops": 0}
    kinds = [kind_of(day) for day in proof.locator("ol.strip li").all()]
    assert kinds == ["start", 1, "off", "off", 2, 3, 4, 5, 6, "off", "off", "due"]
    expect(proof).to_contain_text("7 working days after the Step 1 filing (Thu, Jun 4) is Mon, Jun 15.")
    expect(proof).to_contain_text("respond within seven (7) working days of receipt")
    expect(proof.get_by_text("working day 7, due date, today")).to_be_attached()
    hands.looked_at()


def test_the_citation_leads_to_the_section_in_force_on_the_day_it_started(hands, sign_in):
    sign_in("Dana Whitfield")
    page = hands.live.open("/desk/")
    page.locator("tr[data-row]", has_text="G-2026-0047").get_by_role("link", name="Why this date").click()
    with hands.counted() as counts:
        hands.click(page.locator("tr.whyrow").get_by_role("link", name="Art. 9, section 9.4"))
        page.wait_for_url("**/agreements/fire-and-ems/articles/9/?as-of=2026-06-04#9.4")
    assert (counts.clicks, counts.loads) == (1, 1)
    section = page.locator("[id='9.4']")
    expect(section).to_be_in_viewport()
    expect(page.locator("main")).to_contain_text("respond within seven (7) working days of receipt")
    expect(page.locator("main")).to_contain_text("June 4, 2026")
    hands.looked_at()


def test_the_proof_is_there_on_a_telephone(hands, sign_in):
    hands.page.set_viewport_size({"width": 390, "height": 844})
    sign_in("Dana Whitfield")
    page = hands.live.open("/desk/")
    hands.click(page.locator("tr[data-row]", has_text="G-2026-0047").get_by_role("link", name="Why this date"))
    expect(page.locator("tr.whyrow ol.strip")).to_be_visible()
    hands.looked_at()


def kind_of(day: Locator) -> str | int:
    """What a cell says by its shape: the start, a day that is off, the day due; or the number of a counted day."""
    shapes = (day.get_attribute("class") or "").split()
    by_shape = next((kind for shape, kind in SHAPES.items() if shape in shapes), "")
    return by_shape or int(day.locator(".c").inner_text())
