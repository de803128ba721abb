"""Keyset pages: every row once, in order, both ways."""

import pytest
from django.http import QueryDict

from labor_office.core.users.models import User
from labor_office.core.web.paging import paginate

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return [User.objects.create_user(f"p{n:02}@rivermont.example", name=f"Name {n // 3:02}") for n in range(60)]


def page(query=""):
    return paginate(User.objects.all(), order=("-name", "pk"), query=QueryDict(query))


def test_pages_forward_and_back_hold_every_row_once(people):
    expected = list(User.objects.order_by("-name", "pk"))

    first = page()
    second = page(f"after={first.next_cursor}")
    third = page(f"after={second.next_cursor}")
    back = page(f"before={third.previous_cursor}")

    assert [*first.rows, *second.rows, *third.rows] == expected
    assert (first.previous_cursor, third.next_cursor) == ("", "")
    assert back.rows == second.rows


def test_the_first_page_reached_backwards_has_none_before_it(people):
    second = page(f"after={page().next_cursor}")

    assert page(f"before={second.previous_cursor}").previous_cursor == ""


def test_a_page_is_one_query(people, django_assert_num_queries):
    with django_assert_num_queries(1):
        page("size=50")


@pytest.mark.parametrize("cursor", ["nonsense", "WzFd", "WyJ4IiwgInkiXQ", "WyJcdTAwMDAiLCAxXQ"])
def test_a_cursor_that_cannot_be_read_begins_at_the_beginning(people, cursor):
    assert page(f"after={cursor}").rows == page().rows


def test_only_offered_sizes_are_taken(people):
    assert len(page("size=50").rows) == 50
    assert len(page("size=9999").rows) == 25
