"""Scenario 12. TA-15 is closed with both initials and printed; beyond the mandate a page interrupts."""

import io
from datetime import timedelta

import pikepdf
import pytest
from playwright.sync_api import Locator, expect

from bargaining.actions.mandates import record_mandate
from bargaining.models.mandate import MandateException
from bargaining.models.negotiation import Negotiation
from bargaining.models.proposals import TentativeAgreement
from bargaining.rules.vocabulary import Ceiling
from labor_office.core.documents.actions.printing import print_job
from labor_office.core.documents.models import PdfJob
from labor_office.core.users.models import User
from labor_office.core.web import clock
from tests.core.documents.validator import assert_accessible_pdf

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
TABLE = "/negotiations/N-2026-03/table/?issue=15"
ASK = "Ask the chief spokesperson before the City passes or signs this."
CLOSED = "TA-15 is closed."


def sheet() -> TentativeAgreement:
    """The sheet on the shift differential, typed and waiting for both initials."""
    return TentativeAgreement.objects.get(number=15, negotiation__reference="N-2026-03")


def chosen(field: Locator, name: str) -> None:
    """Choose whoever bears the name."""
    field.select_option(field.locator("option", has_text=f", {name},").get_attribute("value"))


def initial(hands, city: str, union: str = "") -> None:
    """From the table: open the sheet, choose who initialled, record it. Two clicks."""
    page = hands.page
    hands.click(page.get_by_role("link", name="Open the sheet"))
    expect(page.get_by_role("heading", name="TA-15, ")).to_be_visible()
    chosen(page.get_by_label("For the City"), city)
    if union:
        chosen(page.get_by_label("For the union"), union)
    hands.click(page.get_by_role("button", name="Record the initials"))


def printed() -> None:
    """The worker sets the sheet that closing it asked for."""
    papers = sheet().papers.values("pk")
    job = PdfJob.objects.filter(maker="agreed_sheet", subject_id__in=papers).latest("asked_at")
    print_job(job_id=job.pk, now=clock.now())


def test_ta_15_is_closed_with_both_initials_and_printed(hands, sign_in):
    sign_in("Dana Whitfield")
    page = hands.live.open(TABLE)
    with hands.counted() as counts:
        initial(hands, "Dana Whitfield", "Tanya Boone")
        expect(page.get_by_text(CLOSED)).to_be_visible()
        printed()
        paper = page.get_by_role("link", name="Open the sheet (PDF)")
        expect(paper).to_be_visible()
    # Opening the paper is the last click.
    assert counts.clicks + 1 <= 4
    assert counts.loads <= 2
    closed = sheet()
    assert (closed.city_initials, closed.union_initials, closed.is_closed) == ("DW", "TB", True)
    expect(page.get_by_role("heading", name="Sets off other units' clauses")).to_be_visible()
    hands.looked_at()
    answer = page.request.get(hands.live.origin + paper.get_attribute("href"))
    assert answer.headers["content-type"] == "application/pdf"
    assert_accessible_pdf(answer.body())
    with pikepdf.open(io.BytesIO(answer.body())) as pdf:
        assert len(pdf.pages) == 1


def a_lower_ceiling() -> None:
    """The Council lowers what may be spent, this morning."""
    dana = User.objects.get(email__startswith="dana.whitfield")
    record_mandate(
        negotiation_id=Negotiation.objects.get(reference="N-2026-03").pk, body="COUNCIL", given_on=clock.today(),
        ceilings={Ceiling.TERM: 2_400_000}, by=dana, at=clock.now() - timedelta(minutes=5),
    )  # fmt: skip


def test_beyond_the_mandate_a_page_says_by_how_much_and_asks_for_leave(hands, sign_in):
    a_lower_ceiling()
    sign_in("Dana Whitfield")
    page = hands.live.open(TABLE)
    initial(hands, "Dana Whitfield", "Tanya Boone")
    expect(page.get_by_role("heading", name="This goes beyond the mandate")).to_be_visible()
    expect(page.get_by_text("over the Council ceiling of $2.40M")).to_be_visible()
    kept = sheet()
    assert (kept.city_initialled_at, kept.union_initialled_at) == (None, None)
    hands.looked_at()
    page.get_by_label("Who allowed it, and why").fill("City Manager, by telephone at 8:40")
    hands.click(page.get_by_role("button", name="Sign it beyond the mandate"))
    expect(page.get_by_text(CLOSED)).to_be_visible()
    exception = MandateException.objects.get(issue__number="15")
    assert (exception.given_by.name, exception.reason) == ("Dana Whitfield", "City Manager, by telephone at 8:40")


def test_one_side_initials_now_and_the_other_later(hands, sign_in):
    sign_in("Dana Whitfield")
    page = hands.live.open(TABLE)
    initial(hands, "Dana Whitfield")
    expect(page.get_by_text("TA-15 waits for the other side.")).to_be_visible()
    assert page.get_by_label("For the City").count() == 0
    page.get_by_label("For the union").select_option("Tanya Boone")
    hands.click(page.get_by_role("button", name="Record the initials"))
    expect(page.get_by_text(CLOSED)).to_be_visible()
    page = hands.live.open(TABLE)
    expect(page.get_by_role("columnheader", name="TA-15 agreed")).to_be_visible()
    expect(page.get_by_role("link", name="Enter the text")).to_have_count(0)
    hands.looked_at()


def test_whoever_holds_no_mandate_is_asked_to_ask_and_learns_no_figure(hands, sign_in):
    sign_in("Theo Lindqvist")
    hands.live.expect(422)
    page = hands.live.open(TABLE)
    initial(hands, "Theo Lindqvist", "Tanya Boone")
    expect(page.get_by_text(ASK).first).to_be_visible()
    source = page.content()
    assert not [word for word in ("andate", "eiling", "2.65M") if word in source]
    assert sheet().city_initialled_at is None
