"""Scenario 6. Half a decision outlives the session; a colleague's save is met with both texts, none overwritten."""

import re
from importlib import import_module

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import expect

from labor_office.core.documents.actions.drafting import save_letter
from labor_office.core.documents.models import Letter
from labor_office.core.users.models import User
from labor_office.core.web import clock
from labor_office.desk.demo.cast import DEMO_PASSWORD

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
# How wide the window is in which the scenario is gone through, and in which its pages are looked at besides.
WORKED_AT, LOOKED_AT = 1440, 390
MINE = "C shift began at seven on the holiday itself, and the roster shows who stood it."
THEIRS = "The shift is counted by the day on which it begins."
LETTER = "/grievances/G-2026-0047/letters/1/"
# A draft is kept every twenty seconds; the first keeping comes two seconds after a pause.
MOST_MILLISECONDS = 20_000


def test_half_a_decision_outlives_the_session(hands, sign_in):
    hands.page.set_viewport_size({"width": WORKED_AT, "height": 900})
    hands.also = LOOKED_AT
    sign_in("Dana Whitfield")
    page = hands.live.open("/grievances/G-2026-0047/")
    hands.looked_at()
    hands.click(page.get_by_role("link", name="Finish Step 1 decision"))
    type_half_of_it(hands)
    end_the_session(page)
    with hands.counted() as counts:
        hands.click(page.get_by_role("button", name="Save draft"))
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        hands.looked_at()
        page.get_by_label("Email").fill("dana.whitfield@rivermont.example")
        page.get_by_label("Password").fill(DEMO_PASSWORD)
        hands.press("Enter")
        page.wait_for_url(f"{hands.live.origin}{LETTER}")
    assert counts.loads == 2, "signing in, and back on the same page"
    expect(page.get_by_role("heading", name="Words you had not saved are back")).to_be_visible()
    expect(page.get_by_label("5. Discussion")).to_have_value(MINE)
    expect(page.locator("#paper")).to_contain_text(MINE)
    hands.looked_at()
    hands.click(page.get_by_role("button", name="Save draft"))
    expect(page.get_by_text("Letter 1 saved")).to_be_visible()
    assert words_of_the_letter() == MINE


def test_the_window_goes_to_sign_in_by_itself_when_the_draft_can_no_longer_be_kept(hands, sign_in):
    sign_in("Dana Whitfield")
    page = hands.live.open(LETTER)
    type_half_of_it(hands)
    end_the_session(page)
    page.get_by_label("5. Discussion").press_sequentially(" And")
    page.wait_for_url(re.compile(r"/account/login/\?next=.*letters/1/$"), timeout=MOST_MILLISECONDS)


def test_a_colleagues_save_is_met_with_both_texts(hands, sign_in):
    hands.live.expect(409)
    sign_in("Dana Whitfield")
    page = hands.live.open(LETTER)
    page.get_by_label("5. Discussion").fill(MINE)
    a_colleague_saves(THEIRS)
    hands.click(page.get_by_role("button", name="Save draft"))
    expect(
        page.get_by_role("heading", name="Rosa Castellanos saved this letter while you were writing")
    ).to_be_visible()
    expect(page.get_by_label("Yours: 5. Discussion")).to_have_value(MINE)
    expect(page.get_by_role("region", name="Rosa Castellanos: 5. Discussion")).to_contain_text(THEIRS)
    assert words_of_the_letter() == THEIRS, "nothing is written over unasked"
    hands.looked_at()
    page.set_viewport_size({"width": 390, "height": 844})
    hands.looked_at()
    page.get_by_label("Yours: 5. Discussion").fill(f"{MINE}\n\n{THEIRS}")
    hands.click(page.get_by_role("button", name="Save my version"))
    expect(page.get_by_text("Letter 1 saved")).to_be_visible()
    assert words_of_the_letter() == f"{MINE}\n\n{THEIRS}"


def type_half_of_it(hands):
    """Write the discussion and wait until the page says that it is kept."""
    hands.page.get_by_label("5. Discussion").fill(MINE)
    hands.page.get_by_label("5. Discussion").blur()
    expect(hands.page.locator("#paper")).to_contain_text(MINE)
    expect(hands.page.locator("#draft-state")).to_contain_text("Draft saved 8:3", timeout=MOST_MILLISECONDS)


def end_the_session(page):
    """What the server does when the hours of a session are over."""
    name = django_settings.SESSION_COOKIE_NAME
    key = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == name)
    import_module(django_settings.SESSION_ENGINE).SessionStore(key).delete()


def a_colleague_saves(words):
    """The chief has the same letter open and saves first."""
    letter = the_letter()
    chief = User.objects.get(email="rosa.castellanos@rivermont.example")
    fields = {**letter.fields, "discussion": words}
    save_letter(
        letter_id=letter.pk, revision=letter.revision, fields=fields, delivery=letter.delivery, by=chief, at=clock.now()
    )


def words_of_the_letter():
    """The discussion as it is saved, with the line ends of the house."""
    return the_letter().fields["discussion"].replace("\r\n", "\n")


def the_letter():
    """The Step 1 answer that Dana began on Friday."""
    return Letter.objects.get(matter__reference="G-2026-0047")
