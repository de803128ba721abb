"""My notices, the outbox, the settings: who finds what, in how many queries."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from labor_office.core.matters.rules import Level
from labor_office.core.notices.actions.deliver import deliver_due
from labor_office.core.notices.actions.examine import unsubscribe_url
from labor_office.core.notices.messages.digests import Digest
from labor_office.core.notices.models import Notice, NoticePreference, NoticeState
from labor_office.core.notices.queries import unread_count
from labor_office.core.users.permissions import Role
from tests.core.notices.letters import assigned, every_kind
from tests.factories.matters import MatterAccessFactory, MatterFactory
from tests.factories.notices import MORNING, NoticeFactory, act_of
from tests.factories.users import UserFactory

SENT = {
    "state": NoticeState.SENT,
    "sent_at": MORNING,
    "subject": "5 working days left",
    "text": "Due.",
    "html": "<p>Due.</p>",
}


@pytest.fixture
def chief(db, client):
    person = UserFactory(role=Role.CHIEF)
    client.force_login(person)
    return person


def headlines(response):
    return [row.headline for row in response.context["rows"]]


def test_my_list_is_mine_unread_first(client, chief):
    matter = MatterFactory()
    read = NoticeFactory(recipient=chief, matter=matter, read_at=MORNING, **SENT | {"subject": "Read"})
    older = {"promised_at": MORNING - timedelta(days=1)}
    NoticeFactory(recipient=chief, matter=matter, **SENT | {"subject": "Older, unread"} | older)
    NoticeFactory(matter=matter, **SENT)
    NoticeFactory(recipient=chief, matter=matter)  # not yet told

    response = client.get("/notices/")

    assert headlines(response) == ["Older, unread", read.subject]
    assert unread_count(chief) == 1
    assert headlines(client.get("/notices/?show=unread")) == ["Older, unread"]


def test_a_notice_of_a_matter_i_may_no_longer_read_is_gone(client, chief):
    NoticeFactory(recipient=chief, matter=MatterFactory(level=Level.RESTRICTED), **SENT)
    notice = NoticeFactory(recipient=chief, matter=MatterFactory(level=Level.RESTRICTED), **SENT)

    assert headlines(client.get("/notices/")) == []
    assert unread_count(chief) == 0
    assert client.get(f"/notices/{notice.pk}/").status_code == 404


def test_opening_a_notice_reads_it_and_goes_to_the_act(client, chief):
    notice = NoticeFactory(recipient=chief, **SENT)

    response = client.get(f"/notices/{notice.pk}/")

    assert response["Location"] == f"/grievances/{notice.matter.reference}/"
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_another_persons_notice_is_not_found(client, chief):
    notice = NoticeFactory(**SENT)
    assert client.get(f"/notices/{notice.pk}/").status_code == 404
    assert client.post(f"/notices/{notice.pk}/read/").status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_marking_read_answers_htmx_with_the_row_and_a_browser_with_the_list(client, chief):
    one, two = (NoticeFactory(recipient=chief, **SENT) for _ in range(2))

    fragment = client.post(f"/notices/{one.pk}/read/", headers={"HX-Request": "true"})
    assert fragment.content.strip().startswith(f'<tr id="notice-{one.pk}">'.encode())
    assert b"Mark as read" not in fragment.content
    assert client.post(f"/notices/{two.pk}/read/")["Location"] == "/notices/"
    assert unread_count(chief) == 0


def test_everything_is_marked_read_at_once(client, chief):
    NoticeFactory(recipient=chief, **SENT)
    other = NoticeFactory(**SENT)

    assert b"1 notice marked as read." in client.post("/notices/read/", follow=True).content
    other.refresh_from_db()
    assert other.read_at is None


@pytest.mark.parametrize("path", ["/notices/", "/outbox/"])
@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_a_constant_number_of_queries(client, chief, count, path, django_assert_num_queries):
    for _ in range(count):
        NoticeFactory(recipient=chief, state=NoticeState.PROMISED, error="The mail server does not answer: refused")
    client.get(path)  # the session and the count of the header are warm
    with django_assert_num_queries({"/notices/": 3, "/outbox/": 6}[path]):
        response = client.get(path)
    assert len(response.context["rows"]) == count


def test_the_outbox_is_within_the_walls(client, chief):
    closed = MatterFactory(level=Level.RESTRICTED)
    hidden = NoticeFactory(matter=closed, **SENT)
    shown = NoticeFactory(**SENT)

    assert [row.notice for row in client.get("/outbox/").context["rows"]] == [shown]
    for path in ("", "message/"):
        assert client.get(f"/outbox/{hidden.pk}/{path}").status_code == 404
    assert client.post(f"/outbox/{hidden.pk}/retry/").status_code == 404


@pytest.mark.parametrize(("role", "status"), [(Role.CHIEF, 200), (Role.RECORDS, 200), (Role.SPECIALIST, 403)])
def test_the_outbox_is_for_those_who_keep_it(client, db, role, status):
    client.force_login(UserFactory(role=role))
    notice = NoticeFactory(**SENT)
    found = [
        client.get(path).status_code for path in ("/outbox/", f"/outbox/{notice.pk}/", f"/outbox/{notice.pk}/message/")
    ]
    assert found == [status] * 3
    assert client.post(f"/outbox/{notice.pk}/retry/").status_code == (302 if status == 200 else 403)


def test_the_outbox_filters(client, chief):
    matter = MatterFactory(reference="G-2026-0042")
    failed = NoticeFactory(matter=matter, state=NoticeState.FAILED, error="550 No such mailbox")
    digest = Digest(on=MORNING.date(), week=(act_of(matter),))
    NoticeFactory(
        template="digest",
        matter=None,
        recipient=UserFactory(name="Pat Osei"),
        context=digest.to_context(),
        **SENT | {"subject": "Mon, Jun 15: 1 this week"},
    )
    found = {
        query: [row.label for row in client.get(f"/outbox/?{query}").context["rows"]]
        for query in (
            "state=FAILED",
            "kind=digest",
            "person=osei",
            "record=g-2026-0042",
            "state=NONSENSE",
            "person=nobody",
        )
    }
    assert found == {
        "state=FAILED": ["Reminder"],
        "kind=digest": ["Morning digest"],
        "person=osei": ["Morning digest"],
        "record=g-2026-0042": ["Reminder"],
        "state=NONSENSE": ["Morning digest", "Reminder"],
        "person=nobody": [],
    }
    assert client.get("/outbox/").context["health"].failed == 1
    assert failed.error.encode() in client.get(f"/outbox/{failed.pk}/").content


def test_a_filter_asked_by_htmx_gets_the_rows_alone(client, chief):
    response = client.get("/outbox/", headers={"HX-Request": "true", "HX-Target": "results"})
    assert response.content.strip().startswith(b'<div id="results">')


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
