"""Scenario 5. Three days more, then the clock stopped for mediation and started again: each seen before it is saved."""

import pytest
from playwright.sync_api import expect

from labor_office.core.deadlines.models.deadlines import Deadline

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
# How wide the window is in which the scenario is gone through, and in which its pages are looked at besides.
WORKED_AT, LOOKED_AT = 390, 1440
NUMBER = "G-2026-0049"


def test_an_extension_then_mediation_each_shown_before_it_is_saved(hands, sign_in):
    page = hands.page
    page.set_viewport_size({"width": WORKED_AT, "height": 900})
    hands.also = LOOKED_AT
    sign_in("Dana Whitfield")
    hands.live.open(f"/grievances/{NUMBER}/extend/")
    agree(page, days="3")
    preview_says(hands, "Step 1 response", "Tue, Jun 23, 2026", "Fri, Jun 26, 2026")
    save(hands, "Record extension", said="Extension recorded.")
    assert due() == "2026-06-26"

    hands.live.open(f"/grievances/{NUMBER}/stop/")
    type_into(page, "Stopped from", "today")
    type_into(page, "Reason", "mediation")
    preview_says(hands, "Step 1 response", "Fri, Jun 26, 2026", "clock stopped")
    save(hands, "Stop the clock", said="Clock stopped. The days left are kept.")
    expect(page.locator("main")).to_contain_text("Clock stopped Jun 15")

    hands.live.open(f"/grievances/{NUMBER}/restart/")
    type_into(page, "First day that counts again", "6/18")
    # Monday to Wednesday are not counted: three working days, and the weekend that they push it over.
    preview_says(hands, "Step 1 response", "not counted", "Wed, Jul 1, 2026")
    save(hands, "Restart the clock", said="Clock running again.")
    assert due() == "2026-07-01"


def test_an_unsigned_extension_keeps_the_earlier_date_and_stands_at_risk(hands, sign_in):
    sign_in("Dana Whitfield")
    page = hands.live.open("/grievances/G-2026-0047/extend/")
    agree(page, days="3")
    hands.click(page.get_by_text("To follow: the earlier date stays in force"))
    type_into(page, "Ask again on", "6/16")
    expect(page.locator("#preview")).to_contain_text("Until it is signed the earlier date stays in force.")
    hands.looked_at()
    save(hands, "Record extension", said="Extension recorded, not signed yet: the earlier date stays in force.")
    assert due("G-2026-0047") == "2026-06-15"
    hands.live.open("/desk/")
    risk = page.locator("#at-risk li", has_text="G-2026-0047")
    expect(risk).to_contain_text("Without the signature Mon, Jun 15 stands.")
    expect(page.locator("tr[data-row]", has_text="G-2026-0047")).to_contain_text("At risk")
    hands.looked_at()


def agree(page, *, days):
    """Fill in an extension agreed today."""
    type_into(page, "Agreed on", "today")
    type_into(page, "Agreed by", "T. Boone for the union")
    amount = page.get_by_role("spinbutton", name="How many more")
    amount.fill(days)
    amount.blur()


def type_into(page, label, words):
    """Fill in a field and leave it."""
    field = page.get_by_role("textbox", name=label)
    field.fill(words)
    field.blur()


def preview_says(hands, name, was, then):
    """The row of the preview; nothing is saved yet."""
    before = due()
    row = hands.page.locator("#preview tbody tr", has_text=name)
    expect(row.locator("td")).to_have_text([name, was, then])
    assert due() == before
    hands.looked_at()


def save(hands, button, *, said):
    """Save what was previewed: one click and one load, and the record says what happened."""
    with hands.counted() as counts:
        hands.click(hands.page.get_by_role("button", name=button))
        expect(hands.page.get_by_text(said)).to_be_visible()
    assert (counts.clicks, counts.loads) == (1, 1)
    hands.looked_at()


def due(number=NUMBER):
    """When the City's Step 1 answer is due, as it is saved."""
    return f"{Deadline.objects.get(matter__reference=number, code='S1-RESPONSE').due_on}"
