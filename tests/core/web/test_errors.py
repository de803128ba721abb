"""What went wrong, in words; what may not be seen answers like what does not exist."""

import logging
import re

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.web.sampler")]


def body(response):
    """The page without what differs by the request itself: its token and its printed address."""
    text = re.sub(r"hx-headers=\'[^\']*\'", "", response.content.decode())
    return re.sub(r'csrfmiddlewaretoken" value="[^"]*"', "", text).replace(response.wsgi_request.path, "")


def test_hidden_and_absent_are_the_same_page(client):
    hidden, absent = client.get("/missing/"), client.get("/no-such-place/")

    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert body(hidden) == body(absent)
    assert "a reason that nobody may read" not in hidden.content.decode()


def test_a_fault_shows_a_code_that_the_log_holds_too(caplog):
    with caplog.at_level(logging.ERROR, logger="labor_office.core.web.errors"):
        answer = Client(raise_request_exception=False).get("/broken/")

    code = re.search(r'tn">([0-9A-F]{6})<', answer.content.decode())
    assert answer.status_code == 500
    assert code is not None
    assert f"Reference {code[1]}: GET /broken/" in caplog.text
    assert "a fault" not in answer.content.decode()


def test_a_form_without_its_token_says_that_nothing_was_saved():
    answer = Client(enforce_csrf_checks=True).post("/account/login/", {})

    assert answer.status_code == 403
    assert b"Nothing was saved" in answer.content
