"""Scenario 4. A Step 2 denial goes from the specialist to the department head by mail, and then out of the house."""

import hashlib
import re
from datetime import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from grievances.models import Grievance
from labor_office.core.deadlines.models.deadlines import DeadlineState
from labor_office.core.documents.models import Document, Letter, PdfJob
from labor_office.core.documents.tasks import print_paper
from labor_office.core.notices.actions import deliver
from labor_office.core.web import clock
from labor_office.desk.demo.cast import DEMO_PASSWORD

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
NUMBER = "G-2026-0042"
REASONS = "The main had failed. Section 14.3 excepts an emergency that makes the order of the list impracticable."
DUE_DAY = datetime(2026, 6, 23, 14, 30)  # noqa: DTZ001 -- in the city's own time, below


@pytest.fixture(autouse=True)
def _own_files_and_links(settings, tmp_path, live):
    settings.MEDIA_ROOT = str(tmp_path)
    settings.DESK_URL = live.origin


@pytest.fixture
def at_the_due_day(settings):
    """Turn the clock on to the day on which the decision is due."""

    def turn():
        settings.CLOCK_OFFSET += timezone.make_aware(DUE_DAY) - clock.now()

    return turn


def test_a_denial_is_drafted_signed_from_the_mail_and_issued(hands, sign_in, mail, at_the_due_day):
    empty_the_outbox(mail)
    sign_in("Dana Whitfield")
    hands.live.open(f"/grievances/{NUMBER}/")
    hands.looked_at()
    with hands.counted() as counts:
        draft_the_denial(hands)
    assert counts.loads == 3
    assert counts.clicks <= 8
    hands.looked_at()

    at_the_due_day()
    deliver.deliver_due(now=clock.now())
    asked = next(message for message in mail.received if "Priya" in message["To"])
    assert asked["Subject"] == f"For your signature by Tue, Jun 23: Step 2 decision, {NUMBER}"
    sign_in("Priya Amadi")
    with hands.counted() as counts:
        counts.clicks += 1
        hands.page.goto(link_of(mail, asked))
        expect(hands.page.locator("main")).to_contain_text("Due Thu, Jul 2")
        hands.looked_at()
        hands.click(hands.page.get_by_role("button", name="Approve and sign"))
        expect(hands.page.get_by_text("You signed letter 2.")).to_be_visible()
    assert (counts.loads, counts.clicks) == (2, 2)
    hands.looked_at()
    the_dates_follow()
    the_paper_is_kept(hands)


def test_whoever_is_signed_out_comes_to_the_letter_through_signing_in(hands, sign_in, mail):
    empty_the_outbox(mail)
    sign_in("Dana Whitfield")
    hands.live.open(f"/grievances/{NUMBER}/")
    draft_the_denial(hands)
    deliver.deliver_due(now=clock.now())
    page = hands.page
    page.context.clear_cookies()
    page.goto(link_of(mail, mail.received[-1]))
    page.get_by_label("Email").fill("priya.amadi@rivermont.example")
    page.get_by_label("Password").fill(DEMO_PASSWORD)
    hands.press("Enter")
    expect(page.get_by_role("heading", name="For your signature: Step 2 decision")).to_be_visible()
    expect(page.get_by_role("button", name="Approve and sign")).to_be_visible()


def draft_the_denial(hands):
    """From the record: name the outcome, give the reasons, send it to whoever decides Step 2 there."""
    page = hands.page
    hands.click(page.get_by_role("link", name="Draft Step 2 decision"))
    expect(page.get_by_label("Decision maker").locator("option:checked")).to_have_text("Priya Amadi")
    hands.click(page.get_by_text("Denied", exact=True))
    hands.looked_at()
    hands.click(page.get_by_role("button", name="Begin the letter"))
    page.get_by_label("5. Discussion").fill(REASONS)
    page.get_by_label("Delivery").fill("by email")
    page.get_by_label("Delivery").blur()
    expect(page.locator("#paper")).to_contain_text(REASONS)
    expect(page.get_by_role("heading", name="Before it can go out")).to_be_hidden()
    hands.looked_at()
    hands.click(page.get_by_role("button", name="Send for approval"))
    expect(page.get_by_text("Letter 2 went to Priya Amadi to sign.")).to_be_visible()


def the_dates_follow():
    """Ours is met; the union's appeal is open until Jul 2."""
    deadlines = Grievance.objects.get(reference=NUMBER).deadlines
    ours, theirs = deadlines.get(code="S2-DECISION"), deadlines.get(code="S3-APPEAL")
    assert (ours.state, f"{ours.satisfied_on}") == (DeadlineState.MET, "2026-06-23")
    assert (theirs.state, theirs.actor, f"{theirs.due_on}") == (DeadlineState.OPEN, "union", "2026-07-02")


def the_paper_is_kept(hands):
    """The PDF that the worker's task sets is the one that the page hands out, under the hash it shows."""
    letter = Letter.objects.get(matter__reference=NUMBER, number=2)
    print_paper(job_id=PdfJob.objects.get(maker="letter", subject_id=letter.pk).pk)
    kept = Document.objects.get(letter=letter)
    page = hands.page
    page.reload()
    expect(page.locator("main")).to_contain_text(kept.sha256[:12])
    hands.looked_at()
    file = page.request.get(f"{hands.live.origin}/letters/{NUMBER}/2.pdf").body()
    assert hashlib.sha256(file).hexdigest() == kept.sha256
    assert file.startswith(b"%PDF-")
    hands.live.open(f"/grievances/{NUMBER}/")
    expect(page.locator(".track")).to_contain_text("Jun 23")
    hands.looked_at()


def empty_the_outbox(mail):
    """What the morning had to say has been read."""
    deliver.deliver_due(now=clock.now())
    mail.received.clear()


def link_of(mail, message):
    """The first address in an email: its button."""
    return re.search(r"http\S+", mail.text(mail.received.index(message)))[0]
