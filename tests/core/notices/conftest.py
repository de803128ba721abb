"""The mail server that every test of delivery talks to."""

import pytest

from tests.mail_server import MailServer, serve


@pytest.fixture
def mail(settings):
    """A real SMTP server on a free port; the settings point at it."""
    server = MailServer()
    stop = serve(server)
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    yield server
    stop()
