"""Scenario 1. A specialist who has never seen the desk says what is late, due and at risk."""

import pytest
from playwright.sync_api import expect

from labor_office.desk.demo.cast import DEMO_PASSWORD

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
# In the order of the tiles: overdue, due today, later this week, at risk, waiting on others.
ANSWERS = {"Overdue": 1, "Due today": 2, "Later this week": 3, "At risk": 3, "Waiting on others": 4}


@pytest.mark.parametrize("width", [1440, 390])
def test_the_desk_answers_after_signing_in_without_a_click(hands, width):
    page = hands.page
    page.set_viewport_size({"width": width, "height": 900})
    hands.live.open("/")
    hands.looked_at()
    page.get_by_label("Email").fill("dana.whitfield@rivermont.example")
    page.get_by_label("Password").fill(DEMO_PASSWORD)
    with hands.counted() as counts:
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="My desk")).to_be_visible()
        page.wait_for_load_state()
    assert (counts.clicks, counts.loads) == (0, 1)
    for words, count in ANSWERS.items():
        tile = page.get_by_role("link", name=words)
        expect(tile).to_contain_text(str(count))
        assert page.locator(tile.get_attribute("href")).is_visible()
    hands.looked_at()


def test_the_rows_stand_under_the_heading_of_their_day(hands, sign_in):
    sign_in("Dana Whitfield")
    page = hands.live.open("/desk/")
    groups = {
        group.locator("th[scope=rowgroup]").get_attribute("id"): group.locator("tr[data-row] a.id").all_inner_texts()
        for group in page.locator("table.desk tbody").all()
    }
    assert groups["g-overdue"] == ["IR-2026-0031"]
    assert groups["g-today"] == ["G-2026-0047", "ARB-2026-0006"]
    assert groups["g-this_week"] == ["G-2026-0039", "PP-2026-0003", "D-2026-0021"]
    assert page.locator("#at-risk li").count() == ANSWERS["At risk"]
    assert page.locator("#waiting li").count() == ANSWERS["Waiting on others"]
    answer_due_today = page.locator("tr[data-row]", has_text="G-2026-0047")
    expect(answer_due_today).to_contain_text("Draft saved Fri, Jun 12, 4:12 p.m.")
