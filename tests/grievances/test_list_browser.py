"""The list and search in a real browser: readable on a desk and on a phone, and worked by keyboard alone."""

import os
from datetime import UTC, date, datetime

import pytest

from grievances.actions.filing import Named
from grievances.actions.holding import hold_in_abeyance
from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.matters.rules import PartyRole
from labor_office.core.users.permissions import Role
from tests.factories.grievances import NOW, TODAY, filed, unit_with_procedure
from tests.factories.users import UserFactory
from tests.factories.workforce import DepartmentFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def chief(live, settings):
    """The chief, signed in on Monday, June 15, 2026, with five grievances, one restricted and one held."""
    settings.CLOCK_OFFSET = NOW - datetime.now(UTC)
    user = UserFactory(name="Rosa Castellanos", role=Role.CHIEF)
    unit = unit_with_procedure()
    water = DepartmentFactory(name="Water Utilities")
    Calendar.objects.update(is_office=True)
    for title, received_on, names, articles in (
        ("Overtime call-out order bypassed", date(2026, 5, 28), ("Marcus Bell",), ["14.3", "14.5"]),
        ("Holiday pay, C shift", date(2026, 6, 4), ("Ines Calder", "Tom Avery", "Ben Holloway"), ["9.4"]),
        ("Shift bid, North plant", date(2026, 6, 10), ("Ada Lind",), []),
    ):
        people = [Named(role=PartyRole.GRIEVANT, name=name) for name in names]
        filed(unit=unit, title=title, received_on=received_on, event_on=received_on, people=people, articles=articles,
              department=water)  # fmt: skip
    filed(
        unit=unit, title="Written warning to a fitter", received_on=TODAY, event_on=TODAY, is_restricted=True, by=user
    )
    held = filed(unit=unit, title="Uniform allowance", received_on=date(2026, 6, 11), event_on=date(2026, 6, 8))
    hold_in_abeyance(grievance_id=held.pk, from_on=TODAY, reason="Mediation", by=user, at=NOW, today=TODAY)
    live.sign_in(user)
    return user


@pytest.mark.usefixtures("chief")
def test_list_and_search_are_accessible(live):
    live.page.set_viewport_size({"width": 390, "height": 900})
    for name, path in {
        "filtered": "/grievances/?q=pay&state=week&article=9.4",
        "empty": "/grievances/?q=nothing",
        "search": "/search/?q=pay",
        "unfound": "/search/?q=overtme",
    }.items():
        page = live.open(path)
        if shots := os.environ.get("SCREENSHOTS"):
            page.screenshot(path=f"{shots}/{name}-390.png", full_page=True)
        assert (name, live.complaints()) == (name, [])
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name


@pytest.mark.usefixtures("chief")
def test_a_row_is_looked_at_and_opened_by_keyboard_and_a_filter_narrows_in_place(live):
    page = live.open("/grievances/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Space")
    panel = page.locator("#quickview aside")
    panel.get_by_text("Last things done").wait_for()
    assert panel.locator(".idcode").inner_text() == second
    assert page.evaluate("document.activeElement.matches('.quickview')")
    live.assert_accessible()
    if shots := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=f"{shots}/peek.png")
    page.keyboard.press("Escape")
    assert panel.count() == 0
    assert page.evaluate("document.activeElement.textContent") == second
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/grievances/{second}/")

    # A filter narrows in place and keeps its address.
    page = live.open("/grievances/")
    page.get_by_text("Filters").first.click()
    page.fill("#id_q", "holiday")
    page.locator("#results h2", has_text="1 grievance").wait_for()
    assert page.url.endswith("/grievances/?q=holiday")
    live.assert_accessible()
