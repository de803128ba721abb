"""The second look before sending: who may still read it, what is still true, who stands in."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from labor_office.core.matters.actions.access import shut_out
from labor_office.core.matters.rules import Level
from labor_office.core.notices import claims
from labor_office.core.notices.actions.deliver import deliver_due
from labor_office.core.notices.claims import Claim
from labor_office.core.notices.messages.digests import DateMoved, Digest, Move
from labor_office.core.notices.models import Notice, NoticeState
from labor_office.core.users.permissions import Role
from tests.core.notices.letters import assigned, every_kind
from tests.factories.matters import MatterAccessFactory, MatterFactory
from tests.factories.notices import MORNING, PROMISED_AT, NoticeFactory, NoticePreferenceFactory, act_of, reminder_of
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
RETIMED = "Deadline notices can be re-timed, not turned off."
AWAY = {"away_from": date(2026, 6, 12), "away_until": date(2026, 6, 22)}


def state_of(notice):
    notice.refresh_from_db()
    return notice.state


def digest_of(person, *acts):
    message = Digest(on=date(2026, 6, 15), week=acts)
    return NoticeFactory(
        template="digest", recipient=person, matter=None, context=message.to_context(), why="it is your morning digest"
    )


@pytest.fixture
def checker():
    """A check that says no to what ``done`` holds; gone after the test."""
    done = set()
    asked = []

    def check(group, today):
        asked.append((group, today))
        return {claim for claim in group if claim.pk not in done}

    claims.register("test deadline", check)
    check.done, check.asked = done, asked
    yield check
    claims._checkers.pop("test deadline")


def test_who_may_no_longer_read_the_matter_gets_nothing(mail):
    matter = MatterFactory(level=Level.RESTRICTED)
    named = MatterAccessFactory(matter=matter).user
    still, no_more = (
        NoticeFactory(matter=matter, recipient=named),
        NoticeFactory(matter=matter, recipient=UserFactory()),
    )

    tally = deliver_due(now=MORNING)

    assert (tally.sent, tally.withheld) == (1, 1)
    assert (state_of(still), state_of(no_more)) == (NoticeState.SENT, NoticeState.WITHHELD)
    assert [message["X-Envelope-To"] for message in mail.received] == [named.email]
    assert (no_more.text, no_more.subject) == ("", "")


def test_a_chief_who_was_shut_out_gets_nothing(mail):
    chief, matter = UserFactory(role=Role.CHIEF), MatterFactory()
    notice = NoticeFactory(matter=matter, recipient=chief)
    shut_out(matter_id=matter.pk, user=chief, reason="Decided it below.", by=None, at=PROMISED_AT)

    deliver_due(now=MORNING)

    assert state_of(notice) == NoticeState.WITHHELD
    assert mail.received == []


def test_a_digest_loses_the_lines_its_reader_may_not_read_and_veils_the_closed_ones(mail):
    person = UserFactory()
    hidden = MatterFactory(level=Level.RESTRICTED, reference="D-2026-0020")
    closed = MatterFactory(level=Level.RESTRICTED, reference="D-2026-0021")
    MatterAccessFactory(matter=closed, user=person)
    digest_of(person, act_of(MatterFactory(reference="G-2026-0042")), act_of(hidden), act_of(closed))

    deliver_due(now=MORNING)

    assert mail.received[0]["Subject"] == "Mon, Jun 15: 2 this week"
    assert "D-2026-0020" not in mail.received[0].as_string()
    assert "D-2026-0021     (restricted)" in mail.text()
    assert "G-2026-0042     Issue the Step 2 decision" in mail.text()


def test_a_matter_closed_to_the_office_after_the_promise_is_veiled(mail):
    person, matter = UserFactory(), MatterFactory(reference="G-2026-0042")
    MatterAccessFactory(matter=matter, user=person)
    NoticeFactory(matter=matter, recipient=person)
    matter.level = Level.RESTRICTED
    matter.save(update_fields=["level"])

    deliver_due(now=MORNING)

    assert mail.received[0]["Subject"] == "G-2026-0042: due Tue, Jun 23"
    assert "decision" not in mail.text() + mail.html()


def test_what_was_done_meanwhile_is_not_asked_for(mail, checker):
    matter = MatterFactory()
    owed, done = (Claim("test deadline", pk, "2026-06-23") for pk in (1, 2))
    checker.done.add(2)
    kept = NoticeFactory(matter=matter, context=reminder_of(matter, claim=owed).to_context())
    dropped = NoticeFactory(matter=matter, context=reminder_of(matter, claim=done).to_context())

    tally = deliver_due(now=MORNING)

    assert (tally.sent, tally.cancelled) == (1, 1)
    assert (state_of(kept), state_of(dropped)) == (NoticeState.SENT, NoticeState.CANCELLED)
    assert checker.asked == [(frozenset({owed, done}), date(2026, 6, 15))]


def test_a_digest_keeps_what_is_owed_and_an_empty_one_is_not_sent(mail, checker):
    person, matter = UserFactory(), MatterFactory(reference="G-2026-0042")
    other = MatterFactory(reference="G-2026-0043")
    checker.done.add(2)
    one, two = (Claim("test deadline", pk) for pk in (1, 2))
    some = digest_of(person, act_of(matter, claim=one), act_of(other, claim=two))
    empty = digest_of(UserFactory(), act_of(other, claim=two))

    deliver_due(now=MORNING)

    assert (state_of(some), state_of(empty)) == (NoticeState.SENT, NoticeState.CANCELLED)
    assert "G-2026-0043" not in mail.text()


def test_a_check_nobody_answers_for_counts_as_true(mail):
    matter = MatterFactory()
    claim = Claim("a check of a later version", 1)
    NoticeFactory(matter=matter, context=reminder_of(matter, claim=claim).to_context())

    assert deliver_due(now=MORNING).sent == 1


def test_mail_of_someone_away_goes_to_the_matters_backup_with_a_line_saying_so(mail):
    own_backup, backup = UserFactory(), UserFactory(name="Pat Osei")
    owner = UserFactory(name="Dana Whitfield", backup=own_backup, **AWAY)
    matter = MatterFactory(owner=owner, backup=backup)
    notice = NoticeFactory(matter=matter, recipient=owner)

    deliver_due(now=MORNING)

    assert [message["X-Envelope-To"] for message in mail.received] == [backup.email]
    assert "You get this for Dana Whitfield, who is away until Mon, Jun 22." in mail.text()
    notice.refresh_from_db()
    assert (notice.recipient, notice.sent_to) == (owner, backup.email)


@pytest.mark.parametrize("lacks", ["nobody", "away too", "may not read", "left"])
def test_without_a_backup_who_can_read_it_the_mail_still_goes_to_the_person(mail, lacks):
    backup = {
        "nobody": lambda: None,
        "away too": lambda: UserFactory(**AWAY),
        "may not read": lambda: UserFactory(role=Role.TRAINER),
        "left": lambda: UserFactory(is_active=False),
    }[lacks]()
    owner = UserFactory(backup=backup, **AWAY)
    NoticeFactory(matter=MatterFactory(owner=owner), recipient=owner)

    deliver_due(now=MORNING)

    assert [message["X-Envelope-To"] for message in mail.received] == [owner.email]


def test_mail_of_someone_who_left_goes_to_their_backup_and_without_one_is_withheld(mail):
    backup = UserFactory()
    with_backup = NoticeFactory(recipient=UserFactory(is_active=False, backup=backup))
    without = NoticeFactory(recipient=UserFactory(is_active=False))

    deliver_due(now=MORNING)

    assert (state_of(with_backup), state_of(without)) == (NoticeState.SENT, NoticeState.WITHHELD)
    assert [message["X-Envelope-To"] for message in mail.received] == [backup.email]


def test_security_mail_is_for_nobody_else(mail):
    person = UserFactory(backup=UserFactory(), **AWAY)
    message = every_kind(MatterFactory())["new_sign_in"]
    NoticeFactory(template="new_sign_in", recipient=person, matter=None, context=message.to_context())

    deliver_due(now=MORNING)

    assert mail.received[0]["X-Envelope-To"] == person.email


def test_what_a_person_turned_off_stays_on_their_page(mail):
    matter, person = MatterFactory(), UserFactory()
    NoticePreferenceFactory(user=person, mails_moved_dates=False)
    moved = every_kind(matter)["date_moved"].to_context()
    muted = NoticeFactory(template="date_moved", recipient=person, matter=matter, context=moved)
    told = NoticeFactory(template="date_moved", matter=matter, context=moved)

    tally = deliver_due(now=MORNING)

    assert (tally.sent, tally.muted) == (1, 1)
    assert (state_of(muted), state_of(told)) == (NoticeState.MUTED, NoticeState.SENT)
    assert list(Notice.objects.inbox_of(person)) == [muted]


# Told to one person alone: no reminder, so nothing of re-timing.
NO_DEADLINE = {"new_sign_in", "reading_in_question", "for_those_named", "intake_asked"} | {
    *("training_seat", "training_due", "training_team")
}


@pytest.mark.usefixtures("training_is_owed")
def test_only_mail_that_may_be_turned_off_says_how(mail):
    matter, sent = MatterFactory(), {}
    for template, message in every_kind(matter).items():
        notice = NoticeFactory(template=template, matter=matter, context=message.to_context())
        sent[notice.recipient.email] = template

    deliver_due(now=MORNING)

    of = {sent[message["X-Envelope-To"]]: message for message in mail.received}
    assert set(of) == set(every_kind(matter))
    may_stop = {template for template, message in of.items() if message["List-Unsubscribe"]}
    assert may_stop == {"digest", "date_moved", "reading_published"}
    says = {name for name, message in of.items() if RETIMED in message.get_body(("plain",)).get_content()}
    assert says == set(of) - may_stop - NO_DEADLINE


def test_assignments_within_ten_minutes_are_one_email_and_each_promise_is_kept(mail):
    person = UserFactory()
    matters = [MatterFactory(reference=f"G-2026-004{number}") for number in (2, 3, 4)]
    template = every_kind(matters[0])["assignment"]
    notices = [
        NoticeFactory(
            template="assignment",
            recipient=person,
            matter=matter,
            context=replace(template, item=assigned(matter)).to_context(),
            not_before=MORNING + timedelta(minutes=minutes),
        )
        for matter, minutes in zip(matters, (0, 4, 9), strict=True)
    ]
    someone_else = NoticeFactory(
        template="assignment", matter=matters[0], context=template.to_context(), not_before=MORNING + timedelta(hours=1)
    )

    assert deliver_due(now=MORNING).sent == 3

    assert [message["Subject"] for message in mail.received] == ["Assigned to you: G-2026-0042 and 2 more"]
    assert [state_of(notice) for notice in notices] == [NoticeState.SENT] * 3
    assert [notice.sent_with for notice in notices] == [None, notices[0], notices[0]]
    assert state_of(someone_else) == NoticeState.PROMISED


def test_a_cause_that_moved_many_dates_is_one_list(mail):
    person, matters = UserFactory(), [MatterFactory(reference=f"G-2026-004{number}") for number in (2, 3)]
    moves = tuple(
        Move(
            matter=matter.pk,
            reference=matter.reference,
            path=f"/grievances/{matter.reference}/",
            act="Step 2 decision",
            was_on=date(2026, 6, 16),
            now_on=date(2026, 6, 17),
        )
        for matter in matters
    )
    message = DateMoved(cause="City Hall closed on Jun 9.", moves=moves)
    NoticeFactory(template="date_moved", recipient=person, matter=None, context=message.to_context())

    deliver_due(now=MORNING)

    assert mail.received[0]["Subject"] == "Dates moved: 2 deadlines"
    for line in ("G-2026-0042  Step 2 decision: Wed, Jun 17 (was Tue, Jun 16)", "G-2026-0043  Step 2 decision: Wed"):
        assert line in mail.text()


def test_answers_go_to_the_owner_of_the_matter(mail):
    owner = UserFactory(name="Dana Whitfield", email="dana@rivermont.example")
    matter = MatterFactory(owner=owner)
    NoticeFactory(matter=matter, recipient=owner)
    NoticeFactory(matter=matter)

    deliver_due(now=MORNING)

    answers_to = [message["Reply-To"] for message in mail.received]
    assert answers_to == [None, "Dana Whitfield <dana@rivermont.example>"]


def test_what_goes_out_a_day_late_says_for_when_it_was_meant(mail):
    NoticeFactory()

    deliver_due(now=MORNING + timedelta(days=1))

    assert mail.text().startswith("Delayed: this was to reach you on Monday, June 15, 2026.\n")
