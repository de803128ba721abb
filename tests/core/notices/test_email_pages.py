"""The page of one email, what it may show to whom, and the settings of a person."""

import re
from dataclasses import replace

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from labor_office.core.matters.rules import Level
from labor_office.core.notices.actions.deliver import deliver_due
from labor_office.core.notices.actions.examine import unsubscribe_url
from labor_office.core.notices.messages.digests import Digest
from labor_office.core.notices.models import Notice, NoticePreference, NoticeState
from labor_office.core.users.permissions import Role
from tests.core.notices.inbox import SENT
from tests.core.notices.lessons import about_training
from tests.core.notices.letters import assigned, every_kind
from tests.factories.matters import MatterAccessFactory, MatterFactory
from tests.factories.notices import MORNING, NoticeFactory, act_of
from tests.factories.users import UserFactory


def test_the_page_of_an_email_shows_what_the_mail_reader_got(client, chief, mail):
    notice = NoticeFactory()
    deliver_due(now=MORNING)

    page = client.get(f"/outbox/{notice.pk}/")
    for words in (
        mail.received[0]["Message-ID"],
        notice.recipient.email,
        "250 OK: queued as 0001",
        "Art. 11, section 11.5(b)",
    ):
        assert words.replace("<", "&lt;").replace(">", "&gt;") in page.content.decode()
    message = client.get(f"/outbox/{notice.pk}/message/")
    assert "'unsafe-inline'" not in message["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in message["Content-Security-Policy"]
    assert message["X-Frame-Options"] == "SAMEORIGIN"
    assert re.findall(r"<[^>]*\bstyle=", message.content.decode()) == []
    assert "Why this date" in message.content.decode()


def test_the_words_of_a_digest_are_for_those_who_may_know_every_line(client, chief, mail):
    reader, closed = UserFactory(), MatterFactory(level=Level.RESTRICTED, reference="D-2026-0021")
    MatterAccessFactory(matter=closed, user=reader)
    message = Digest(on=MORNING.date(), week=(act_of(closed), act_of(MatterFactory(reference="G-2026-0042"))))
    notice = NoticeFactory(template="digest", recipient=reader, matter=None, context=message.to_context())
    deliver_due(now=MORNING)

    page = client.get(f"/outbox/{notice.pk}/")
    assert "Mon, Jun 15: 2 this week" in page.content.decode()
    assert "D-2026-0021" not in page.content.decode()
    assert "Only its reader may see the words of this email" in page.content.decode()
    assert client.get(f"/outbox/{notice.pk}/message/").status_code == 404


def test_the_keeper_reads_a_reminder_and_no_personal_link_stands_on_any_page(client, chief):
    message = next(one for one in about_training() if one.template == "training_due")
    secret = "eyJlIjo3LCJjIjozfQ:1wXyz-Ab_c.d:Q9"
    addresses = [
        f"https://desk.example{reverse(name, args=[secret])}" for name in ("training:read", "notices:unsubscribe")
    ]
    facts = SENT | {
        "template": "training_due", "matter": None, "context": message.to_context(),
        "text": "".join(f"Read it and say so: {one}. Owed by July 1.\n" for one in addresses),
        "html": "".join(f'<p><a style="color:red" href="{one}">Read it now</a>, or {one}</p>' for one in addresses),
    }  # fmt: skip
    for notice in (NoticeFactory(recipient=UserFactory(), **facts), NoticeFactory(recipient=chief, **facts)):
        page = client.get(f"/outbox/{notice.pk}/").content.decode()
        assert page.count("personal link, not shown") == 2
        assert "Owed by July 1." in page
        mail = client.get(f"/outbox/{notice.pk}/message/").content.decode()
        assert mail.count("Read it now <em>(personal link, not shown)</em>, or personal link, not shown") == 2
        record = client.get(f"/admin/notices/notice/{notice.pk}/change/").content.decode()
        assert [words for words in (page, mail, record) if secret in words or 'href="https://desk' in words] == []


def test_the_words_of_what_travelled_along_count_too(client, chief, mail):
    person, closed, own = UserFactory(), MatterFactory(level=Level.RESTRICTED), MatterFactory()
    MatterAccessFactory(matter=closed, user=person)
    message = every_kind(own)["assignment"]
    leader, _ = (
        NoticeFactory(
            template="assignment",
            recipient=person,
            matter=matter,
            context=replace(message, item=assigned(matter)).to_context(),
        )
        for matter in (own, closed)
    )
    deliver_due(now=MORNING)

    assert len(mail.received) == 1
    assert closed.reference not in client.get(f"/outbox/{leader.pk}/").content.decode()


def test_retrying_from_the_page(client, chief, mail):
    failed = NoticeFactory(state=NoticeState.FAILED, attempts=8, error="550")
    response = client.post(f"/outbox/{failed.pk}/retry/", follow=True)
    assert b"Back in the queue." in response.content
    deliver_due(now=MORNING)

    response = client.post(f"/outbox/{failed.pk}/retry/", follow=True)
    assert f"It goes to {failed.recipient} again within a minute.".encode() in response.content
    assert Notice.objects.count() == 2

    withheld = NoticeFactory(state=NoticeState.WITHHELD)
    assert b"Nothing to try again" in client.post(f"/outbox/{withheld.pk}/retry/", follow=True).content


def test_the_outbox_says_when_mail_is_not_going_out(client, chief):
    NoticeFactory(error="The mail server does not answer: refused")  # promised for a morning long ago
    page = client.get("/outbox/").content.decode()
    assert "Mail is not going out" in page
    assert "The mail server does not answer: refused." in page


def test_settings_are_shown_and_kept(client, chief):
    assert b"1 working days ahead" not in client.get("/notices/settings/").content
    answers = {"digest_time": "09:00", "reminders": ["5"], "mails_moved_dates": "on"}
    assert client.post("/notices/settings/", answers)["Location"] == "/notices/settings/"

    row = NoticePreference.objects.get()
    assert (row.user, sorted(row.rungs_off), row.has_digest, row.mails_moved_dates) == (chief, [2, 10], False, True)
    assert client.post("/notices/settings/", {"digest_time": "25:00"}).status_code == 422


def test_the_link_of_a_mail_asks_before_it_turns_anything_off(client, db):
    person = UserFactory()
    path = unsubscribe_url(person, "digest").removeprefix("http://localhost:8000")

    assert b"Turn this mail off?" in client.get(path).content
    assert not NoticePreference.objects.exists()
    assert b"turned off" in client.post(path, {"List-Unsubscribe": "One-Click"}).content
    assert not NoticePreference.objects.get(user=person).has_digest
    assert client.get(reverse("notices:unsubscribe", args=["nonsense"])).status_code == 404


@pytest.mark.parametrize("name", ["list", "settings", "outbox"])
def test_nobody_comes_in_unsigned(client, db, name):
    response = client.get(reverse(f"notices:{name}"))
    assert response["Location"].startswith("/account/login/")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("training_is_owed")
def test_the_pages_in_a_browser(live, mail):
    chief = UserFactory(role=Role.CHIEF, name="Robin Castellanos")
    matter = MatterFactory(reference="G-2026-0042")
    for template, message in every_kind(matter).items():
        about = None if template in {"digest", "new_sign_in"} else matter
        NoticeFactory(template=template, recipient=chief, matter=about, context=message.to_context())
    deliver_due(now=MORNING)
    live.sign_in(chief)
    live.expect(404)  # the records these notices lead to are another app's

    page = live.open("/notices/")
    live.assert_accessible()
    unread = page.locator("tbody tr .chip").count()
    assert unread == len(every_kind(matter)) - 1  # the digest is not listed
    page.locator("tbody tr").first.get_by_role("button").click()
    expect(page.locator("tbody tr .chip")).to_have_count(unread - 1)

    page = live.open("/outbox/")
    live.assert_accessible()
    page.get_by_label("Kind").select_option("overdue")
    page.get_by_role("button", name="Apply").click()
    page.wait_for_url("**kind=overdue**")
    page.get_by_role("link", name=re.compile("OVERDUE")).click()
    page.frame_locator("iframe.mail").get_by_role("heading", level=1).wait_for()
    live.assert_accessible()

    live.open("/notices/settings/")
    live.assert_accessible()
