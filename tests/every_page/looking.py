"""A look at one page in a real browser, and what has been looked at so far."""

import re

from django.contrib.auth import get_user_model

from labor_office.desk.demo.cast import DOMAIN
from tests.acceptance.hands import TOO_WIDE
from tests.every_page.forms import Built, built_of
from tests.live import IS_JUDGED_ANEW

WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
# What was on the pages looked at so far in this process, by the window's width.
SEEN: dict[int, set[Built]] = {1440: set(), 390: set()}
# What no page says: Django's blank choice, two full stops after an hour, a full stop before a comma, a comma or a
# space before a full stop, a library's words, a template's own signs.
FAULTS = re.compile(r"---------|[ap]\.m\.\.|[a-z]{2}\.,|[a-z],\.|,,| ,|Successfully|\{[{%]")


def person(name):
    """Someone of the city by the first part of their address."""
    return get_user_model().objects.get(email=f"{name}@{DOMAIN}")


def look_at(live, path, *sizes):
    """Assert that the page there is itself, that it fits each size, and that what is new in that size is no barrier."""
    page = live.page
    # The window as the last page left it comes first: to size it costs as much as to look.
    sizes = sorted(sizes, key=lambda size: size != page.viewport_size)
    if page.viewport_size != sizes[0]:
        page.set_viewport_size(sizes[0])
    answer = page.goto(live.origin + path)
    assert page.url == live.origin + path, f"{path} leads on to {page.url}: is it a page?"
    built = built_of(answer.text())
    for size in sizes:
        if page.viewport_size != size:
            page.set_viewport_size(size)
        assert page.evaluate(TOO_WIDE) == [], f"{path} at {size['width']}"
        is_seen = built <= SEEN[size["width"]] and not IS_JUDGED_ANEW
        if size is WIDE or not is_seen:
            live.assert_accessible()
    if not path.startswith("/admin/"):
        assert FAULTS.findall(page.evaluate("document.body.innerText")) == [], path
    assert live.problems == [], path
    # Only what passed: else the second try of a test would pass over what the first has found.
    for size in sizes:
        SEEN[size["width"]].update(built)


def is_new(built):
    """Whether ``built`` holds something not looked at yet on a phone."""
    return not built <= SEEN[390]
