"""The adoption in a real browser: a keyboard walks it from the vote to the law, and no page is a barrier."""

import pytest
from playwright.sync_api import expect

from agreements.rules.adoption import Step
from labor_office.core.users.permissions import Role
from tests.agreements.adopting import brought, opened, roll_call
from tests.factories.users import UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def test_the_last_steps_are_taken_on_their_pages(live):
    chief = UserFactory(role=Role.CHIEF, name="Rosa Castellanos", title="Chief")
    adoption = brought(opened(chief), until=Step.RESOLVED)
    live.sign_in(chief)
    page = live.open(f"/adoptions/{adoption.reference}/")
    live.assert_accessible()
    expect(page.get_by_text("first comes the Council's resolution")).to_be_visible()
    roll_call(adoption)
    page = live.open(f"/adoptions/{adoption.reference}/")
    page.get_by_role("link", name="Record signatures").click()
    page.get_by_label("For the City").fill("Alma Reyes")
    page.get_by_label("Signed on", exact=True).fill("6/15/2026")
    page.get_by_label("For the union").fill("Tanya Boone")
    page.get_by_label("The union signed on").fill("6/15/2026")
    page.get_by_role("button", name="Record the signatures").click()
    expect(page.get_by_text("Signatures: recorded. Next: in effect and published.")).to_be_visible()
    page.get_by_role("link", name="Publish", exact=True).click()
    live.assert_accessible()
    page.get_by_role("button", name="Publish the agreement").click()
    expect(page.get_by_text("In effect and published: recorded.")).to_be_visible()
    unit = adoption.unit.slug
    page = live.open(f"/agreements/{unit}/articles/14/?as-of=2026-07-01")
    expect(page.get_by_text("Hours beyond forty are paid double.")).to_be_visible()
    live.assert_accessible()
