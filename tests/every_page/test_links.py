"""No page offers its reader a link that answers that it is not for them."""

import re
from html import unescape
from http import HTTPStatus
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import resolve, reverse
from django.urls.exceptions import Resolver404

from labor_office.core.users.models import User
from tests.every_page import addresses
from tests.every_page.test_browser import city  # noqa: F401 -- a fixture is found by its name here

pytestmark = pytest.mark.django_db(transaction=True)
BACKEND = "labor_office.core.web.backends.DeskBackend"
LINK = re.compile(r'<(?:a|button)\b[^>]*?\b(?:href|hx-get)="(/[^"#]*)')
# What a link of each name answered is asked once: many rows lead to one page.
PEOPLE = ("mateo.ortega", "joan.pruitt", "hal.brewster", "grace.okafor")


def paths():
    for place in addresses.PLACES.values():
        for name, places in place.items():
            for args in places:
                yield reverse(name, kwargs=addresses.filled(args))


def name_of(path):
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return path


def refused(client):
    """Page and link of each that answers 403 to whom the page itself was shown."""
    found, asked = [], {}
    for path in paths():
        answer = client.get(path)
        if answer.status_code != HTTPStatus.OK or answer.streaming:
            continue
        for link in {unescape(one) for one in LINK.findall(answer.content.decode(errors="replace"))}:
            name = name_of(link)
            if name not in asked:
                asked[name] = client.get(link).status_code
            if asked[name] == HTTPStatus.FORBIDDEN:
                found.append((path, name))
    assert asked
    return sorted(set(found))


@pytest.mark.parametrize("who", PEOPLE)
def test_no_link_answers_that_it_is_not_for_its_reader(city, who):  # noqa: F811 -- as above
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get(email__startswith=who), backend=BACKEND)
    assert refused(client) == []
