"""Scenario 10, its words: a proposal is read against current and against another, by mouse and key, no load."""

import pytest
from playwright.sync_api import expect

from bargaining.actions.table import log_entry
from bargaining.models.negotiation import Negotiation
from bargaining.rules.vocabulary import Move, Side
from labor_office.core.users.models import User
from labor_office.core.web import clock

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
TABLE = "/negotiations/N-2026-03/table/?issue=22"


def test_a_proposal_is_read_against_current_and_the_other_side(hands, sign_in):
    sign_in("Dana Whitfield")
    page = hands.live.open(TABLE)
    compared = page.locator("#compared")
    expect(compared.get_by_role("heading")).to_have_text("City 3 against Current agreement")
    with hands.counted() as counts:
        hands.click(compared.get_by_role("link", name="Union 3", exact=True))
        expect(compared.get_by_role("heading", level=2)).to_have_text("City 3 against Union 3")
        expect(compared.locator("ins").first).to_contain_text("three percent (3.0%).")
        expect(compared.get_by_text("Could not align section 22.4")).to_be_visible()
    hands.looked_at()
    assert (counts.clicks, counts.loads) == (1, 0)
    page.locator("#issue-h").focus()
    hands.press("[")
    expect(compared.get_by_role("heading", level=2)).to_have_text("Union 3 against Current agreement")
    hands.press("]")
    expect(compared.get_by_role("heading", level=2)).to_have_text("City 3 against Current agreement")
    hands.press("j")
    expect(page.locator(".iss [data-row].at a")).to_be_focused()


def test_a_key_pressed_the_moment_the_text_has_changed_is_taken_like_any_other(hands, sign_in):
    """What was swapped in answers at once: a quick second press must not leave the table."""
    sign_in("Dana Whitfield")
    page = hands.live.open(TABLE)
    page.evaluate(
        """() => document.addEventListener("htmx:afterSwap", () => {
            const swaps = document.body.dataset.swaps = Number(document.body.dataset.swaps || 0) + 1;
            if (swaps === 1) setTimeout(() => document.querySelector("#compared [data-key=']']").click());
        })"""
    )
    page.locator("#issue-h").focus()
    with hands.counted() as counts:
        hands.press("[")
        expect(page.locator("body")).to_have_attribute("data-swaps", "2")
    expect(page.locator("#compared").get_by_role("heading", level=2)).to_have_text("City 3 against Current agreement")
    assert (counts.loads, counts.swaps) == (0, 2)


def test_what_a_colleague_logged_waits_for_a_press(hands, sign_in):
    sign_in("Dana Whitfield")
    page = hands.live.open(TABLE)
    hint = page.locator("[data-behind]")
    expect(hint).to_be_hidden()
    table = Negotiation.objects.get(reference="N-2026-03")
    log_entry(
        negotiation_id=table.pk, key="6f1d7a52-6b1e-4b43-9a6e-0f1f3b0c7a11", side=Side.UNION, move=Move.COUNTER,
        number="22", words="3.75/3.5/3", by=User.objects.get(email__startswith="theo"), at=clock.now(),
    )  # fmt: skip
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(hint).to_contain_text("1 update since you opened this.")
    assert page.get_by_role("columnheader", name="Union 4").count() == 0
    hands.click(page.get_by_role("button", name="Refresh"))
    expect(page.get_by_role("columnheader", name="Union 4")).to_be_visible()
    expect(hint).to_be_hidden()
    hands.looked_at()


def test_the_board_shows_what_waits_for_the_city(hands, sign_in):
    sign_in("Dana Whitfield")
    page = hands.live.open(TABLE)
    rows = page.locator(".iss [data-row]:visible")
    every = rows.count()
    hands.click(page.get_by_role("button", name="City's move"))
    assert 0 < rows.count() < every
    hands.click(page.get_by_role("button", name="All"))
    assert rows.count() == every
