"""Side letters and comparisons in a real browser: readable on a desk and on a phone, marks said in words."""

from datetime import UTC, date, datetime

import pytest

from labor_office.core.users.permissions import Role
from tests.agreements.texts import in_force, letter, replaced, signed_and_in_force
from tests.factories.users import UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
NOW = datetime(2026, 6, 15, 14, tzinfo=UTC)


def test_side_letters_and_comparisons_are_accessible(live, settings):
    settings.CLOCK_OFFSET = NOW - datetime.now(UTC)
    by = UserFactory(name="Rosa Castellanos", role=Role.CHIEF)
    agreement = in_force(by=by)
    words = "Call-outs are offered by a monthly sign-up sheet."
    known = signed_and_in_force(
        letter(agreement, replaced(agreement, "14.3", words), effective_on=date(2025, 7, 1), by=by)
    )
    change = replaced(agreement, "14.3", "Call-outs are offered by a text message.")
    drafted = letter(agreement, change, effective_on=date(2026, 2, 1), ends_on=date(2026, 3, 31), by=by)
    live.sign_in(by)
    live.page.set_viewport_size({"width": 390, "height": 900})
    slug = agreement.unit.slug
    for name, path in {
        "letters": "/side-letters/",
        "letter": f"/side-letters/{known.reference}/",
        "draft": f"/side-letters/{drafted.reference}/",
        "in-force": f"/side-letters/{drafted.reference}/in-force/",
        "change": f"/side-letters/{drafted.reference}/change/",
        "new-letter": "/side-letters/new/",
        "conformed": f"/agreements/{agreement.reference}/conformed/?as_of=2025-08-01",
        "which": "/agreements/compare/",
        "compare": f"/agreements/compare/?unit={slug}&on=2025-06-30&other_unit={slug}&other_on=2025-07-01",
    }.items():
        page = live.open(path)
        assert (name, live.complaints()) == (name, [])
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
    assert "inserted:" in page.locator("ins").first.text_content()
    page.get_by_text("Read as a list of changes").click()
    assert page.locator("ol li").first.is_visible()
