"""The demo city at its fixed hour, somebody's hands at a browser, and the mail that goes out."""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from labor_office.core.users.models import User
from labor_office.desk.demo.cast import DOMAIN
from tests import databases
from tests.acceptance import city
from tests.acceptance.hands import Counts, Hands
from tests.mail_server import MailServer, serve


@pytest.fixture
def morning_of_june_15(transactional_db, settings, monkeypatch) -> None:
    """Rivermont as it stands on Monday, June 15, 2026 at 8:30 a.m., and the clock going on from there.

    A test that is not about the city begins with a new database: it meets none of the city's rows and numbers.
    """
    databases.lend(city.standing())
    seconds = city.seconds_to_morning()
    settings.CLOCK_OFFSET = timedelta(seconds=seconds)
    monkeypatch.setitem(os.environ, "CLOCK_OFFSET_SECONDS", str(seconds))


@pytest.fixture
def hands(morning_of_june_15, live) -> Hands:
    """One person at the browser; everything that they do is counted."""
    mine = Hands(live=live, page=live.page, counts=Counts())
    mine.listen()
    return mine


@pytest.fixture
def sign_in(live) -> Callable[[str], User]:
    """Begin to work as the person of the city with this name."""

    def sign_in_as(name: str) -> User:
        user = User.objects.get(email=f"{name.lower().replace(' ', '.')}@{DOMAIN}")
        live.sign_in(user)
        return user

    return sign_in_as


@pytest.fixture
def mail(settings) -> Iterator[MailServer]:
    """A real mail server; what it received is what people of the city find in their mail."""
    server = MailServer()
    stop = serve(server)
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    yield server
    stop()
