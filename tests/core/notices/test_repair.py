"""What the keeper of the outbox mends, and what a person sets."""

from datetime import time, timedelta

import pytest
from django.db import IntegrityError

from labor_office.core.matters.models.matter import MatterEvent
from labor_office.core.notices.actions import preferences, read, repair
from labor_office.core.notices.actions.deliver import deliver_due
from labor_office.core.notices.actions.examine import unsubscribe_url
from labor_office.core.notices.models import Notice, NoticePreference, NoticeState
from labor_office.core.notices.queries import Preferences, preferences_of
from labor_office.core.users.permissions import Role
from tests.factories.notices import MORNING, NoticeFactory, NoticePreferenceFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def test_a_failed_message_is_tried_again_with_all_its_attempts(mail):
    chief = UserFactory(role=Role.CHIEF, name="R. Castellanos")
    notice = NoticeFactory(state=NoticeState.FAILED, attempts=8, error="550 No such mailbox")

    repair.try_again(notice_id=notice.pk, by=chief, at=MORNING)
    assert deliver_due(now=MORNING).sent == 1

    notice.refresh_from_db()
    assert (notice.state, notice.attempts, notice.error) == (NoticeState.SENT, 1, "")
    (event,) = MatterEvent.objects.filter(matter=notice.matter)
    assert (event.verb, event.actor) == ("notice.tried_again", chief)


@pytest.mark.parametrize("state", [NoticeState.WITHHELD, NoticeState.CANCELLED, NoticeState.MUTED])
def test_what_was_not_sent_for_a_reason_is_not_tried_again(state):
    notice = NoticeFactory(state=state)
    for verb in (repair.try_again, repair.send_again):
        with pytest.raises(repair.NothingToRetry):
            verb(notice_id=notice.pk, by=UserFactory(), at=MORNING)
    notice.refresh_from_db()
    assert notice.state == state
    assert not MatterEvent.objects.exists()


def test_a_message_in_a_workers_hands_is_left_to_it():
    notice = NoticeFactory(claimed_until=MORNING + timedelta(minutes=1), attempts=1)
    with pytest.raises(repair.NothingToRetry, match="being sent now"):
        repair.try_again(notice_id=notice.pk, by=UserFactory(), at=MORNING)
    notice.refresh_from_db()
    assert (notice.attempts, notice.claimed_until) == (1, MORNING + timedelta(minutes=1))


def test_a_message_whose_worker_died_is_tried_again():
    notice = NoticeFactory(claimed_until=MORNING - timedelta(minutes=1), attempts=1)
    assert repair.try_again(notice_id=notice.pk, by=UserFactory(), at=MORNING).claimed_until is None


def test_sending_again_is_a_new_promise_and_two_clicks_are_one(mail):
    notice, chief = NoticeFactory(), UserFactory(role=Role.CHIEF, name="R. Castellanos")
    deliver_due(now=MORNING)
    for seconds in (0, 20):
        repair.send_again(notice_id=notice.pk, by=chief, at=MORNING + timedelta(minutes=5, seconds=seconds))
    deliver_due(now=MORNING + timedelta(minutes=6))

    assert len(mail.received) == 2
    assert "You get this because R. Castellanos sent it to you again." in mail.text()
    assert mail.received[0]["Message-ID"] != mail.received[1]["Message-ID"]
    assert Notice.objects.filter(state=NoticeState.SENT).count() == 2
    assert MatterEvent.objects.count() == 1


def test_reading_is_for_ones_own_list_and_counts_once():
    notice = NoticeFactory(state=NoticeState.SENT, sent_at=MORNING)
    read.mark_read(notice_id=notice.pk, by=UserFactory(), at=MORNING)
    notice.refresh_from_db()
    assert notice.read_at is None

    for minutes in (1, 2):
        read.mark_read(notice_id=notice.pk, by=notice.recipient, at=MORNING + timedelta(minutes=minutes))
    notice.refresh_from_db()
    assert notice.read_at == MORNING + timedelta(minutes=1)
    assert read.mark_all_read(by=notice.recipient, at=MORNING) == 0


def test_preferences_are_kept_and_the_last_two_days_cannot_be_muted():
    person = UserFactory()
    chosen = {"has_digest": False, "mails_moved_dates": True, "digest_time": time(9, 0)}
    preferences.set_preferences(user=person, rungs_off=[10, 5], **chosen)
    with pytest.raises(preferences.CannotMute):
        preferences.set_preferences(user=person, rungs_off=[1], **chosen)

    person.refresh_from_db()
    other = UserFactory()
    assert person.digest_time == time(9, 0)
    assert preferences_of([person.pk, other.pk]) == {
        person.pk: Preferences(frozenset({5, 10}), has_digest=False, mails_moved_dates=True),
        other.pk: Preferences(),
    }


def test_the_database_refuses_to_mute_the_last_days():
    with pytest.raises(IntegrityError, match="notice_preference_cannot_mute_the_last_day"):
        NoticePreferenceFactory(rungs_off=[0])


def test_the_database_refuses_a_sent_notice_without_its_time():
    with pytest.raises(IntegrityError, match="notice_sent_with_its_time"):
        NoticeFactory(state=NoticeState.SENT)


@pytest.mark.parametrize(("template", "field"), [("digest", "has_digest"), ("date_moved", "mails_moved_dates")])
def test_the_link_at_the_foot_turns_off_its_own_mail_only(template, field):
    person = UserFactory()
    token = unsubscribe_url(person, template).rstrip("/").rpartition("/")[2]
    for _ in range(2):
        preferences.turn_off(token=token)

    row = NoticePreference.objects.get()
    assert [name for name in ("has_digest", "mails_moved_dates") if not getattr(row, name)] == [field]


def test_a_changed_link_and_one_for_deadlines_turn_off_nothing():
    person = UserFactory()
    token = unsubscribe_url(person, "digest").rstrip("/").rpartition("/")[2]
    for wrong in (f"x{token}", token[:-1], unsubscribe_url(person, "overdue").rstrip("/").rpartition("/")[2]):
        with pytest.raises(preferences.StrangeLink):
            preferences.turn_off(token=wrong)
    assert not NoticePreference.objects.exists()
