"""What keeps strangers out and secrets in: every promise of the sign-in, asked of the real thing."""

import re
from unittest.mock import ANY

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from labor_office.core.notices.models import Notice
from labor_office.core.users.models import PersonEvent, User
from labor_office.core.users.permissions import Role
from tests.factories.users import PASSWORD, UserFactory, confirm

LOGIN = "/account/login/"


def sign_in(client, user, password=PASSWORD, path=LOGIN, **extra):
    """The answer of the sign-in form to someone whose address is confirmed."""
    confirm(user)
    return client.post(path, {"login": user.email, "password": password}, **extra)


@pytest.mark.django_db
def test_the_first_person_of_an_office_signs_in_at_once(client, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", interactive=False, email="Chief@City.example", name="First Chief", verbosity=0)

    answer = client.post(LOGIN, {"login": "chief@city.example", "password": PASSWORD})

    assert "_auth_user_id" in client.session
    assert (answer["Location"], mail.outbox) == (settings.LOGIN_REDIRECT_URL, [])


@pytest.mark.django_db
def test_nobody_signs_up_by_themselves(client):
    fields = {"email": "stranger@elsewhere.example", "password1": PASSWORD, "password2": PASSWORD}

    answers = [client.get("/account/signup/"), client.post("/account/signup/", fields)]

    assert User.objects.count() == 0
    shown = [answer.templates[0].name for answer in answers]
    assert shown == ["account/signup_closed.html"] * 2


@pytest.mark.django_db
def test_second_factor_is_unreadable_in_the_database():
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(UserFactory(), secret)

    kept = str(Authenticator.objects.get().data)

    assert secret not in kept
    assert totp.TOTP(Authenticator.objects.get()).instance.wrap().validate_code("000000") is False


@pytest.mark.django_db
def test_password_hash_and_feed_secret_are_not_in_the_row_history():
    columns = {field.name for field in User.pgh_event_model._meta.get_fields()}

    assert columns & {"password", "feed_token"} == set()


@pytest.mark.django_db
def test_guessing_is_stopped_even_when_the_last_guess_is_right(client):
    user = UserFactory()
    for _ in range(12):
        sign_in(client, user, "not the password")

    page = sign_in(client, user)

    assert page.status_code in {200, 422, 429}
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_session_cookie_is_out_of_reach_of_scripts_and_other_sites(client):
    sign_in(client, UserFactory())

    cookie = client.cookies[settings.SESSION_COOKIE_NAME]

    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert settings.SESSION_COOKIE_SECURE is settings.CSRF_COOKIE_SECURE is settings.IS_TLS


@pytest.mark.django_db
def test_session_key_from_before_signing_in_is_worth_nothing_after(client):
    client.get(LOGIN)
    planted = client.session
    planted["planted"] = "x"
    planted.save()
    before = planted.session_key
    client.cookies[settings.SESSION_COOKIE_NAME] = before

    sign_in(client, UserFactory())

    assert client.session.session_key != before
    client.cookies[settings.SESSION_COOKIE_NAME] = before
    assert client.get("/desk/account/").status_code == 302


@pytest.mark.django_db
def test_signing_out_takes_a_press_of_the_button_and_ends_the_session(client):
    sign_in(client, UserFactory())
    key = client.session.session_key

    client.get("/account/logout/")
    assert "_auth_user_id" in client.session
    client.post("/account/logout/")

    client.cookies[settings.SESSION_COOKIE_NAME] = key
    assert client.get("/desk/account/").status_code == 302


@pytest.mark.django_db
def test_reset_page_answers_alike_for_known_and_unknown_addresses(client):
    known = UserFactory().email
    answers = [client.post("/account/password/reset/", {"email": to}) for to in (known, "nobody@elsewhere.example")]

    assert [(a.status_code, a["Location"]) for a in answers] == [(302, ANY)] * 2
    assert answers[0]["Location"] == answers[1]["Location"]
    assert [message.to for message in mail.outbox] == [[known]]


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:x"])
@pytest.mark.django_db
def test_signing_in_leads_nowhere_outside(client, elsewhere):
    answer = sign_in(client, UserFactory(), path=f"{LOGIN}?next={elsewhere}")

    assert answer.status_code == 302
    assert "evil" not in answer["Location"]
    assert "javascript" not in answer["Location"]


@pytest.mark.parametrize("path", [LOGIN, "/desk/account/", "/nowhere/"])
@pytest.mark.django_db
def test_every_page_carries_the_headers_that_bind_the_browser(client, path):
    client.force_login(UserFactory())

    answer = client.get(path)

    policy = answer["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    assert "frame-ancestors 'none'" in policy
    assert re.search(r"script-src 'self'( 'nonce-[^']+')?(;|$)", policy)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"


@pytest.mark.django_db
def test_admin_has_no_sign_in_of_its_own(client):
    chief = UserFactory(role=Role.CHIEF, is_staff=True, is_superuser=True)

    answer = client.post("/admin/login/", {"username": chief.email, "password": PASSWORD})

    assert answer.status_code == 302
    assert reverse("account_login") in answer["Location"]


@pytest.mark.django_db
def test_a_browser_not_seen_before_is_mailed_about_and_a_known_one_is_not(client):
    user = UserFactory()
    for agent in ("Firefox/140.0 (Windows)", "Firefox/141.0 (Windows)", "Chrome/140 (Linux)"):
        sign_in(client, user, headers={"user-agent": agent})
        client.post("/account/logout/")

    said = list(PersonEvent.objects.filter(actor=user).order_by("pk").values_list("summary", flat=True))
    assert said == [
        f"Signed in with {words}" for words in ("Firefox on Windows", "Firefox on Windows", "Chrome on Linux")
    ]
    assert list(Notice.objects.values_list("template", "recipient")) == [("new_sign_in", user.pk)]
    assert Notice.objects.get().context["device"] == "Chrome on Linux"
