"""Scenario 9. A union counter is logged by keyboard in ten seconds, with the network gone in the middle of it."""

import re

import pytest
from playwright.sync_api import expect

from bargaining.models.proposals import Proposal
from bargaining.models.sessions import TableEntry

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
TABLE = "/negotiations/N-2026-03/table/?issue=22"
LOST = ("ERR_INTERNET_DISCONNECTED", "Failed to load resource")


def log(hands, words: str) -> None:
    """Type a line into the quick log and send it; nothing else is touched."""
    hands.page.keyboard.type(words)
    hands.press("Control+Enter")


def test_a_counter_is_logged_by_keyboard(hands, sign_in):
    sign_in("Dana Whitfield")
    page = hands.live.open(TABLE)
    hands.looked_at()
    with hands.counted() as counts:
        hands.press("Alt+l")
        log(hands, "3.5/3.5/3 retro")
        expect(page.get_by_role("columnheader", name="Union 4")).to_be_visible()
    assert (counts.loads, counts.swaps) == (0, 1)
    assert len("3.5/3.5/3 retro") + 2 <= 40
    latest = page.locator("td.on")
    assert [text.strip() for text in latest.all_inner_texts()] == ["3.5", "3.5", "3", "yes", "3.5/3.5/3 retro"]
    expect(page.get_by_label("In a few words")).to_be_focused()
    expect(page.get_by_label("In a few words")).to_have_value("")
    expect(page.locator("[aria-current=true] .ball")).to_have_text("City's move")
    hands.looked_at()
    entry = TableEntry.objects.get(words="3.5/3.5/3 retro")
    assert (entry.proposal.reference, entry.typed_at) == ("U4-22", None)


def test_lines_typed_without_a_network_are_kept_and_sent_in_order(hands, sign_in):
    sign_in("Dana Whitfield")
    page = hands.live.open(TABLE)
    hands.press("Alt+l")
    page.context.set_offline(True)
    log(hands, "3.5/3.5/3 retro")
    waiting = page.locator("[data-waiting]")
    expect(waiting).to_contain_text("1 not yet saved")
    log(hands, "3.5/3/3")
    expect(waiting).to_contain_text("2 not yet saved")
    assert not TableEntry.objects.filter(words__in=["3.5/3.5/3 retro", "3.5/3/3"]).exists()
    page.context.set_offline(False)
    expect(page.get_by_role("columnheader", name="Union 5")).to_be_visible()
    expect(waiting).to_be_empty()
    said = Proposal.objects.filter(number__gte=4, side="UNION", issue__number="22").order_by("number")
    assert [proposal.words for proposal in said] == ["3.5/3.5/3 retro", "3.5/3/3"]
    hands.live.problems[:] = [found for found in hands.live.problems if not any(word in found for word in LOST)]


def test_a_line_that_cannot_be_logged_comes_back_with_the_reason(hands, sign_in):
    sign_in("Dana Whitfield")
    hands.live.expect(422)
    page = hands.live.open("/negotiations/N-2026-03/table/?issue=11")
    hands.press("Alt+l")
    log(hands, "Five days")
    expect(page.locator("[data-waiting]")).to_contain_text("Not logged: This issue is settled: tentatively agreed.")
    expect(page.get_by_label("In a few words")).to_have_value("Five days")


def test_a_line_goes_to_the_issue_that_is_looked_at_unless_one_is_being_typed(hands, sign_in):
    sign_in("Dana Whitfield")
    page = hands.live.open("/negotiations/N-2026-03/table/?issue=14")
    article = page.get_by_label("Article", exact=True)
    hands.click(page.locator(".iss a[href$='issue=22']").first)
    expect(article).to_have_value("22")
    page.get_by_label("In a few words").fill("3.5/3")
    hands.click(page.locator(".iss a[href$='issue=14']").first)
    expect(page).to_have_url(re.compile("issue=14$"))
    expect(article).to_have_value("22")
