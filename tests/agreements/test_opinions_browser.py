"""The pages of what the office says of its agreements, in a real browser, wide and narrow."""

import os

import pytest

from agreements.actions.publishing import mark_for_review
from tests.agreements.readings import AT, a_chief, at_counsel, cleared, drafted, held, published

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def looked_at(live, paths, width):
    """Every path without a complaint of axe and without a sideways scroll."""
    live.page.set_viewport_size({"width": width, "height": 900})
    found = {}
    for path in paths:
        live.open(path)
        if folder := os.environ.get("SHOTS"):
            live.page.screenshot(
                path=f"{folder}/o-{width}{path.replace('/', '_').replace('?', '_')}.png", full_page=True
            )
        found[path] = live.complaints()
        assert live.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), path
    assert found == {path: [] for path in paths}


@pytest.mark.parametrize("width", [1440, 390])
def test_every_page_of_an_interpretation_is_accessible(live, width):
    article, chief = held(), a_chief()
    reading = published(article, chief=chief)
    mark_for_review(articles=[article], because="SL-2026-004 changed section 14.3.", by=None, at=AT)
    draft, waiting, ready = drafted(article), at_counsel(article), cleared(article)
    live.sign_in(chief)
    looked_at(live, [
        "/interpretations/", "/interpretations/new/", reading.get_absolute_url(), draft.get_absolute_url(),
        f"{draft.get_absolute_url()}edit/", f"{waiting.get_absolute_url()}review/",
        f"{reading.get_absolute_url()}keep/",
        f"{reading.get_absolute_url()}withdraw/", f"{ready.get_absolute_url()}publish/",
    ], width)  # fmt: skip
