"""Promising once, many at a time, and from a query."""

from datetime import timedelta

import pytest
from django.db import transaction

from labor_office.core.notices.actions.deliver import deliver_due
from labor_office.core.notices.actions.promise import Promise, promise_many, promise_selected
from labor_office.core.notices.models import Notice
from tests.factories.matters import MatterFactory
from tests.factories.notices import MORNING, PROMISED_AT, NoticeFactory, reminder_of
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
SELECT = """
    SELECT 'deadline-' || matter.id, 'deadline_reminder', person.id, matter.id,
           jsonb_build_object('days_left', %s::int, 'act', jsonb_build_object(
               'matter', matter.id, 'reference', matter.reference, 'path', '/grievances/' || matter.reference || '/',
               'act', 'Step 2 decision', 'due_on', '2026-06-23')),
           'you own ' || matter.reference, %s::timestamptz
    FROM matters_matter matter CROSS JOIN users_user person
"""


def promises(person, matter, count):
    return [
        Promise(
            key=f"deadline-{number}",
            message=reminder_of(matter),
            recipient_id=person.pk,
            matter_id=matter.pk,
            why="you are the owner",
            not_before=MORNING,
        )
        for number in range(count)
    ]


def test_many_are_promised_in_one_statement_and_a_second_run_adds_none(django_assert_num_queries):
    person, matter = UserFactory(), MatterFactory()
    with django_assert_num_queries(1):
        assert promise_many(promises(person, matter, 50), at=PROMISED_AT) == 50
    assert promise_many(promises(person, matter, 60), at=MORNING) == 10

    assert Notice.objects.filter(promised_at=PROMISED_AT).count() == 50


def test_a_promise_goes_with_its_transaction():
    person, matter = UserFactory(), MatterFactory()
    with transaction.atomic():
        promise_many(promises(person, matter, 1), at=PROMISED_AT)
        transaction.set_rollback(True)

    assert not Notice.objects.exists()


def test_a_query_promises_what_a_mail_can_be_made_of(mail):
    UserFactory()
    MatterFactory(reference="G-2026-0042")
    MatterFactory(reference="G-2026-0043")

    assert promise_selected(SELECT, [5, MORNING], at=PROMISED_AT) == 2
    assert promise_selected(SELECT, [4, MORNING], at=PROMISED_AT) == 0
    assert deliver_due(now=MORNING).sent == 2
    assert sorted(received["Subject"] for received in mail.received) == [  # due at one moment: either goes first
        "5 working days left: G-2026-0042, Step 2 decision, due Tue, Jun 23",
        "5 working days left: G-2026-0043, Step 2 decision, due Tue, Jun 23",
    ]


def test_a_promise_made_here_and_one_made_by_a_query_are_the_same_row():
    person, matter = UserFactory(), MatterFactory()
    promise_selected(SELECT, [5, MORNING], at=PROMISED_AT)
    (selected,) = Notice.objects.all()
    plain = NoticeFactory(recipient=person, matter=matter)

    same = {
        "template",
        "recipient_id",
        "matter_id",
        "not_before",
        "state",
        "attempts",
        "claimed_until",
        "error",
        "html",
    }
    assert {name: getattr(selected, name) for name in same} == {name: getattr(plain, name) for name in same}
    assert MORNING - selected.promised_at == timedelta(minutes=5)
