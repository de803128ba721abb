"""Second steps and the end of a session, in a real browser with a virtual security key."""

import time
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse

from labor_office.core.web import clock, sessions
from tests.factories.users import PASSWORD, UserFactory, confirm

pytestmark = pytest.mark.browser
KEY = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


def code(secret: str) -> str:
    """The six digits the app would show now."""
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def on_localhost(live, monkeypatch):
    """The visit under a name: a security key belongs to a host name, not to an address."""
    live.origin = live.origin.replace("127.0.0.1", "localhost")
    return live


def sign_in(live, user):
    """Give address and password as a person does."""
    confirm(user)
    page = live.open("/account/login/?next=/desk/account/")
    page.get_by_label("Email").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_a_passkey_is_added_and_signs_in_by_itself(on_localhost):
    live, user = on_localhost, UserFactory()
    cdp = live.page.context.new_cdp_session(live.page)
    cdp.send("WebAuthn.enable")
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    sign_in(live, user)
    live.page.wait_for_url(lambda url: urlsplit(url).path == "/desk/account/")

    page = live.open(reverse("mfa_add_webauthn"))
    # A new key is added only by someone who has just shown who they are.
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    page.locator("input[name=name]").fill("Office laptop")
    page.locator("label[for=id_passwordless]").click()
    page.get_by_role("button", name="Add this key").click()
    page.wait_for_url(lambda url: not urlsplit(url).path.endswith("/add/"))
    assert Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).count() == 1

    page.context.clear_cookies()
    live.open("/account/login/?next=/desk/account/").get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(lambda url: urlsplit(url).path == "/desk/account/")


def test_the_second_step_asks_for_the_apps_code(live):
    user, secret = UserFactory(), totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)

    sign_in(live, user)
    live.page.wait_for_url("**/account/2fa/authenticate/**")
    live.assert_accessible()
    live.open("/desk/account/")
    assert live.page.url.partition("?")[0].endswith("/account/2fa/authenticate/")

    live.page.locator("form.form input[name=code]").fill(code(secret))
    live.page.get_by_role("button", name="Sign in", exact=True).click()
    live.page.wait_for_url(lambda url: "/2fa/" not in url)
    live.open("/desk/account/").get_by_role("heading", name="My account").wait_for()


def shorten(live, seconds: int) -> None:
    """Let the only session end in ``seconds``."""
    session = Session.objects.get().get_decoded()
    store = __import__(settings.SESSION_ENGINE, fromlist=["SessionStore"]).SessionStore
    kept = store(Session.objects.get().session_key)
    kept.update(session | {sessions.KEY: int(clock.now().timestamp()) - settings.SESSION_COOKIE_AGE + seconds})
    kept.save()


def test_two_minutes_before_the_end_one_key_goes_on(live):
    live.sign_in(UserFactory())
    page = live.open("/desk/account/")
    page.evaluate("document.body.dataset.sessionLeft = '60'")
    shorten(live, 60)
    page.evaluate("document.dispatchEvent(new Event('DOMContentLoaded'))")

    dialog = page.get_by_role("dialog", name="You will be signed out soon")
    dialog.wait_for()
    live.assert_accessible()
    assert page.evaluate("document.activeElement.textContent") == "Stay signed in"
    with page.expect_response("**/desk/session/"):
        page.keyboard.press("Enter")
    dialog.wait_for(state="hidden")

    kept = Session.objects.get().get_decoded()
    assert int(clock.now().timestamp()) - kept[sessions.KEY] < 60
