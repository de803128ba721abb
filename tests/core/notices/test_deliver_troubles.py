"""Workers that die, servers that refuse, a broker that forgets: every promise is kept, once in the ledger."""

import os
import signal
import threading
from collections import Counter
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection, transaction

from labor_office.celery import app
from labor_office.core.notices import rules, tasks
from labor_office.core.notices.actions.claim import claim, give_up
from labor_office.core.notices.actions.deliver import deliver_batch, deliver_due
from labor_office.core.notices.models import Notice, NoticeState
from tests import forked
from tests.factories.matters import MatterFactory
from tests.factories.notices import MORNING, NoticeFactory
from tests.factories.users import UserFactory

A_LEASE_LATER = MORNING + rules.lease(0) + timedelta(seconds=1)


def promised(count, **fields):
    """``count`` notices to one person about one matter."""
    matter, person = MatterFactory(), UserFactory()
    return [NoticeFactory(matter=matter, recipient=person, **fields) for _ in range(count)]


def states():
    return Counter(Notice.objects.values_list("state", flat=True))


def ids_received(mail):
    return Counter(message["Message-ID"] for message in mail.received)


@pytest.mark.django_db(transaction=True)
def test_kill_9_in_the_middle_loses_nothing_and_repeats_at_most_the_one_in_hand(mail):
    """The server has taken the fourth message when the worker dies before it can mark it."""
    promised(10)
    is_begun, workers = threading.Event(), []

    def kill_at_the_fourth(server):
        if len(server.received) == 4:
            is_begun.wait(60)
            os.kill(workers[0].pid, signal.SIGKILL)
        return "250 OK"

    mail.on_data = kill_at_the_fourth
    workers.append(forked.begin(partial(deliver_due, now=MORNING)))
    is_begun.set()
    workers[0].join(60)
    assert workers[0].exitcode == -signal.SIGKILL

    assert len(mail.received) == 4
    assert states() == {NoticeState.SENT: 3, NoticeState.PROMISED: 7}
    assert deliver_due(now=MORNING).sent == 0  # the dead worker's lease still holds
    assert deliver_due(now=A_LEASE_LATER).sent == 7

    assert states() == {NoticeState.SENT: 10}
    assert sorted(ids_received(mail).values()) == [1] * 9 + [2]
    assert mail.received[3]["Message-ID"] == mail.received[4]["Message-ID"]
    assert claim(now=MORNING + timedelta(days=30)) == []


@pytest.mark.django_db(transaction=True)
def test_two_workers_share_the_work_and_send_nothing_twice(mail):
    """Tried twice before, so that they are claimed five at a time and both workers have many turns."""
    promised(60, attempts=2)
    tallies, start = [], threading.Barrier(2)

    def work():
        start.wait(10)
        try:
            tallies.append(deliver_due(now=MORNING))
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)

    assert sum(tally.sent for tally in tallies) == 60
    assert min(tally.sent for tally in tallies) > 0
    assert set(ids_received(mail).values()) == {1}
    assert states() == {NoticeState.SENT: 60}


@pytest.mark.django_db(transaction=True)
def test_a_second_claim_passes_over_what_an_unfinished_first_one_holds():
    notices, seen = promised(3), []
    with transaction.atomic():
        Notice.objects.select_for_update(no_key=True).get(pk=notices[0].pk)

        def look():
            seen.extend(claim(now=MORNING))
            connection.close()

        other = threading.Thread(target=look)
        other.start()
        other.join(20)

    assert seen == [notices[1].pk, notices[2].pk]


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_an_emptied_broker_loses_nothing(mail, worker):
    """Beat's word is lost with the broker; its next word, a minute later, delivers everything."""
    arrived = threading.Event()
    notices = promised(2)

    def tell(server):
        if len(server.received) == 2:
            arrived.set()
        return "250 OK"

    mail.on_data = tell
    app.control.purge()
    assert app.control.purge() == 0
    tasks.deliver_due.delay()
    assert arrived.wait(60), worker.poll()

    worker.terminate()
    worker.wait(30)
    assert states() == {NoticeState.SENT: len(notices)}


@pytest.mark.django_db
def test_a_day_without_beat_delays_everything_and_drops_nothing(mail):
    promised(3)

    assert deliver_due(now=MORNING + timedelta(days=1)).sent == 3
    assert deliver_due(now=MORNING + timedelta(days=1)).sent == 0
    assert len(mail.received) == 3


@pytest.mark.django_db
def test_a_message_that_kills_its_worker_runs_out_of_attempts_alone(mail):
    """Each round ends where the deadly message stands in the batch, as its worker would."""
    notices = promised(12)
    deadly, now = notices[0].pk, MORNING
    for _ in range(rules.MAX_ATTEMPTS * 8):
        give_up(now=now)
        ids = claim(now=now)
        if deadly in ids:
            deliver_batch(ids[: ids.index(deadly)], now=now)
        elif ids:
            deliver_batch(ids, now=now)
        else:
            now += rules.lease(rules.MAX_ATTEMPTS)

    assert states() == {NoticeState.SENT: 11, NoticeState.FAILED: 1}
    failed = Notice.objects.get(state=NoticeState.FAILED)
    assert (failed.pk, failed.attempts) == (deadly, rules.MAX_ATTEMPTS)
    assert failed.error == "Given up after 8 attempts. The worker stopped before it could say why."


@pytest.mark.django_db
def test_a_server_that_does_not_answer_costs_no_attempt(mail, settings):
    (notice,) = promised(1)
    settings.EMAIL_PORT = 1  # nobody listens there

    for minute in range(20):
        assert deliver_due(now=MORNING + timedelta(minutes=minute)).is_server_down
    notice.refresh_from_db()
    assert (notice.state, notice.attempts, notice.claimed_until) == (NoticeState.PROMISED, 0, None)
    assert notice.error.startswith("The mail server does not answer: ")
    assert list(Notice.objects.inbox_of(notice.recipient)) == [notice]  # told on the desk meanwhile

    settings.EMAIL_PORT = mail.port
    assert deliver_due(now=MORNING + timedelta(minutes=20)).sent == 1
    notice.refresh_from_db()
    assert notice.error == ""


@pytest.mark.django_db
def test_a_connection_that_breaks_gives_back_what_was_not_tried(mail):
    promised(4)
    mail.on_data = lambda server: "250 OK" if len(server.received) < 2 else "421 closing"

    tally = deliver_due(now=MORNING)

    assert (tally.sent, tally.is_server_down) == (1, True)
    waiting = Notice.objects.filter(state=NoticeState.PROMISED).order_by("pk")
    assert [notice.attempts for notice in waiting] == [1, 0, 0]
    assert [notice.claimed_until is None for notice in waiting] == [False, True, True]


@pytest.mark.django_db
def test_an_address_refused_for_good_fails_at_once_with_the_servers_words(mail):
    gone = NoticeFactory(recipient=UserFactory(email="gone@rivermont.example"))
    NoticeFactory()
    mail.on_rcpt = lambda to: "550 5.1.1 No such mailbox" if to.startswith("gone") else "250 OK"

    tally = deliver_due(now=MORNING)

    assert (tally.sent, tally.put_off) == (1, 1)
    gone.refresh_from_db()
    assert gone.state == NoticeState.FAILED
    assert gone.error == "The mail server refused it: 550 5.1.1 No such mailbox"


@pytest.mark.django_db
def test_a_message_refused_for_now_waits_out_its_lease_and_is_given_up_in_the_end(mail):
    (notice,) = promised(1)
    mail.on_data = lambda _server: "451 4.3.0 Try again later"
    now, tried_at = MORNING, []
    for _ in range(rules.MAX_ATTEMPTS):
        assert deliver_due(now=now).put_off == 1
        assert deliver_due(now=now).put_off == 0
        tried_at.append(now)
        notice.refresh_from_db()
        now = notice.claimed_until + timedelta(seconds=1)

    assert deliver_due(now=now).put_off == 0
    notice.refresh_from_db()
    assert notice.state == NoticeState.FAILED
    assert notice.error == "The mail server refused it: 451 4.3.0 Try again later"
    assert tried_at[-1] - tried_at[0] > timedelta(hours=10)


@pytest.mark.django_db
def test_facts_that_cannot_be_read_hold_up_nobody_else(mail):
    broken = NoticeFactory(context={"act": {}})
    NoticeFactory()

    assert deliver_due(now=MORNING).sent == 1
    broken.refresh_from_db()
    assert broken.state == NoticeState.PROMISED
    assert broken.error.startswith("Its facts cannot be read: ")


@pytest.mark.django_db
def test_a_thousand_messages_use_one_connection_a_batch_and_few_queries(mail, django_assert_max_num_queries):
    """30 to one person about one matter: what is asked does not grow with them; marking is one statement each."""
    person, matter = UserFactory(), MatterFactory()
    for _ in range(30):
        NoticeFactory(recipient=person, matter=matter)
    ids = claim(now=MORNING)

    with django_assert_max_num_queries(30 + 8):
        deliver_batch(ids, now=MORNING)
    assert mail.connections == 1
