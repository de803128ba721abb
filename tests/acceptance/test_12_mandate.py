"""Scenario 12. What goes beyond the mandate is interrupted before the City signs; within it, the sheet closes."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from bargaining.actions.mandates import record_mandate
from bargaining.models.mandate import MandateException
from bargaining.models.negotiation import Negotiation
from bargaining.models.proposals import TentativeAgreement
from bargaining.rules.vocabulary import Ceiling
from labor_office.core.users.models import User
from labor_office.core.web import clock

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
ASK = "Ask the chief spokesperson before the City passes or signs this."


def sheet():
    """The sheet on the shift differential, typed and waiting for both initials."""
    return TentativeAgreement.objects.get(issue__number="15", negotiation__reference="N-2026-03")


def opened(hands):
    """Its page, from the table."""
    page = hands.live.open("/negotiations/N-2026-03/table/?issue=15")
    hands.click(page.get_by_role("link", name="Open the sheet"))
    page.wait_for_load_state()
    return page


def initial(hands, side, initials):
    """Type one side's initials and record them."""
    page = hands.page
    page.get_by_label("Side").select_option(label=side)
    page.get_by_role("textbox", name="Initials").fill(initials)
    hands.click(page.get_by_role("button", name="Record the initials"))
    page.wait_for_load_state()


def a_lower_ceiling():
    """The Council lowers what may be spent, this morning."""
    dana = User.objects.get(email__startswith="dana.whitfield")
    record_mandate(
        negotiation_id=Negotiation.objects.get(reference="N-2026-03").pk, body="COUNCIL", given_on=clock.today(),
        ceilings={Ceiling.TERM: 2_400_000}, by=dana, at=clock.now() - timedelta(minutes=5),
    )  # fmt: skip


def test_within_the_mandate_both_initials_close_the_sheet_in_four_clicks(hands, sign_in):
    sign_in("Dana Whitfield")
    page = opened(hands)
    expect(page.locator(".verdict")).to_contain_text("Within the mandate")
    hands.looked_at()
    with hands.counted() as counts:
        initial(hands, "City", "DW")
        initial(hands, "Union", "TB")
        expect(page.get_by_text("is closed.")).to_be_visible()
        expect(page.get_by_role("heading", name="Sheet on paper")).to_be_visible()
    assert counts.clicks <= 4
    assert counts.loads <= 2
    assert sheet().is_closed
    expect(page.get_by_role("heading", name="Sets off other units' clauses")).to_be_visible()
    hands.looked_at()


def test_beyond_the_mandate_a_page_says_by_how_much_and_asks_for_leave(hands, sign_in):
    a_lower_ceiling()
    sign_in("Dana Whitfield")
    page = opened(hands)
    expect(page.locator(".verdict.bad")).to_contain_text("over the Council ceiling of $2.40M")
    initial(hands, "City", "DW")
    expect(page.get_by_role("heading", name="This goes beyond the mandate")).to_be_visible()
    assert sheet().city_initialled_at is None
    hands.looked_at()
    page.get_by_label("Who allowed it, and why").fill("City Manager, by telephone at 8:40")
    hands.click(page.get_by_role("button", name="Sign it beyond the mandate"))
    expect(page.get_by_text("waits for the other side.")).to_be_visible()
    kept = MandateException.objects.get(issue__number="15")
    assert (kept.given_by.name, kept.reason) == ("Dana Whitfield", "City Manager, by telephone at 8:40")
    assert sheet().city_initials == "DW"


def test_whoever_holds_no_mandate_is_asked_to_ask_and_learns_no_figure(hands, sign_in):
    sign_in("Theo Lindqvist")
    hands.live.expect(422)
    page = opened(hands)
    initial(hands, "City", "TL")
    expect(page.get_by_text(ASK).first).to_be_visible()
    source = page.content()
    assert not [word for word in ("andate", "eiling", "2.65M") if word in source]
    assert sheet().city_initialled_at is None
