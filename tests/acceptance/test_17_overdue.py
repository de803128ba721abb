"""Scenario 17. The trainer finds who in Fire is overdue and reminds them all: names first, one email each."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from labor_office.core.notices.actions.deliver import deliver_due
from labor_office.core.notices.models import Notice
from tests.acceptance import city

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
CLICKS_TO_THE_LIST, CLICKS_TO_SEND = 2, 3
OVERDUE_IN_FIRE = 9


def test_remind_everyone_in_fire(hands, sign_in, mail):
    Notice.objects.filter(state="PROMISED").update(state="CANCELLED")
    sign_in("Grace Okafor")
    page = hands.live.open("/desk/")
    with hands.counted() as counts:
        hands.click(page.get_by_role("navigation", name="Primary").get_by_role("link", name="Training"))
        expect(page.get_by_role("heading", name="Compliance", level=1)).to_be_visible()
        hands.looked_at()
        hands.click(page.get_by_role("link", name=f"{OVERDUE_IN_FIRE} overdue in Fire and EMS"))
    assert counts.clicks == CLICKS_TO_THE_LIST
    names = page.locator("table.matrix tbody th .t").all_inner_texts()
    assert len(names) == OVERDUE_IN_FIRE
    expect(page.locator("table.matrix .chip.over")).to_have_count(OVERDUE_IN_FIRE)
    hands.looked_at()

    with hands.counted() as counts:
        hands.click(page.get_by_role("link", name="Remind overdue"))
        assert page.locator("tbody td .t").all_inner_texts() == names
        hands.looked_at()
        hands.click(page.get_by_role("button", name=re.compile("^Send 9 reminders$")))
        expect(page.get_by_text("9 people reminded, one email each")).to_be_visible()
    assert counts.clicks <= CLICKS_TO_SEND

    deliver_due(now=city.morning() + timedelta(minutes=5))
    told = [message for message in mail.received if "Training overdue: Grievance basics" in message["Subject"]]
    assert sorted(message["To"].split(" <")[0] for message in told) == sorted(names)
    assert all("Supervisors in Fire and EMS or Police must complete" in text_of(message) for message in told)

    expect(page.get_by_text(re.compile(r"Reminded today at 8:\d\d a\.m\. by G\. Okafor; 9 overdue"))).to_be_visible()
    expect(page.get_by_role("link", name="Remind overdue")).to_have_count(0)


def text_of(message):
    """The words of a message as one line, as its reader's plain view has them."""
    part = message.get_body(preferencelist=("plain",))
    return " ".join(part.get_content().split())
