"""Every page of the site in a real browser: no barrier, no fault, nothing from elsewhere, nothing wider than a phone.

The chief sees most: each page wide, then narrow. Everybody else sees narrow whatever page holds
something that was on none before. Colours are judged once for each thing a page can be built of,
as that takes longer than all the other rules together; everything else is judged on every page.
"""

import re
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from labor_office.core.deadlines.actions.procedures import new_draft
from labor_office.core.deadlines.models.procedures import Procedure
from labor_office.core.matters.models.matter import Matter
from labor_office.desk.demo.cast import DOMAIN
from tests.acceptance.hands import TOO_WIDE
from tests.every_page import addresses
from tests.every_page.forms import Built, built_of
from tests.factories.documents import DocumentFactory
from tests.factories.users import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
CHIEF = "rosa.castellanos"
# One of each other role.
OTHERS = ("dana.whitfield", "theo.lindqvist", "grace.okafor", "samuel.brandt", "nell.harwood", "mateo.ortega",
          "priya.amadi")  # fmt: skip
# What was on the pages looked at so far in this process, by the window's width.
SEEN: dict[int, set[Built]] = {1440: set(), 390: set()}


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
def test_every_page_is_sound(city, live, place):
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
    for name in OTHERS if place not in {addresses.WAY_IN, "admin"} else ():
        user = person(name)
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        for path in [path for path in paths if is_new(client.get(path))]:
            live.sign_in(user)
            look_at(live, path, NARROW)


# What no page says: Django's blank choice, two full stops after an hour, a full stop before a comma, a comma or a
# space before a full stop, a library's words, a template's own signs.
FAULTS = re.compile(r"---------|[ap]\.m\.\.|[a-z]{2}\.,|[a-z],\.|,,| ,|Successfully|\{[{%]")


def person(name):
    """Someone of the city by the first part of their address."""
    return get_user_model().objects.get(email=f"{name}@{DOMAIN}")


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


def look_at(live, path, *sizes):
    """Assert that the page there is itself, that it fits each size, and that what is new in that size is no barrier."""
    live.page.set_viewport_size(sizes[0])
    page = live.page
    answer = page.goto(live.origin + path)
    assert page.url == live.origin + path, f"{path} leads on to {page.url}: is it a page?"
    built = built_of(answer.text())
    for size in sizes:
        page.set_viewport_size(size)
        assert page.evaluate(TOO_WIDE) == [], f"{path} at {size['width']}"
        is_seen = built <= SEEN[size["width"]]
        if size is WIDE or not is_seen:
            live.assert_accessible(with_colours=not is_seen)
        SEEN[size["width"]].update(built)
    if not path.startswith("/admin/"):
        assert FAULTS.findall(page.evaluate("document.body.innerText")) == [], path
    assert live.problems == [], path


def is_new(answer):
    """Whether ``answer`` is a page that holds something not looked at yet on a phone."""
    assert "/login/" not in answer.headers.get("Location", ""), "not signed in"
    return answer.status_code == 200 and not built_of(answer.content.decode()) <= SEEN[390]
