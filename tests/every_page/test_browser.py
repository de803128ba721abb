"""Every page of the site in a real browser: no barrier, no fault, nothing from elsewhere, nothing wider than a phone.

The chief sees most: each page wide, then narrow. What others see besides, test_links.py looks at.
"""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from labor_office.core.deadlines.actions.procedures import new_draft
from labor_office.core.deadlines.models.procedures import Procedure
from labor_office.core.matters.models.matter import Matter
from tests.every_page import addresses
from tests.every_page.looking import NARROW, WIDE, look_at, person
from tests.factories.documents import DocumentFactory
from tests.factories.users import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CHIEF = "rosa.castellanos"


@pytest.fixture
def city(morning_of_june_15) -> None:
    """The demo city with what it lacks: a paper, and a draft of a procedure."""
    chief = person(CHIEF)
    chief.set_password(PASSWORD)
    chief.save(update_fields=["password"])
    DocumentFactory(matter=Matter.objects.get(**addresses.CASE), added_by=chief)
    procedure = Procedure.objects.get(slug=addresses.DRAFT["slug"])
    new_draft(procedure_id=procedure.pk, note="Another limit.", by=chief, at=datetime(2026, 6, 12, 14, tzinfo=UTC))


@pytest.mark.parametrize("place", addresses.PLACES)
def test_every_page_is_sound(city, live, place, settings):
    settings.IS_DEMO = place == "account"  # the bar that says so is on every page then
    paths = [
        reverse(name, kwargs=addresses.filled(args))
        for name, places in addresses.PLACES[place].items()
        for args in places
    ]
    if place == "account":
        sign_in_by_password(live)
    elif place != addresses.WAY_IN:
        live.sign_in(person(CHIEF))
    for path in paths:
        look_at(live, path, WIDE, NARROW)


def sign_in_by_password(live):
    """As a person does, so that the desk knows of a session; and again, as the pages about signing in ask."""
    page = live.open(reverse("account_login"))
    page.get_by_label("Email").fill(person(CHIEF).email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/desk/")
    live.open(reverse("account_reauthenticate"))
    live.assert_accessible()
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url(lambda url: "reauthenticate" not in url)
