"""One view for the browser and for htmx; a session that ends sends the whole window to sign in."""

import pytest

from labor_office.core.users.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.web.sampler")]
PAGE = "http://testserver/cases/?unit=LT"


@pytest.fixture
def dana(client):
    user = User.objects.create_user("dana@rivermont.example", name="Dana Whitfield")
    client.force_login(user)
    return user


def test_htmx_gets_the_fragment_and_the_browser_the_page(client, dana):
    page = client.get("/guarded/")
    fragment = client.get("/guarded/", headers={"HX-Request": "true", "HX-Target": "rows"})
    other = client.get("/guarded/", headers={"HX-Request": "true", "HX-Target": "elsewhere"})

    assert b"<html" in page.content
    assert fragment.content.strip().startswith(b"<svg")
    assert b"<html" in other.content
    assert {"HX-Request", "HX-Target"} <= set(page.headers["Vary"].split(", "))


def test_without_a_session_the_browser_is_redirected(client):
    assert client.get("/guarded/?a=1").headers["Location"] == "/account/login/?next=/guarded/%3Fa%3D1"


def test_without_a_session_htmx_leaves_the_page_and_comes_back_to_it(client):
    answer = client.get("/guarded/", headers={"HX-Request": "true", "HX-Current-URL": PAGE})

    assert (answer.status_code, answer.headers["HX-Redirect"]) == (200, "/account/login/?next=/cases/%3Funit%3DLT")


def test_another_hosts_address_is_not_come_back_to(client):
    answer = client.get("/guarded/", headers={"HX-Request": "true", "HX-Current-URL": "https://elsewhere.example/x/"})

    assert answer.headers["HX-Redirect"] == "/account/login/?next=/"


def test_the_way_in_is_open_without_a_session(client):
    for path in ("/account/login/", "/account/password/reset/", "/account/signup/"):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("6/19/2026", "Friday, June 19, 2026."),
        ("6/20/2026", 'Saturday, June 20, 2026. <span class="strong">Not a working day: weekend.</span>'),
        ("someday", ""),
        ("", ""),
    ],
)
def test_a_typed_day_is_read_back(client, dana, words, expected):
    answer = client.get("/web/days/", {"field": "filed_on", "filed_on": words})

    assert answer.content.decode() == expected
