"""Papers in a real browser: no complaint of axe, words kept while typing, the paper redrawn, a file added.

The pages as they open, axe judges in tests/every_page; here, what becomes of them.
"""

import pytest

from labor_office.core.documents.actions import printing
from labor_office.core.documents.models import Document, PdfJob
from labor_office.core.web import clock
from tests.acceptance.hands import TOO_WIDE
from tests.core.documents.test_files import pdf_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGE = "/letters/G-2026-0042/1/"


def test_the_writer_types_and_nothing_is_lost(live, letter, writer):
    live.sign_in(writer)
    page = live.open(PAGE)
    page.get_by_label("Discussion").fill("Half a decision.")
    page.get_by_label("Discussion").press("End")
    page.get_by_text("Draft saved").wait_for()
    page.locator("#paper").get_by_text("Half a decision.").wait_for()

    page.reload()
    page.get_by_role("heading", name="Words you had not saved are back").wait_for()
    assert page.get_by_label("Discussion").input_value() == "Half a decision."
    live.assert_accessible()
    page.get_by_label("Discussion").press("Control+Enter")
    page.get_by_text("Letter 1 saved").wait_for()


def test_the_approver_signs_with_one_click_and_the_pdf_appears_by_itself(live, sent, approver):
    live.sign_in(approver)
    page = live.open(PAGE)
    live.assert_accessible()
    page.get_by_role("button", name="Approve and sign").click()
    page.get_by_text("Waiting for the printer").first.wait_for()
    live.assert_accessible()
    printing.print_job(job_id=PdfJob.objects.get().pk, now=clock.now())
    page.get_by_text("SHA-256").wait_for()
    live.assert_accessible()


def test_the_check_page_the_conflict_and_a_phone(live, letter, writer, approver):
    live.sign_in(writer)
    live.page.set_viewport_size({"width": 390, "height": 844})
    page = live.open(PAGE)
    live.assert_accessible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    live.expect(409)
    page.evaluate("document.querySelector('[name=revision]').value = 1")
    page.get_by_label("Discussion").fill("Mine.")
    page.get_by_role("button", name="Save draft").click()
    page.get_by_role("button", name="Save my version").wait_for()
    live.assert_accessible()
    live.open(PAGE + "issue/")
    live.assert_accessible()


def test_files_are_added_and_found_again(live, matter, writer):
    live.sign_in(writer)
    page = live.open("/documents/new/?matter=G-2026-0042")
    page.get_by_label("Files").set_input_files(
        [{"name": "scan.pdf", "mimeType": "application/pdf", "buffer": pdf_of(1)}]
    )
    page.get_by_role("button", name="Add these files").click()
    page.get_by_role("heading", name="What are these files?").wait_for()
    live.assert_accessible()
    page.get_by_label("Title").fill("Union form")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("1 file added").wait_for()
    live.open("/documents/")
    page.get_by_role("link", name="Union form").click()
    page.get_by_text("SHA-256").wait_for()
    assert Document.objects.get().title == "Union form"


def test_a_letter_goes_back_and_forth_with_every_word_kept(live, sent, writer, approver):
    live.sign_in(approver)
    page = live.open(PAGE)
    page.get_by_label("Comment to the writer").fill("Quote 14.3 whole.")
    page.get_by_role("button", name="Send back with comment").click()
    live.sign_in(writer)
    page = live.open(PAGE)
    page.get_by_label("Your remark").fill("It is quoted on page 2.")
    page.get_by_role("button", name="Add remark").click()
    page.get_by_text("It is quoted on page 2.").wait_for()
    assert page.get_by_text("Quote 14.3 whole.").count() >= 1
    live.assert_accessible()
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate(TOO_WIDE) == []
