"""Health without a session, visits, and sessions that end without use."""

from datetime import datetime, timedelta

import pytest
from django.conf import settings

from labor_office.core.users.actions import note_visit
from labor_office.core.users.models import User
from labor_office.core.web import clock, sessions
from tests.factories.users import UserFactory

NOW = datetime.fromisoformat("2026-06-12T13:00:00+00:00")


@pytest.mark.django_db
def test_health_needs_no_session_no_host_name_and_no_tls(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["desk.rivermont.example"]

    answer = client.get("/healthz", headers={"host": "10.0.0.7:8000"})

    assert (answer.status_code, answer.content) == (200, b"ok")
    assert answer.cookies == {}


@pytest.mark.django_db
def test_health_names_what_does_not_answer(client, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "unix:///nowhere/valkey.sock?db=1",
        }
    }

    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (503, b"Valkey does not answer")


@pytest.mark.parametrize(
    ("silence", "previous", "seen"),
    [
        (timedelta(minutes=4), None, NOW - timedelta(minutes=4)),
        (timedelta(minutes=5), None, NOW),
        (timedelta(hours=4) - timedelta(seconds=1), None, NOW),
        (timedelta(hours=4), NOW - timedelta(hours=4), NOW),
    ],
)
@pytest.mark.django_db
def test_a_visit_begins_after_four_hours_of_silence(silence, previous, seen):
    user = UserFactory(last_seen_at=NOW - silence)

    note_visit(user=user, at=NOW)

    kept = User.objects.get(pk=user.pk)
    assert (kept.previous_visit_at, kept.last_seen_at) == (previous, seen)
    assert (user.previous_visit_at, user.last_seen_at) == (previous, seen)


@pytest.mark.django_db
def test_two_requests_at_once_begin_one_visit():
    begun = NOW - timedelta(hours=9)
    user = UserFactory(last_seen_at=begun)
    twice = [User.objects.get(pk=user.pk), User.objects.get(pk=user.pk)]

    for each in twice:
        note_visit(user=each, at=NOW)

    assert User.objects.get(pk=user.pk).previous_visit_at == begun


@pytest.mark.django_db
def test_opening_pages_keeps_a_session_and_what_pages_do_by_themselves_does_not(client):
    client.force_login(UserFactory())
    client.get("/desk/account/")
    old = int(clock.now().timestamp()) - 3600
    changed = client.session
    changed[sessions.KEY] = old
    changed.save()

    client.get("/desk/account/", headers={"hx-request": "true"})
    left = client.get("/desk/session/", headers={"x-session-check": "1"}).json()["left"]
    assert settings.SESSION_COOKIE_AGE - 3600 - 5 <= left <= settings.SESSION_COOKIE_AGE - 3600

    client.get("/desk/account/")
    assert client.session[sessions.KEY] > old


@pytest.mark.django_db
def test_one_press_begins_the_session_anew(client):
    client.force_login(UserFactory())
    changed = client.session
    changed[sessions.KEY] = int(clock.now().timestamp()) - settings.SESSION_COOKIE_AGE + 100
    changed.save()

    answer = client.post("/desk/session/", headers={"x-session-check": "1"})

    assert answer.json()["left"] == settings.SESSION_COOKIE_AGE
    assert answer.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == settings.SESSION_COOKIE_AGE


@pytest.mark.django_db
def test_a_stranger_has_no_session_left(client):
    answer = client.get("/desk/session/")

    assert (answer.status_code, answer.json()) == (401, {"left": 0})


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "status"), [
    ("/grievances/G-2026-0042%00/", 404), ("/negotiations/%00/", 404), ("/grievances/?q=%00", 200),
])  # fmt: skip
def test_nothing_is_called_by_a_nul(client, path, status):
    client.force_login(UserFactory(role="CHIEF"), backend=settings.AUTHENTICATION_BACKENDS[0])
    assert client.get(path).status_code == status
