"""An email that came back: read as the standard writes it, kept on its notice, told to the chief."""

import io
import sys
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command

from labor_office.core.notices.actions.bouncing import NotOurs, note_return
from labor_office.core.notices.actions.deliver import mail_domain
from labor_office.core.notices.bounces import NotAReport, Returned, read_report
from labor_office.core.notices.envelopes import message_id
from labor_office.core.notices.messages.catalogue import read_message
from labor_office.core.notices.messages.people import CameBack
from labor_office.core.notices.models import Notice, NoticeState
from labor_office.core.users.permissions import Role
from tests.each import each
from tests.factories.matters import MatterFactory
from tests.factories.notices import NoticeFactory
from tests.factories.users import UserFactory

NOW = datetime(2026, 6, 15, 12, 0, tzinfo=UTC)
ENCLOSED = {
    "headers": "Content-Type: text/rfc822-headers\n\nMessage-ID: {identity}\nSubject: Due today",
    "message": "Content-Type: message/rfc822\n\nMessage-ID: {identity}\nSubject: Due today\n\nwords",
    "nothing": "Content-Type: text/plain\n\nwords",
}


def report(identity, *, action="failed", enclosed="headers", answers=""):
    return f"""From: Mail Delivery System <MAILER-DAEMON@mx.example>
To: labor-relations@rivermont.example
Subject: Undelivered Mail
{f"In-Reply-To: {answers}" if answers else "X-Nothing: more"}
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=_b"

--=_b
Content-Type: text/plain

I am sorry.
--=_b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Arrival-Date: Mon, 15 Jun 2026 07:30:02 -0400

Final-Recipient: rfc822; dana@rivermont.example
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User
 unknown

--=_b
{ENCLOSED[enclosed].format(identity=identity)}
--=_b--
""".encode()


@each("enclosed", ["headers", "message", "nothing"])
def test_the_original_is_known_by_what_is_enclosed_or_answered(enclosed):
    found = read_report(report("<notice.a@x>", enclosed=enclosed, answers="<notice.a@x>"))
    assert found == (
        Returned("<notice.a@x>", "dana@rivermont.example", "5.1.1", "550 5.1.1 User unknown", is_final=True),
    )


@each(
    "raw",
    [b"", b"Subject: hello\n\nI am on leave", report("x", enclosed="nothing"), b"\xff\xfe\x00"],
)
def test_what_is_no_report_is_said_to_be_none(raw):
    with pytest.raises(NotAReport):
        read_report(raw)


@pytest.fixture(autouse=True)
def _monday(settings):
    settings.CLOCK_OFFSET = NOW - datetime.now(UTC)


@pytest.fixture
def sent(db):
    return NoticeFactory(state="SENT", sent_at=NOW - timedelta(days=1), matter=MatterFactory(),
                         recipient=UserFactory(name="Dana Whitfield"))  # fmt: skip


@pytest.fixture
def chief(db):
    return UserFactory(name="Carla Chief", role=Role.CHIEF)


def identity_of(notice):
    return message_id(notice.key, domain=mail_domain())


def come_back(notice, monkeypatch, **changes):
    raw = report(identity_of(notice), **changes)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    out = io.StringIO()
    call_command("read_bounce", stdout=out)
    return out.getvalue()


def test_a_returned_email_is_marked_with_what_travelled_along_and_told_to_the_chief_once(sent, chief, monkeypatch):
    along = NoticeFactory(state="SENT", sent_at=sent.sent_at, sent_with=sent)
    for _ in range(2):
        assert come_back(sent, monkeypatch) == f"Notice {sent.pk}: came back\n"

    states = dict(Notice.objects.filter(pk__in=[sent.pk, along.pk]).values_list("state", "error"))
    assert states == {NoticeState.RETURNED: "Came back: 5.1.1 550 5.1.1 User unknown"}
    (told,) = Notice.objects.filter(template="came_back")
    message = read_message(told.template, told.context)
    assert (told.recipient, message.path, message.to_name) == (chief, f"/outbox/{sent.pk}/", "Dana Whitfield")
    assert sent.matter.events.filter(verb="notice.came_back").count() == 1


def test_one_that_is_only_late_stays_sent(sent, chief, monkeypatch):
    assert come_back(sent, monkeypatch, action="delayed") == f"Notice {sent.pk}: is late\n"
    sent.refresh_from_db()
    assert (sent.state, sent.error[:5]) == (NoticeState.SENT, "Late:")
    assert not Notice.objects.filter(template="came_back").exists()


def test_the_mail_to_the_chief_coming_back_tells_nobody_again(chief, monkeypatch, db):
    told = NoticeFactory(template="came_back", state="SENT", sent_at=NOW, recipient=chief, matter=None,
                         context=CameBack(notice=1, to_name="D. Whitfield", what="reminder").to_context())  # fmt: skip
    come_back(told, monkeypatch)
    assert Notice.objects.count() == 1


@pytest.mark.parametrize("identity", ["<notice.00@{domain}>", "<other@elsewhere.example>", ""])
def test_a_report_about_nothing_of_ours_is_refused(sent, identity):
    named = Returned(identity.format(domain=mail_domain()), "x@example.org", "5.1.1", "", is_final=True)
    with pytest.raises(NotOurs):
        note_return(returned=named, at=NOW)
    with pytest.raises(NotOurs):
        note_return(returned=Returned(identity_of(sent), "x", "5", "", is_final=True), at=NOW + timedelta(days=60))


def test_the_command_leaves_with_the_reason(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Subject: hello\n\nhello")))
    with pytest.raises(CommandError, match="not a report"):
        call_command("read_bounce")
