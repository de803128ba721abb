"""Scenario 11. The union looks on: one key, and nothing private is in the page, on reload and Back too."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from bargaining.actions.sessions import write_caucus_note
from bargaining.models.negotiation import Negotiation
from labor_office.core.users.models import User
from labor_office.core.web import clock

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
TABLE = "/negotiations/N-2026-03/table/?issue=22"
SECRET = "Hold three in year one"
PRESS_AND_LOOK = """() => {
    document.dispatchEvent(new KeyboardEvent("keydown", { altKey: true, code: "KeyS", bubbles: true }));
    return getComputedStyle(document.querySelector(".cau")).display;
}"""
CEILING = "Ceiling $2.65M"
PRIVATE = (SECRET, "aucus", "andate", "rivileged", "eiling", "2.65M", "2,650,000")


@pytest.fixture
def note(morning_of_june_15):
    """Something the City's team said among itself."""
    negotiation = Negotiation.objects.get(reference="N-2026-03")
    return write_caucus_note(
        negotiation_id=negotiation.pk,
        words=SECRET,
        issue=negotiation.issues.get(number="22"),
        by=User.objects.get(email__startswith="dana.whitfield"),
        at=clock.now() - timedelta(minutes=5),
    )


def test_one_key_takes_everything_private_out_of_the_page(hands, sign_in, note):
    sign_in("Dana Whitfield")
    page = hands.live.open(TABLE)
    expect(page.get_by_text(SECRET)).to_be_visible()
    expect(page.get_by_text(CEILING)).to_be_visible()
    expect(page.get_by_role("link", name="Mandate", exact=True).first).to_be_visible()
    # In the same turn of the page as the key: nobody waits for the server.
    assert page.evaluate(PRESS_AND_LOOK) == "none"
    expect(page.get_by_role("button", name="Leave table-safe view")).to_be_visible()
    for step in ("as it is", "reload", "another part", "back"):
        if step == "reload":
            page.reload()
        elif step == "another part":
            page.get_by_role("link", name="Sessions", exact=True).first.click()
            page.wait_for_load_state()
        elif step == "back":
            page.go_back()
        source = page.content()
        assert not [word for word in PRIVATE if word in source], step
    hands.looked_at()


def test_nobody_outside_the_team_finds_a_trace(client, note):
    for name in ("omar.reyes", "mateo.ortega"):
        person = User.objects.get(email__startswith=name)
        client.force_login(person, backend="labor_office.core.web.backends.DeskBackend")
        for address in (TABLE, "/negotiations/", "/search/?q=Hold+three", "/search/?q=N-2026-03", "/desk/"):
            found = client.get(address)
            answer = found.content.decode()
            assert found.status_code in {200, 403, 404}, address
            assert not [word for word in (SECRET, "Wages before anything else", "2,650,000", CEILING) if word in answer]
            assert "Labor and Trades successor agreement" not in answer
