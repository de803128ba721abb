"""The mail server of every test of delivery, a chief who is signed in, and a day on which all that is asked is owed."""

import pytest

from labor_office.core.notices import claims
from labor_office.core.users.permissions import Role
from tests.factories.users import UserFactory
from tests.mail_server import MailServer, serve


@pytest.fixture
def mail(settings):
    """A real SMTP server on a free port; the settings point at it."""
    server = MailServer()
    stop = serve(server)
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield server
    stop()


@pytest.fixture
def training_is_owed():
    """Whoever is asked whether training is still owed says yes: the letters here name people who are on no roster."""
    asked = claims._checkers["training_duties"]
    claims.register("training_duties", lambda group, today: group)
    yield
    claims.register("training_duties", asked)


@pytest.fixture
def chief(db, client):
    """Signed in."""
    person = UserFactory(role=Role.CHIEF)
    client.force_login(person)
    return person
