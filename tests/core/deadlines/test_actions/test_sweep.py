"""Time passes: what is missed, what is promised, once, to whom, and not on a closed day."""

import threading
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from django.db import connection, transaction

from labor_office.core.deadlines.actions.calendars import Closing, add_closed_day
from labor_office.core.deadlines.actions.clocks import Beginning, Happened, start_clock
from labor_office.core.deadlines.actions.triggers import record_trigger
from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.deadlines.queries.claims import still_owed
from labor_office.core.deadlines.queries.dockets import newly_missed
from labor_office.core.matters.models.matter import Matter
from labor_office.core.notices.claims import Claim
from labor_office.core.notices.messages.catalogue import read_message
from labor_office.core.notices.models import Notice, NoticePreference
from labor_office.core.notices.rules import rung_reached
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Role
from tests.core.deadlines.test_actions.mornings import CITY, mail_told, moment_of, running_matter, sweep_of
from tests.factories.deadlines import calendar, published_version
from tests.factories.matters import MatterFactory
from tests.factories.users import UserFactory
from tests.undone import undone

pytestmark = pytest.mark.django_db


def test_a_passed_day_is_found_missed_and_starts_what_follows(office, owner):
    matter = running_matter(office, owner)  # the decision is due June 17
    sweep_of(date(2026, 6, 17))
    assert Deadline.objects.get(matter=matter).state == "OPEN"

    swept = sweep_of(date(2026, 6, 22))

    assert (swept.matter_count, swept.change_count) == (1, 2)
    states = Deadline.objects.filter(matter=matter).order_by("code").values_list("code", "state", "due_on")
    assert list(states) == [("R3", "MISSED", date(2026, 6, 17)), ("R4", "OPEN", date(2026, 7, 2))]
    assert [row.code for row in newly_missed(moment_of(date(2026, 6, 22)), matter_kind="grievance")] == ["R3"]
    assert list(newly_missed(moment_of(date(2026, 6, 23)))) == []
    assert sweep_of(date(2026, 6, 22)).change_count == 0


def test_a_date_set_for_later_starts_its_clock_when_it_comes(office, owner):
    matter = MatterFactory(owner=owner)
    version = published_version(slug="later", on=office)
    met = Beginning([Happened("meeting:1", date(2026, 6, 9))])
    start_clock(
        matter_id=matter.pk, version_id=version.pk, begins=met, by=None, at=moment_of(date(2026, 6, 3)),
        today=date(2026, 6, 3),
    )  # fmt: skip
    assert not Deadline.objects.exists()

    sweep_of(date(2026, 6, 9))

    assert Deadline.objects.get().due_on == date(2026, 6, 24)


def test_the_digest_absorbs_reminders_and_today_is_told_by_itself(office, owner):
    matter = running_matter(office, owner)
    deadline = Deadline.objects.get(matter=matter)

    assert sweep_of(date(2026, 6, 10)).promise_count == 1  # five working days ahead
    assert mail_told() == [("digest", "R. Castellanos", f"2026-06-10:{owner.pk}")]
    digest = read_message("digest", Notice.objects.get().context)
    assert [(act.reference, act.note) for act in digest.soon] == [(matter.reference, "5 working days left")]

    assert sweep_of(date(2026, 6, 17)).promise_count == 3  # the digest, today's date, and its second call
    today = Notice.objects.exclude(key__contains="0-again").get(template="due_today")
    assert (today.key, today.matter, today.not_before) == (
        f"deadline:{deadline.pk}:2026-06-17:0:{owner.pk}",
        matter,
        datetime(2026, 6, 17, 7, 30, tzinfo=CITY),
    )
    message = read_message(today.template, today.context)
    assert (message.act.act, message.act.path, message.rule) == (
        "Step 1 decision",
        matter.get_absolute_url(),
        "Art. 11, 11.5(b)",
    )
    assert [(r.text, r.leads_to) for r in message.reasons] == [("10 working days from Wed, Jun 3", "Wed, Jun 17")]
    assert sweep_of(date(2026, 6, 17)).promise_count == 0


def test_without_a_digest_each_rung_is_a_mail_of_its_own_as_the_ladder_says(office, owner):
    NoticePreference.objects.create(user=owner, has_digest=False, rungs_off=[5])
    matter = running_matter(office, owner)
    deadline = Deadline.objects.get(matter=matter)
    city = _working_days(office, date(2026, 6, 3), date(2026, 6, 17))

    for day in city[1:]:
        sweep_of(day)

    keys = Notice.objects.filter(template__in=["deadline_reminder", "due_today"]).exclude(key__contains=":0-again:")
    rungs = [int(notice.key.split(":")[3]) for notice in keys]
    expected = {
        rung_reached(days_left=len(city) - 1 - place, period_working_days=10, days_left_at_start=10, muted=[5])
        for place in range(1, len(city))
    }
    assert sorted(rungs) == sorted(rung for rung in expected if rung is not None) == [0, 1, 2]
    assert deadline.due_on == city[-1]


def _working_days(office, first, last):
    days = office.current.days.filter(is_open=True, day__range=(first, last)).values_list("day", flat=True)
    return list(days.order_by("day"))


def test_an_overdue_act_escalates_by_adding_people_and_then_weekly(office, owner):
    UserFactory(name="Carla Chief", role=Role.CHIEF)
    matter = running_matter(office, owner)

    sweep_of(date(2026, 6, 18))
    assert [(t, who) for t, who, _ in mail_told()] == [("digest", "R. Castellanos"), ("overdue", "R. Castellanos")]
    sweep_of(date(2026, 6, 22))  # June 19 is a holiday: the second working day
    assert [who for t, who, _ in mail_told() if t == "overdue"] == ["C. Chief", "R. Castellanos"]
    sweep_of(date(2026, 6, 26))  # the sixth
    weekly = [key for t, _, key in mail_told() if t == "overdue" and "week-1" in key]
    assert len(weekly) == 2
    late = Notice.objects.filter(template="overdue").order_by("pk").first()
    assert read_message("overdue", late.context).days_late == 1

    record_trigger(
        matter_id=matter.pk, what=Happened("response:1", date(2026, 6, 26)), by=owner, at=moment_of(date(2026, 6, 26)),
        today=date(2026, 6, 26),
    )  # fmt: skip
    assert sweep_of(date(2026, 6, 29)).promise_count == 0


def test_nothing_is_promised_on_a_closed_day(office, owner):
    running_matter(office, owner)
    assert [sweep_of(date(2026, 6, closed)).promise_count for closed in (13, 19)] == [0, 0]


def test_the_unions_dates_and_closed_matters_remind_nobody(office, owner):
    running_matter(office, owner, event="response:1")  # the union's appeal
    closed = running_matter(office, owner)
    Matter.objects.filter(pk=closed.pk).update(closed_on=date(2026, 6, 9))

    assert sweep_of(date(2026, 6, 17)).promise_count == 0


def test_an_owned_by_nobody_reminds_the_chief(office):
    chief = UserFactory(role=Role.CHIEF)
    running_matter(office, None)

    sweep_of(date(2026, 6, 17))

    assert {n.recipient for n in Notice.objects.all()} == {chief}


def test_who_has_left_is_followed_by_the_first_who_still_works_here(office, owner):
    people = {name: UserFactory(is_active=False) for name in ("matter's backup", "owner's backup")}
    people["chief"] = UserFactory(role=Role.CHIEF)
    matter = running_matter(office, owner)
    Matter.objects.filter(pk=matter.pk).update(backup=people["matter's backup"])
    owner.is_active, owner.backup = False, people["owner's backup"]
    owner.save()

    for heir, day in product(people, (date(2026, 6, 10), date(2026, 6, 17), date(2026, 6, 18))):
        with undone():
            User.objects.filter(pk=people[heir].pk).update(is_active=True)
            sweep_of(day)
            assert (heir, day, {n.recipient for n in Notice.objects.all()}) == (heir, day, {people[heir]})
            assert Notice.objects.filter(template="digest").count() == 1


def test_a_mail_is_no_longer_true_once_the_act_is_done_or_the_date_moved(office, owner):
    matter = running_matter(office, owner)
    pk = Deadline.objects.get(matter=matter).pk
    claim, other = Claim("deadline", pk, "2026-06-17"), Claim("deadline", pk, "2026-06-16")
    assert list(still_owed(frozenset({claim, other}), date(2026, 6, 17))) == [claim]

    record_trigger(
        matter_id=matter.pk, what=Happened("response:1", date(2026, 6, 16)), by=owner, at=moment_of(date(2026, 6, 16)),
        today=date(2026, 6, 16),
    )  # fmt: skip
    assert list(still_owed(frozenset({claim}), date(2026, 6, 17))) == []


def test_one_closure_is_one_mail_to_each_owner_but_who_entered_it(office, owner):
    chief = UserFactory(name="Carla Chief", role=Role.CHIEF)
    mine, also_mine = running_matter(office, owner), running_matter(office, owner)
    running_matter(office, chief)

    add_closed_day(
        calendar_id=office.pk, closing=Closing(date(2026, 6, 16), "Storm", "CLOSURE"), reason="", by=chief,
        at=moment_of(date(2026, 6, 12)), today=date(2026, 6, 12),
    )  # fmt: skip

    (told,) = Notice.objects.all()
    message = read_message(told.template, told.context)
    assert (told.recipient, message.moved_by) == (owner, "C. Chief")
    assert [(m.reference, m.was_on, m.now_on) for m in message.moves] == [
        (one.reference, date(2026, 6, 17), date(2026, 6, 18)) for one in (mine, also_mine)
    ]


def test_a_matter_that_someone_works_on_is_left_for_the_next_sweep(transactional_db):
    office, owner = calendar(name="City"), UserFactory()
    with transaction.atomic():
        held, free = running_matter(office, owner), running_matter(office, owner)
    locked, done = threading.Event(), threading.Event()

    def work():
        with transaction.atomic():
            Matter.objects.select_for_update(no_key=True).get(pk=held.pk)
            locked.set()
            done.wait(20)
        connection.close()

    worker = threading.Thread(target=work)
    worker.start()
    assert locked.wait(20)
    try:
        assert sweep_of(date(2026, 6, 18)).change_count == 2
    finally:
        done.set()
        worker.join()

    assert set(Deadline.objects.filter(code="R3", state="MISSED").values_list("matter", flat=True)) == {free.pk}
    assert sweep_of(date(2026, 6, 18)).change_count == 2
    assert Deadline.objects.filter(code="R3", state="MISSED").count() == 2


def test_two_people_recording_at_once_wait_for_each_other(transactional_db):
    office, owner = calendar(name="City"), UserFactory()
    with transaction.atomic():
        matter = running_matter(office, owner)
    at = datetime(2026, 6, 12, tzinfo=UTC)

    def record(event, day):
        record_trigger(matter_id=matter.pk, what=Happened(event, day), by=None, at=at, today=date(2026, 6, 12))
        connection.close()

    both = [
        threading.Thread(target=record, args=("response:1", date(2026, 6, 10))),
        threading.Thread(target=record, args=("filed:2", date(2026, 6, 11))),
    ]
    for one in both:
        one.start()
    for one in both:
        one.join(20)

    rows = Deadline.objects.filter(matter=matter).order_by("code").values_list("code", "state", "due_on")
    assert list(rows) == [
        ("R3", "MET", date(2026, 6, 17)),
        ("R4", "MET", date(2026, 6, 25)),
        ("R5", "OPEN", date(2026, 6, 11) + timedelta(20)),
    ]
    assert matter.events.count() == 2
