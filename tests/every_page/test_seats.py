"""Who may read a table and does not sit at it is offered nothing there that answers "this is not for you"."""

from collections import Counter, deque
from html.parser import HTMLParser
from http import HTTPStatus

import pytest
from django.conf import settings
from django.test import Client

from bargaining.models.negotiation import Negotiation
from labor_office.core.matters.actions.access import grant_access
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Permission, Role
from labor_office.core.web import clock
from labor_office.desk.demo.cast import DOMAIN
from tests.acceptance.conftest import morning_of_june_15  # noqa: F401 -- a fixture is found by its name here
from tests.every_page.test_links import SOUND, kind_of, links_of
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
READERS = (Role.SPECIALIST, Role.ATTORNEY, Role.LIAISON)
SAID = {*SOUND, HTTPStatus.SEE_OTHER, HTTPStatus.UNPROCESSABLE_ENTITY}


class Pressed(HTMLParser):
    """What the buttons of a page send to where; where to is empty for the page itself."""

    def __init__(self, text):
        super().__init__()
        self.found, self._form = {}, None
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self._form = given.get("action", "") if given.get("method") == "post" else None
        elif tag == "button" and self._form is not None and given.get("type", "submit") == "submit":
            self.found[self._form] = {given["name"]: given.get("value", "")} if "name" in given else {}

    def handle_endtag(self, tag):
        if tag == "form":
            self._form = None


def refused(client, tables):
    """A line for each link or button within the pages of ``tables`` that a person is offered and refused."""
    waiting = deque((f"/negotiations/{table}/{page}", "") for table in tables for page in ("", "table/", "overview/"))
    asked, kinds, buttons, dead = {path for path, _ in waiting}, Counter(), {}, []
    while waiting:
        path, found_on = waiting.popleft()
        answer = client.get(path)
        if answer.status_code not in SOUND:
            dead.append(f"{answer.status_code} {path}, linked on {found_on}")
            continue
        for link in links_of(answer, path):
            kind = (kind_of(link), next((table for table in tables if table in link), ""))
            if link not in asked and kinds[kind] < 2 and link.startswith("/negotiations/"):
                asked.add(link)
                kinds[kind] += 1
                waiting.append((link, path))
        if answer.get("Content-Type", "").startswith("text/html"):
            for there, sent in Pressed(answer.content.decode()).found.items():
                if (there or path).startswith("/negotiations/") and not there.endswith("/safe/"):
                    buttons.setdefault(kind_of(there or path), (there or path.partition("?")[0], sent, path))
        answer.close()
    for there, sent, found_on in buttons.values():
        status = client.post(there, sent).status_code
        if status not in SAID:
            dead.append(f"{status} {there}, a button on {found_on}")
    return dead, len(asked)


def test_a_reader_without_a_seat_is_offered_nothing_that_refuses_them(morning_of_june_15):  # noqa: F811 -- as above
    chief = User.objects.get(email=f"rosa.castellanos@{DOMAIN}")
    tables = list(Negotiation.objects.values_list("reference", flat=True))
    for role in READERS:
        reader = UserFactory(role=role)
        for table in Negotiation.objects.all():
            grant_access(matter_id=table.pk, user=reader, reason="Reads it.", by=chief, at=clock.now())
        client = Client(raise_request_exception=False)
        client.force_login(reader, backend=settings.AUTHENTICATION_BACKENDS[0])
        if reader.may(Permission.BARGAINING_READ):
            dead, opened = refused(client, tables)
            assert dead == [], f"{role}\n" + "\n".join(dead)
            assert opened > 25 * len(tables), opened
        else:
            # Named, and bargaining is not their work: nothing leads there.
            for path in ("/", f"/search/?q={tables[0]}", "/search/?q=bargaining", "/calendar/"):
                answer = client.get(path, follow=True)
                assert [link for link in links_of(answer, path) if "/negotiations/" in link] == [], (role, path)
                assert answer.status_code == HTTPStatus.OK, (role, path)
