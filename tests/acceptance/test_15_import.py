"""Scenario 15. The analyst imports a sixty-page Word agreement to a reviewed outline, and nobody else reads a word."""

import time

import pytest
from playwright.sync_api import expect

from agreements.models.imports import AgreementImport, ImportDoubt
from agreements.models.text import ArticleVersion
from labor_office.core.users.models import User
from labor_office.desk.demo.typed.agreement import typed_agreement

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
MOST_SECONDS, LEAST_RIGHT, MOST_FLAGS, MOST_KEYS = 60, 0.95, 12, 3
UNIT, YEARS = "Professional", "2026 to 2029"


@pytest.fixture
def file(tmp_path):
    """Sixty pages, typed by somebody over many years."""
    typed = typed_agreement(unit=UNIT, union="Rivermont City Employees, Local 1840", years=YEARS)
    assert 55 <= typed.pages <= 65
    path = tmp_path / "Professional agreement.docx"
    path.write_bytes(typed.data)
    return path, typed.truth


def test_a_sixty_page_agreement_is_imported_and_looked_through(hands, sign_in, worker, file):
    path, truth = file
    theo = sign_in("Theo Lindqvist")
    User.objects.filter(pk=theo.pk).update(has_single_keys=True)
    page = hands.live.open("/imports/")
    expect(page.get_by_role("link", name="Administrative and Technical Agreement 2025 to 2028")).to_be_visible()
    hands.looked_at()
    page.get_by_role("link", name="Import an agreement").click()
    page.set_input_files("[name=file]", path)
    page.select_option("[name=unit]", label=UNIT)
    page.fill("[name=term_name]", YEARS)
    page.fill("[name=starts_on]", "7/1/2026")
    page.fill("[name=ends_on]", "6/30/2029")
    began = time.monotonic()
    page.get_by_role("button", name="Upload and read").click()
    expect(page.get_by_role("button", name="Make it the draft agreement")).to_be_visible(timeout=MOST_SECONDS * 1000)
    assert time.monotonic() - began < MOST_SECONDS
    hands.looked_at()

    imported = AgreementImport.objects.get(draft__agreement__unit__name=UNIT)
    found = set(imported.draft.clauses.values_list("number", "title"))
    right = sum(each in found for each in truth)
    assert right >= LEAST_RIGHT * len(truth), sorted(set(truth) - found)
    assert len(found) <= len(truth) + 6, sorted(found - set(truth))
    assert 1 <= ImportDoubt.objects.filter(imported=imported).count() <= MOST_FLAGS

    settle_with_keys(page, imported)
    page.get_by_role("button", name="Make it the draft agreement").click()
    expect(page.get_by_text("Looked through and handed over")).to_be_visible()
    hands.looked_at()
    # The analyst reads a file in; that its words are law is not hers to say.
    expect(page.get_by_role("button", name="It was adopted: publish its text")).to_have_count(0)
    assert not ArticleVersion.objects.filter(agreement=imported.draft.agreement).exists()
    assert_nobody_else_reads_it(hands, sign_in, imported.draft.agreement.reference)


def settle_with_keys(page, imported):
    """Go through every flag; none takes more than three keys."""
    while left := imported.doubts.filter(settled_at=None).count():
        is_open = page.get_by_text("Why this needs a look").count() > 0
        keys = ("a",) if is_open else ("n", "a")
        for key in keys:
            with page.expect_navigation():
                page.keyboard.press(key)
        assert len(keys) <= MOST_KEYS
        assert imported.doubts.filter(settled_at=None).count() < left


def assert_nobody_else_reads_it(hands, sign_in, reference):
    """Neither by search, nor on the shelf, nor by its address; for somebody else the page is not there."""
    for name in ("Joan Pruitt", "Omar Reyes"):
        sign_in(name)
        page = hands.live.open("/agreements/")
        assert reference not in page.content()
        page = hands.live.open("/agreements/search/?q=telework+recall+to+the+office&scope=all")
        assert "Recall to the office" not in page.content()
        hands.live.expect(404, 403)
        for address in (f"/agreements/{reference}/", f"/imports/{reference}/"):
            assert hands.page.request.get(hands.live.origin + address).status in {403, 404}, address
