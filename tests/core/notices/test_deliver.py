"""From a promise to what the mail reader shows."""

from datetime import timedelta

import pytest

from labor_office.core.notices.actions.claim import claim
from labor_office.core.notices.actions.deliver import deliver_due
from labor_office.core.notices.actions.promise import Promise, promise, promise_many
from labor_office.core.notices.models import Notice, NoticeState
from tests.factories.matters import MatterFactory
from tests.factories.notices import MORNING, PROMISED_AT, reminder_of
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def reminder_to(person, matter, *, key="deadline-1-2026-06-23-5"):
    return Promise(
        key=key,
        message=reminder_of(matter),
        recipient_id=person.pk,
        matter_id=matter.pk,
        why=f"you own {matter.reference}",
        not_before=MORNING,
    )


def test_a_promise_reaches_the_mail_reader_in_text_and_html(mail):
    owner = UserFactory(email="dana@rivermont.example", name="Dana Whitfield")
    matter = MatterFactory(reference="G-2026-0042", owner=owner)
    promise_many([reminder_to(owner, matter)], at=PROMISED_AT)

    tally = deliver_due(now=MORNING)

    assert tally.sent == 1
    (received,) = mail.received
    assert received["Subject"] == "5 working days left: G-2026-0042, Step 2 decision, due Tue, Jun 23"
    assert received["To"] == "Dana Whitfield <dana@rivermont.example>"
    assert received["X-Envelope-To"] == "dana@rivermont.example"
    assert received["Auto-Submitted"] == "auto-generated"
    assert received["List-Unsubscribe"] is None
    assert received["References"] == f"<matter.{matter.pk}@rivermont.example>"
    assert [part.get_content_type() for part in received.iter_parts()] == ["text/plain", "text/html"]
    assert mail.text() == (
        "5 working days left: Step 2 decision, G-2026-0042\n"
        "\n"
        "Step 2 decision is due Tuesday, June 23, 2026, 5:00 p.m.\n"
        "Labor and Trades.\n"
        "\n"
        "Issue the Step 2 decision:\n"
        "http://localhost:8000/grievances/G-2026-0042/\n"
        "\n"
        "Why this date\n"
        "  10 working days after the Step 2 meeting held Wed, Jun 3  -> Wed, Jun 17\n"
        "  plus 3 working days agreed in writing on Fri, Jun 12  -> Tue, Jun 23\n"
        "  Not counted: weekends, Juneteenth (Jun 19)\n"
        "  Rule: Art. 11, section 11.5(b)\n"
        "\n"
        "If missed: the union may move the grievance to Step 3 as if denied (11.8).\n"
        "\n"
        "Still open: call-out log from Water Utilities (asked Jun 5).\n"
        "\n"
        "--\n"
        "You get this because you own G-2026-0042.\n"
        "Change reminder times: http://localhost:8000/notices/settings/\n"
        "Deadline notices can be re-timed, not turned off.\n"
        "Help: ext. 4170\n"
    )
    notice = Notice.objects.get()
    assert (notice.state, notice.sent_at, notice.claimed_until) == (NoticeState.SENT, MORNING, None)
    assert notice.subject == received["Subject"]
    assert notice.text == mail.text()
    assert notice.sent_to == "dana@rivermont.example"
    assert notice.server_reply == "250 OK: queued as 0001"


def test_the_same_key_is_one_promise_and_the_first_stands():
    owner, matter = UserFactory(), MatterFactory()
    first = reminder_to(owner, matter)
    assert promise_many([first, first], at=PROMISED_AT) == 1
    assert not promise(
        key=first.key,
        message=reminder_of(matter, act="Another"),
        recipient=owner,
        matter=matter,
        why="again",
        not_before=MORNING,
        at=MORNING,
    )

    assert Notice.objects.get().context["act"]["act"] == "Step 2 decision"


def test_nothing_goes_out_before_its_time(mail):
    promise_many([reminder_to(UserFactory(), MatterFactory())], at=PROMISED_AT)

    assert claim(now=MORNING - timedelta(seconds=1)) == []
    assert deliver_due(now=MORNING - timedelta(seconds=1)).sent == 0
    assert mail.received == []
