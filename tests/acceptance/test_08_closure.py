"""Scenario 8. Snow: the chief closes City offices on June 16, sees what moves, and everyone is told once."""

import re
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import expect

from labor_office.core.deadlines.actions.telling import SETTLES_IN
from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.documents.models import Document, Letter, PdfJob
from labor_office.core.documents.tasks import print_paper
from labor_office.core.notices.actions import deliver
from labor_office.core.web import clock
from labor_office.core.web.dates import short_day

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
# How wide the window is in which the scenario is gone through, and in which its pages are looked at besides.
WORKED_AT, LOOKED_AT = 1440, 390
OWNERS = {f"{name}@rivermont.example" for name in ("dana.whitfield", "omar.reyes", "ines.calder")}
PAGE = "/settings/holidays/city/2026/"


@pytest.fixture
def printed(morning_of_june_15, settings, tmp_path):
    """The file of the Step 1 answer in G-2026-0042, set by the task that the worker runs."""
    settings.MEDIA_ROOT = str(tmp_path)
    letter = Letter.objects.get(matter__reference="G-2026-0042", state="ISSUED")
    print_paper(job_id=PdfJob.objects.get(maker="letter", subject_id=letter.pk).pk)
    return Path(Document.objects.get(letter=letter).file.path)


def test_a_snow_closure_shows_each_moved_date_and_tells_each_owner_once(hands, sign_in, mail, printed):
    hands.page.set_viewport_size({"width": WORKED_AT, "height": 900})
    hands.also = LOOKED_AT
    sign_in("Rosa Castellanos")
    morning_mail(mail)
    before, letters, paper = due_dates(), issued_letters(), printed.read_bytes()
    page = hands.live.open(PAGE)
    hands.looked_at()
    with hands.counted() as counts:
        page.get_by_label("Day", exact=True).fill("6/16")
        page.get_by_label("What it is called").fill("Snow closure")
        hands.click(page.get_by_role("button", name="Show what it moves"))
        expect(page.get_by_role("heading", name="Close Tue, Jun 16, 2026: Snow closure")).to_be_visible()
        hands.looked_at()
        shown = shown_moves(page)
        assert due_dates() == before, "nothing is saved before it has been seen"
        hands.click(page.get_by_role("button", name="Save closed day"))
        expect(page.get_by_text("Tue, Jun 16, 2026 is closed.")).to_be_visible()
    assert (counts.clicks, counts.loads, counts.swaps) == (2, 1, 1)
    hands.looked_at()
    assert shown == moves(before, due_dates())
    assert ("G-2026-0042", "Step 2 decision", "Tue, Jun 23", "Wed, Jun 24") in shown

    deliver.deliver_due(now=clock.now() + SETTLES_IN)
    assert Counter(message["X-Envelope-To"] for message in mail.received) == dict.fromkeys(OWNERS, 1)
    told = {line for number in range(len(mail.received)) for line in moved_lines(mail.text(number))}
    assert told == {(matter, old, new) for matter, _name, old, new in shown}

    assert issued_letters() == letters
    assert printed.read_bytes() == paper


def morning_mail(mail):
    """What the morning had to say has been read."""
    deliver.deliver_due(now=clock.now())
    mail.received.clear()


def due_dates():
    """Due date of every deadline still open, a planned day that has passed included, by its matter and name."""
    rows = Deadline.objects.filter(state__in=["OPEN", "TARGET_PASSED"]).exclude(due_on=None).select_related("matter")
    return {(row.matter.reference, row.name): row.due_on for row in rows}


def moves(before, after):
    """Matter, deadline, old and new day of every date that is another one now."""
    changed = [(key, was) for key, was in before.items() if after[key] != was]
    return {(*key, short_day(was), short_day(after[key])) for key, was in changed}


def shown_moves(page):
    """The same of the preview's rows, as they are written."""
    rows = [
        [cell.inner_text() for cell in row.locator("td").all()] for row in page.locator("table.moves tbody tr").all()
    ]
    return {(matter.split()[0], name, old, new) for matter, name, old, new in rows}


def moved_lines(text):
    """The same of an email's lines, without the names of deadlines: those of restricted matters are not said."""
    found = re.findall(r"^\s+(\S+)  .*: (\w+, \w+ \d+) \(was (\w+, \w+ \d+)\)", text, re.MULTILINE)
    return [(matter, old, new) for matter, new, old in found]


def issued_letters():
    """Every word and hash of the letters that have gone out."""
    names = ("pk", "state", "fields", "facts", "dated_on", "issued_at", "document__sha256")
    return list(Letter.objects.exclude(issued_at=None).order_by("pk").values_list(*names))
