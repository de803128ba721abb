"""No page of the site is forgotten by the visit to every page."""

import re

from tests.every_page.addresses import OTHERWISE, PLACES
from tests.every_page.routes import borne_twice, pages

LOOKED_AT = {name for place in PLACES.values() for name in place}
# Of the admin some lists stand for the rest, which Django draws alike; tests/desk/test_admin.py opens every form.
ADMIN_ALIKE = re.compile(r"admin:\w+_(changelist|add|change|delete|history)")


def test_every_page_is_looked_at_or_is_said_not_to_be_one():
    forgotten = {name for name in pages() - LOOKED_AT - set(OTHERWISE) if not ADMIN_ALIKE.fullmatch(name)}
    assert forgotten == set(), "Add a line for each to tests/every_page/addresses.py: PLACES if it is a page."


def test_no_two_addresses_bear_one_name():
    assert borne_twice() == set(), "reverse leads to one of them, and which is a matter of their arguments."


def test_nothing_is_listed_that_the_site_does_not_have():
    assert (LOOKED_AT | set(OTHERWISE)) - pages() == set()
    assert LOOKED_AT & set(OTHERWISE) == set()
