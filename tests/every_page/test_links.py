"""Every link that a page offers leads somewhere, for each role: never to a refusal, never to nothing.

A visit begins at the desk and follows what each page offers, as a person would, until it has
opened some pages of every kind there is; of what differs from one to the next, all. Whatever
page holds something that was on none before is then looked at in a real browser, on a phone.
"""

import re
from collections import Counter, deque
from functools import cache
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve
from lxml import html as markup

from tests.every_page.forms import built_of
from tests.every_page.looking import NARROW, is_new, look_at, person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
#        who of each role: how many pages of a kind they open, and the fewest pages there must have been
VISITORS = [
    ("rosa.castellanos", 1, 250), ("theo.lindqvist", 1, 100), ("grace.okafor", 1, 40), ("samuel.brandt", 1, 80),
    ("nell.harwood", 1, 40), ("mateo.ortega", 1, 40), ("priya.amadi", 1, 20),
]  # fmt: skip
# The admin's pages are Django's, and tests/desk/test_admin.py opens them; signing out ends the visit.
NOT_FOLLOWED = re.compile(r"/(static|admin)/|.*/logout/")
# Drafts, laws in force and laws of the past offer different things.
EACH = {"agreements:detail", "agreements:term_and_money", "agreements:term"}
SOUND = {HTTPStatus.OK, HTTPStatus.FOUND, HTTPStatus.MOVED_PERMANENTLY}


def offered_by(text):
    """The addresses that a page leads to or loads by itself, each once, in the page's order."""
    if not text.strip():
        return []
    page = markup.document_fromstring(text.encode(), parser=markup.HTMLParser(encoding="utf-8"))
    return dict.fromkeys(
        filter(None, page.xpath("//*[not(self::base)]/@*[name()='href' or name()='src' or name()='hx-get']"))
    )


def links_of(answer, path):
    """Where ``answer`` leads on this site, without the place on the page."""
    if "Location" in answer:
        offered = [answer["Location"]]
    elif answer.get("Content-Type", "").startswith("text/html"):
        offered = offered_by(answer.content.decode())
    else:
        offered = []
    for link in offered:
        there = urlsplit(urljoin(f"http://testserver{path}", link))
        if there.scheme == "http" and there.netloc == "testserver" and not NOT_FOLLOWED.match(there.path):
            yield there.path + (f"?{there.query}" if there.query else "")


@cache
def kind_of(path):
    """The name of the address and whether it asks anything; the address itself where there is no such page."""
    there = urlsplit(path)
    try:
        name = resolve(there.path).view_name
    except Resolver404:
        return (path,)
    place = (there.path,) if name in EACH else ()
    return (name, *place, "?" if there.query else "")


def visit(client, of_a_kind):
    """``(dead, opened, pages)``: a line for each link that leads nowhere, how many addresses were opened, and of what
    each whole page is built, by its address.
    """
    waiting, asked, kinds, dead, whole = deque([("/", "")]), {"/"}, Counter(), [], {}
    while waiting:
        path, found_on = waiting.popleft()
        answer = client.get(path)
        if answer.status_code not in SOUND:
            dead.append(f"{answer.status_code} {path}, linked on {found_on}")
            continue
        if answer.get("Content-Type", "").startswith("text/html") and b"<html" in answer.content:
            whole[path] = built_of(answer.content.decode())
        for link in links_of(answer, path):
            kind = kind_of(link)
            if link not in asked and kinds[kind] < of_a_kind:
                asked.add(link)
                kinds[kind] += 1
                waiting.append((link, path))
        answer.close()
    return dead, len(asked), whole


@pytest.mark.parametrize(("name", "of_a_kind", "fewest"), VISITORS, ids=str)
def test_no_link_leads_to_a_refusal_or_to_nothing_and_each_page_is_sound(
    morning_of_june_15, live, name, of_a_kind, fewest
):
    client, user = Client(raise_request_exception=False), person(name)
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    dead, opened, whole = visit(client, of_a_kind)
    assert dead == [], "\n".join(dead)
    assert opened >= fewest, f"{opened} addresses: what was visited?"
    live.sign_in(user)
    for path, built in whole.items():
        if is_new(built):
            look_at(live, path, NARROW)
