"""The clock's own pages in a real browser: a closure, a limit and a publishing, seen before they are saved."""

from datetime import date

import pytest
from django.db import transaction

from labor_office.core.deadlines.actions.clocks import Beginning, Happened, start_clock
from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.users.permissions import Role
from tests.factories.deadlines import calendar, draft_version, published_version
from tests.factories.matters import MatterFactory
from tests.factories.users import UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("demo_morning")]


@pytest.fixture
def chief(live, demo_morning):
    """The chief in a city with one running matter, one published procedure and one draft."""
    city = calendar()
    Calendar.objects.filter(pk=city.pk).update(is_office=True, proposes_from="US-VA")
    version = published_version(on=city)
    draft_version(on=city, slug="draft")
    user = UserFactory(role=Role.CHIEF)
    with transaction.atomic():
        matter = MatterFactory(owner=user)
        start_clock(
            matter_id=matter.pk, version_id=version.pk, by=None, at=demo_morning, today=date(2026, 6, 15),
            begins=Beginning([Happened("filed:1", date(2026, 6, 2)), Happened("meeting:1", date(2026, 6, 3))]),
        )  # fmt: skip
    live.sign_in(user)
    return user


@pytest.mark.usefixtures("chief")
def test_a_closure_shows_what_it_moves_without_leaving_the_page(live):
    page = live.open("/settings/holidays/city/2026/")
    page.fill("#id_day", "6/16/2026")
    page.fill("#id_name", "Snow closure")
    page.get_by_role("button", name="Show what it moves").click()
    page.locator("#effect").get_by_text("Moves 1 deadline").wait_for()
    live.assert_accessible()
    page.get_by_role("button", name="Save closed day").click()
    page.get_by_text("Tue, Jun 16, 2026 is closed.").wait_for()


@pytest.mark.usefixtures("chief")
def test_a_sentence_opens_saves_and_refuses_in_place_and_a_date_is_tried(live):
    live.expect(422)
    page = live.open("/procedures/draft/versions/1/")
    page.get_by_role("link", name="Change Step 1 decision").click()
    page.wait_for_selector("#R3_amount")
    live.assert_accessible()
    page.fill("#R3_amount", "")
    page.get_by_role("button", name="Save this limit").click()
    page.get_by_role("link", name="Enter the how many.").or_(page.locator("#error-summary")).first.wait_for()
    page.fill("#R3_amount", "12")
    page.get_by_role("button", name="Save this limit").click()
    page.get_by_text("12 working days").first.wait_for()

    # A date is tried as it is typed.
    page = live.open("/procedures/labor-and-trades/versions/1/")
    page.select_option("#test_limit", "R3")
    page.fill("#test_start_on", "6/3/2026")
    page.press("#test_start_on", "Tab")
    page.locator("#tested").get_by_text("Wednesday, June 17, 2026").wait_for()


@pytest.mark.usefixtures("chief")
def test_the_month_is_walked_by_keys_and_turned_at_its_end(live):
    page = live.open("/calendar/?view=month&date=2026-06-29")
    page.locator('[data-day="2026-06-29"]').focus()
    for key, day in (("ArrowRight", "2026-06-30"), ("ArrowUp", "2026-06-23"), ("ArrowLeft", "2026-06-22")):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.dataset.day") == day
    page.keyboard.press("PageDown")
    page.get_by_role("heading", name="July 2026").wait_for()
    page.wait_for_function("document.activeElement.dataset.day === '2026-07-01'")
