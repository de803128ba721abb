"""Closed by default: whoever has not signed in finds the sign-in page and nothing else."""

from collections.abc import Iterator
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

# What a person needs before there is a session, and nothing more.
OPEN_NAMES = {
    *("account_login", "account_logout", "account_signup", "account_inactive"),
    *("account_reset_password", "account_reset_password_done", "account_reset_password_from_key"),
    *("account_reset_password_from_key_done", "account_confirm_email", "account_email_verification_sent"),
    *("account_request_login_code", "account_confirm_login_code", "account_confirm_phone_login_code"),
    *("mfa_authenticate", "mfa_login_webauthn", "mfa_signup_webauthn", "account_signup_by_passkey", "mfa_trust"),
    *("socialaccount_login_cancelled", "socialaccount_login_error", "socialaccount_signup"),
    *("openid_connect_login", "openid_connect_callback", "admin:login", "admin:jsi18n"),
    # Whether a certificate holds may be asked by anybody who was shown one; it says nothing else.
    *("training:check", "training:check_form"),
}
# Opened by a secret in the address instead of a session: a subscribed calendar, a health check, a
# course to read and attest, the sheet after a class.
OPEN_BY_SECRET = {"deadlines:feed", "desk:feed", "healthz", "training:read", "training:evaluate", "training:room"}
# Fewer addresses than this would mean that they were not found.
FEWEST = 900
SAMPLES = {"int": "1", "str": "x", "slug": "x", "uuid": "00000000-0000-4000-8000-000000000000", "path": "x"}


def doors() -> list[tuple[str, str]]:
    """(name, path) of every address, its parameters filled with samples."""
    return sorted(set(walk(get_resolver().url_patterns, "", "/")))


def walk(patterns: list[URLPattern | URLResolver], namespace: str, prefix: str) -> Iterator[tuple[str, str]]:
    """Go through the addresses as the resolver does."""
    for entry in patterns:
        path = prefix + sample(entry)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from walk(entry.url_patterns, inner, path)
        elif isinstance(entry.pattern, RoutePattern):
            yield f"{namespace}{entry.name}", path


def sample(entry: URLPattern | URLResolver) -> str:
    """The part of the path that ``entry`` stands for."""
    text = str(entry.pattern)
    for name, converter in getattr(entry.pattern, "converters", {}).items():
        kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
        for written in (f"<{kind}:{name}>", f"<{name}>"):
            text = text.replace(written, SAMPLES.get(kind, "1"))
    return text


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.django_db
def test_a_stranger_is_sent_to_sign_in(method):
    closed = [(name, path) for name, path in doors() if name not in OPEN_NAMES | OPEN_BY_SECRET]
    stranger = Client()
    answers = {(name, path): asked(stranger, method, path) for name, path in closed}
    assert len(answers) > FEWEST
    assert {door: said(answer) for door, answer in answers.items() if not is_closed(answer)} == {}


def asked(stranger, method, path):
    """What somebody is answered who has never been here, and so brings no session along."""
    stranger.cookies.clear()
    return getattr(stranger, method)(path)


def is_closed(answer):
    """Whether ``answer`` leads to the sign-in page, or refuses."""
    if answer.status_code == HTTPStatus.FOUND:
        return "/login" in answer["Location"]
    return answer.status_code in {401, 403, 404, 405, 410}


def said(answer):
    """What an open door answered."""
    return f"{answer.status_code} {answer.headers.get('Location', '')}"
