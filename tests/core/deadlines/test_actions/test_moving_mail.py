"""The second call at one o'clock, and what is told when a date moves."""

from datetime import date, timedelta
from itertools import product

import pytest

from labor_office.core.deadlines.actions.by_hand import set_by_hand
from labor_office.core.deadlines.actions.extensions import agree_extension
from labor_office.core.deadlines.actions.stops import stop_clock
from labor_office.core.deadlines.actions.sweep import sweep
from labor_office.core.deadlines.actions.triggers import correct_trigger
from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.notices.claims import Claim, still_true
from labor_office.core.notices.messages.catalogue import read_message
from labor_office.core.notices.models import Notice
from labor_office.core.users.permissions import Role
from tests.core.deadlines.test_actions.mornings import moment_of, running_matter, sweep_of
from tests.factories.documents import LetterFactory
from tests.factories.matters import MeetingFactory, RequestFactory
from tests.factories.users import UserFactory
from tests.undone import undone

pytestmark = pytest.mark.django_db


def test_the_second_call_comes_at_one_and_not_after_a_late_start(office, owner):
    running_matter(office, owner)

    sweep(today=date(2026, 6, 17), now=moment_of(date(2026, 6, 17), 14))
    assert not Notice.objects.filter(key__contains=":0-again:").exists()
    sweep_of(date(2026, 6, 17))

    second = Notice.objects.get(key__contains=":0-again:")
    message = read_message(second.template, second.context)
    assert (second.not_before, message.is_second) == (moment_of(date(2026, 6, 17), 13), True)
    assert message.act.claim.check == "undrafted"


def test_the_second_call_is_true_only_while_nothing_stands_ready(office, owner):
    matter = running_matter(office, owner)
    deadlines = Deadline.objects.filter(matter=matter)
    claim, day = Claim("undrafted", deadlines.get().pk, "2026-06-17"), date(2026, 6, 17)
    assert still_true([claim], today=day)
    for ready in (
        lambda: LetterFactory(matter=matter, step="1"),
        lambda: MeetingFactory(matter=matter, on=day, step="1"),
        lambda: deadlines.update(satisfied_on=day, state="MET"),
    ):
        with undone():
            ready()
            assert not still_true([claim], today=day)


def test_the_digest_says_how_many_wait_on_others_and_how_long_the_oldest(office, owner):
    matter = running_matter(office, owner)
    for asked_on in (date(2026, 6, 1), date(2026, 6, 8)):
        RequestFactory(matter=matter, kind="RECORDS", asked_on=asked_on)
    RequestFactory(matter=matter, kind="CHECK")
    RequestFactory(matter=matter, kind="RECORDS", asked_on=date(2026, 5, 1), done_on=date(2026, 5, 8), done_by=owner)

    sweep_of(date(2026, 6, 10))

    digest = read_message("digest", Notice.objects.get(template="digest").context)
    assert (digest.waiting_count, digest.waiting_oldest_days) == (2, 7)
    assert digest.also == "2 waiting on others, oldest 7 working days."


def _moved(owner):
    """What would go out now, move by move: number, was, now; and drop what is no longer true."""
    found = []
    for notice in Notice.objects.filter(recipient=owner, template="date_moved", state="PROMISED").order_by("pk"):
        message = read_message(notice.template, notice.context)
        true = still_true([move.claim for move in message.moves], today=date(2026, 6, 12))
        found += [(move.was_on, move.now_on) for move in message.moves if move.claim in true]
    return found


JUN_17, JUN_22, JUN_24 = date(2026, 6, 17), date(2026, 6, 22), date(2026, 6, 24)


MOVES = (
    ([JUN_22], [(JUN_17, JUN_22)]),
    ([JUN_22, JUN_24], [(JUN_17, JUN_24)]),
    ([JUN_22, JUN_17], []),
    ([JUN_22, JUN_24, JUN_17, JUN_22], [(JUN_17, JUN_22)]),
)


def test_a_date_that_moves_to_and_fro_is_told_once_from_where_its_owner_knew_it(office, owner):
    matter, colleague = running_matter(office, owner), UserFactory(role=Role.SPECIALIST)
    deadline, began = Deadline.objects.get(matter=matter), moment_of(date(2026, 6, 12))
    for days, told in MOVES:
        with undone():
            for minute, day in enumerate(days):
                at = began + timedelta(minutes=minute)
                set_by_hand(deadline_id=deadline.pk, due_on=day, reason="order", by=colleague, at=at, today=at.date())
            assert (days, _moved(owner)) == (days, told)


def test_whatever_moves_a_date_is_told_to_the_owner_unless_the_owner_did_it(office, owner):
    matter, colleague = running_matter(office, owner), UserFactory(role=Role.SPECIALIST)
    acts = {
        "correction": lambda **who: correct_trigger(
            matter_id=matter.pk, event="meeting:1", on=date(2026, 6, 4), reason="The minutes say so", **who
        ),
        "extension": lambda **who: agree_extension(
            matter_id=matter.pk, code="R3", amount=3, agreed_on=date(2026, 6, 12), agreed_by="the union",
            signed_on=date(2026, 6, 12), **who,
        ),
        "stop": lambda **who: stop_clock(matter_id=matter.pk, from_on=date(2026, 6, 12), reason="mediation", **who),
        "hand": lambda **who: set_by_hand(
            deadline_id=Deadline.objects.get(matter=matter).pk, due_on=JUN_22, reason="order", **who
        ),
    }  # fmt: skip
    for (cause, act), by in product(acts.items(), (owner, colleague)):
        with undone():
            act(by=by, at=moment_of(date(2026, 6, 12)), today=date(2026, 6, 12))
            told = Notice.objects.filter(template="date_moved", recipient=owner).count()
            assert (cause, by, told, len(_moved(owner))) == (cause, by, int(by != owner), int(by != owner))
