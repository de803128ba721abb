"""An import in a real browser with a real worker: the file, the progress, the review by keyboard alone."""

import os

import pytest
from playwright.sync_api import expect

from agreements.models.drafts import DraftClause
from agreements.models.imports import AgreementImport
from labor_office.core.users.permissions import Role
from tests.agreements.importing.made import Recipe, make
from tests.factories.users import UserFactory
from tests.factories.workforce import BargainingUnitFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def looked_at(live, name):
    for width in (1440, 390):
        live.page.set_viewport_size({"width": width, "height": 900})
        if folder := os.environ.get("SHOTS"):
            live.page.screenshot(path=f"{folder}/import-{name}-{width}.png", full_page=True)
        live.assert_accessible()
        assert live.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), (name, width)
    live.page.set_viewport_size({"width": 1440, "height": 900})


def test_a_file_is_read_by_the_worker_and_looked_through_with_the_keyboard(live, worker, tmp_path):
    made = make(Recipe(contents="dots", header="title", behind="appendices", count=8, seed=6))
    file = tmp_path / "agreement.txt"
    text = made.text.replace("within ten working days", "within ten (15) working days", 1)
    file.write_text(text.replace("not later than ten working days", "not later than ten (12) working days", 1))
    unit = BargainingUnitFactory()
    live.sign_in(UserFactory(role=Role.SPECIALIST, has_single_keys=True))
    live.open("/imports/")
    looked_at(live, "list")
    page = live.open("/imports/new/")
    looked_at(live, "new")

    page.set_input_files("[name=file]", file)
    page.select_option("[name=unit]", str(unit.pk))
    page.fill("[name=term_name]", "2026 to 2029")
    page.fill("[name=starts_on]", "7/1/2026")
    page.fill("[name=ends_on]", "6/30/2029")
    page.locator("[name=ends_on]").press("Enter")
    page.wait_for_selector("text=Make it the draft agreement", timeout=60_000)
    looked_at(live, "review")

    imported = AgreementImport.objects.get()
    assert page.locator(".import-tree [aria-current]").count() == 1
    page.keyboard.press("a")
    page.wait_for_selector("text=is looked through")

    # Rename the clause that is open, then take a heading back, with keys alone.
    page.goto(
        f"{live.origin}/imports/{imported.draft.agreement.reference}/?clause={DraftClause.objects.get(number='2').pk}"
    )
    page.locator("[name=title]").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Renamed by keyboard")
    page.keyboard.press("Enter")
    page.wait_for_selector("h2:has-text('Renamed by keyboard')")
    count = DraftClause.objects.count()
    page.keyboard.press("m")
    expect(page.locator(".import-tree ol > li")).to_have_count(count - 1)
    page.get_by_role("button", name="Make it the draft agreement").press("Enter")
    page.wait_for_selector("text=Looked through and handed over")
    looked_at(live, "done")
