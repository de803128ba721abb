"""Time passes: what is missed, what is promised, once, to whom, and not on a closed day."""

import threading
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction

from labor_office.core.deadlines.actions.by_hand import set_by_hand
from labor_office.core.deadlines.actions.calendars import Closing, add_closed_day
from labor_office.core.deadlines.actions.clocks import Happened, start_clock
from labor_office.core.deadlines.actions.extensions import agree_extension
from labor_office.core.deadlines.actions.stops import stop_clock
from labor_office.core.deadlines.actions.sweep import sweep
from labor_office.core.deadlines.actions.triggers import correct_trigger, record_trigger
from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.deadlines.queries.claims import still_owed
from labor_office.core.deadlines.queries.dockets import newly_missed
from labor_office.core.matters.models.matter import Matter
from labor_office.core.notices.claims import Claim, still_true
from labor_office.core.notices.messages.catalogue import read_message
from labor_office.core.notices.models import Notice, NoticePreference
from labor_office.core.notices.rules import rung_reached
from labor_office.core.users.permissions import Role
from tests.factories.deadlines import calendar, published_version
from tests.factories.documents import LetterFactory
from tests.factories.matters import MatterFactory, MeetingFactory, RequestFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db
CITY = ZoneInfo("America/New_York")


def _at(day, hour=6):
    return datetime(day.year, day.month, day.day, hour, tzinfo=CITY)


@pytest.fixture
def office():
    made = calendar(name="City")
    Calendar.objects.filter(pk=made.pk).update(is_office=True)
    return made


@pytest.fixture
def owner():
    return UserFactory(name="Rosa Castellanos")


def _matter(office, owner, on=date(2026, 6, 3), event="meeting:1"):
    matter = MatterFactory(owner=owner)
    version = published_version(slug=matter.reference.lower(), on=office)
    start_clock(
        matter_id=matter.pk, version_id=version.pk, triggers=[Happened(event, on)], by=None, at=_at(on, 12), today=on
    )
    return matter


def _sweep(day):
    return sweep(today=day, now=_at(day))


def _told():
    return sorted((n.template, n.recipient.short_name, n.key.split(":", 1)[1]) for n in Notice.objects.all())


def test_a_passed_day_is_found_missed_and_starts_what_follows(office, owner):
    matter = _matter(office, owner)  # the decision is due June 17
    _sweep(date(2026, 6, 17))
    assert Deadline.objects.get(matter=matter).state == "OPEN"

    swept = _sweep(date(2026, 6, 22))

    assert (swept.matter_count, swept.change_count) == (1, 2)
    states = Deadline.objects.filter(matter=matter).order_by("code").values_list("code", "state", "due_on")
    assert list(states) == [("R3", "MISSED", date(2026, 6, 17)), ("R4", "OPEN", date(2026, 7, 2))]
    assert [row.code for row in newly_missed(_at(date(2026, 6, 22)), matter_kind="grievance")] == ["R3"]
    assert list(newly_missed(_at(date(2026, 6, 23)))) == []
    assert _sweep(date(2026, 6, 22)).change_count == 0


def test_a_date_set_for_later_starts_its_clock_when_it_comes(office, owner):
    matter = MatterFactory(owner=owner)
    version = published_version(slug="later", on=office)
    start_clock(
        matter_id=matter.pk, version_id=version.pk, triggers=[Happened("meeting:1", date(2026, 6, 9))], by=None,
        at=_at(date(2026, 6, 3)), today=date(2026, 6, 3),
    )  # fmt: skip
    assert not Deadline.objects.exists()

    _sweep(date(2026, 6, 9))

    assert Deadline.objects.get().due_on == date(2026, 6, 24)


def test_the_digest_absorbs_reminders_and_today_is_told_by_itself(office, owner):
    matter = _matter(office, owner)
    deadline = Deadline.objects.get(matter=matter)

    assert _sweep(date(2026, 6, 10)).promise_count == 1  # five working days ahead
    assert _told() == [("digest", "R. Castellanos", f"2026-06-10:{owner.pk}")]
    digest = read_message("digest", Notice.objects.get().context)
    assert [(act.reference, act.note) for act in digest.soon] == [(matter.reference, "5 working days left")]

    assert _sweep(date(2026, 6, 17)).promise_count == 3  # the digest, today's date, and its second call
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
    assert _sweep(date(2026, 6, 17)).promise_count == 0


def test_without_a_digest_each_rung_is_a_mail_of_its_own_as_the_ladder_says(office, owner):
    NoticePreference.objects.create(user=owner, has_digest=False, rungs_off=[5])
    matter = _matter(office, owner)
    deadline = Deadline.objects.get(matter=matter)
    city = _working_days(office, date(2026, 6, 3), date(2026, 6, 17))

    for day in city[1:]:
        _sweep(day)

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
    matter = _matter(office, owner)

    _sweep(date(2026, 6, 18))
    assert [(t, who) for t, who, _ in _told()] == [("digest", "R. Castellanos"), ("overdue", "R. Castellanos")]
    _sweep(date(2026, 6, 22))  # June 19 is a holiday: the second working day
    assert [who for t, who, _ in _told() if t == "overdue"] == ["C. Chief", "R. Castellanos"]
    _sweep(date(2026, 6, 26))  # the sixth
    weekly = [key for t, _, key in _told() if t == "overdue" and "week-1" in key]
    assert len(weekly) == 2
    late = Notice.objects.filter(template="overdue").order_by("pk").first()
    assert read_message("overdue", late.context).days_late == 1

    record_trigger(
        matter_id=matter.pk, what=Happened("response:1", date(2026, 6, 26)), by=owner, at=_at(date(2026, 6, 26)),
        today=date(2026, 6, 26),
    )  # fmt: skip
    assert _sweep(date(2026, 6, 29)).promise_count == 0


@pytest.mark.parametrize("closed", [date(2026, 6, 13), date(2026, 6, 19)])
def test_nothing_is_promised_on_a_closed_day(office, owner, closed):
    _matter(office, owner)
    assert _sweep(closed).promise_count == 0


def test_the_unions_dates_and_closed_matters_remind_nobody(office, owner):
    _matter(office, owner, event="response:1")  # the union's appeal
    closed = _matter(office, owner)
    Matter.objects.filter(pk=closed.pk).update(closed_on=date(2026, 6, 9))

    assert _sweep(date(2026, 6, 17)).promise_count == 0


def test_an_owned_by_nobody_reminds_the_chief(office):
    chief = UserFactory(role=Role.CHIEF)
    _matter(office, None)

    _sweep(date(2026, 6, 17))

    assert {n.recipient for n in Notice.objects.all()} == {chief}


@pytest.mark.parametrize("heir", ["matter's backup", "owner's backup", "chief"])
@pytest.mark.parametrize("day", [date(2026, 6, 10), date(2026, 6, 17), date(2026, 6, 18)])
def test_who_has_left_is_followed_by_the_first_who_still_works_here(office, owner, heir, day):
    people = {name: UserFactory(is_active=False) for name in ("matter's backup", "owner's backup")}
    people["chief"] = UserFactory(role=Role.CHIEF)
    people[heir].is_active = True
    people[heir].save()
    matter = _matter(office, owner)
    Matter.objects.filter(pk=matter.pk).update(backup=people["matter's backup"])
    owner.is_active, owner.backup = False, people["owner's backup"]
    owner.save()

    _sweep(day)

    assert {n.recipient for n in Notice.objects.all()} == {people[heir]}
    assert Notice.objects.filter(template="digest").count() == 1


def test_a_mail_is_no_longer_true_once_the_act_is_done_or_the_date_moved(office, owner):
    matter = _matter(office, owner)
    pk = Deadline.objects.get(matter=matter).pk
    claim, other = Claim("deadline", pk, "2026-06-17"), Claim("deadline", pk, "2026-06-16")
    assert list(still_owed(frozenset({claim, other}), date(2026, 6, 17))) == [claim]

    record_trigger(
        matter_id=matter.pk, what=Happened("response:1", date(2026, 6, 16)), by=owner, at=_at(date(2026, 6, 16)),
        today=date(2026, 6, 16),
    )  # fmt: skip
    assert list(still_owed(frozenset({claim}), date(2026, 6, 17))) == []


def test_one_closure_is_one_mail_to_each_owner_but_who_entered_it(office, owner):
    chief = UserFactory(name="Carla Chief", role=Role.CHIEF)
    mine, also_mine = _matter(office, owner), _matter(office, owner)
    _matter(office, chief)

    add_closed_day(
        calendar_id=office.pk, closing=Closing(date(2026, 6, 16), "Storm", "CLOSURE"), reason="", by=chief,
        at=_at(date(2026, 6, 12)), today=date(2026, 6, 12),
    )  # fmt: skip

    (told,) = Notice.objects.all()
    message = read_message(told.template, told.context)
    assert (told.recipient, message.moved_by) == (owner, "C. Chief")
    assert [(m.reference, m.was_on, m.now_on) for m in message.moves] == [
        (one.reference, date(2026, 6, 17), date(2026, 6, 18)) for one in (mine, also_mine)
    ]


def test_the_second_call_comes_at_one_and_not_after_a_late_start(office, owner):
    _matter(office, owner)

    sweep(today=date(2026, 6, 17), now=_at(date(2026, 6, 17), 14))
    assert not Notice.objects.filter(key__contains=":0-again:").exists()
    _sweep(date(2026, 6, 17))

    second = Notice.objects.get(key__contains=":0-again:")
    message = read_message(second.template, second.context)
    assert (second.not_before, message.is_second) == (_at(date(2026, 6, 17), 13), True)
    assert message.act.claim.check == "undrafted"


@pytest.mark.parametrize("ready", ["", "draft", "meeting", "done"])
def test_the_second_call_is_true_only_while_nothing_stands_ready(office, owner, ready):
    matter = _matter(office, owner)
    deadline = Deadline.objects.get(matter=matter)
    claim = Claim("undrafted", deadline.pk, "2026-06-17")
    if ready == "draft":
        LetterFactory(matter=matter, step="1")
    if ready == "meeting":
        MeetingFactory(matter=matter, on=date(2026, 6, 17), step="1")
    if ready == "done":
        Deadline.objects.filter(pk=deadline.pk).update(satisfied_on=date(2026, 6, 17), state="MET")

    assert bool(still_true([claim], today=date(2026, 6, 17))) is (ready == "")


def test_the_digest_says_how_many_wait_on_others_and_how_long_the_oldest(office, owner):
    matter = _matter(office, owner)
    for asked_on in (date(2026, 6, 1), date(2026, 6, 8)):
        RequestFactory(matter=matter, kind="RECORDS", asked_on=asked_on)
    RequestFactory(matter=matter, kind="CHECK")
    RequestFactory(matter=matter, kind="RECORDS", asked_on=date(2026, 5, 1), done_on=date(2026, 5, 8), done_by=owner)

    _sweep(date(2026, 6, 10))

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


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ([JUN_22], [(JUN_17, JUN_22)]),
        ([JUN_22, JUN_24], [(JUN_17, JUN_24)]),
        ([JUN_22, JUN_17], []),
        ([JUN_22, JUN_24, JUN_17, JUN_22], [(JUN_17, JUN_22)]),
    ],
)
def test_a_date_that_moves_to_and_fro_is_told_once_from_where_its_owner_knew_it(office, owner, days, told):
    matter, colleague = _matter(office, owner), UserFactory(role=Role.SPECIALIST)
    deadline, began = Deadline.objects.get(matter=matter), _at(date(2026, 6, 12))
    for minute, day in enumerate(days):
        at = began + timedelta(minutes=minute)
        set_by_hand(deadline_id=deadline.pk, due_on=day, reason="order", by=colleague, at=at, today=at.date())
    assert _moved(owner) == told


@pytest.mark.parametrize("is_own", [True, False])
@pytest.mark.parametrize("cause", ["correction", "extension", "stop", "hand"])
def test_whatever_moves_a_date_is_told_to_the_owner_unless_the_owner_did_it(office, owner, cause, is_own):
    matter = _matter(office, owner)
    by = owner if is_own else UserFactory(role=Role.SPECIALIST)
    who = {"by": by, "at": _at(date(2026, 6, 12)), "today": date(2026, 6, 12)}
    acts = {
        "correction": lambda: correct_trigger(
            matter_id=matter.pk, event="meeting:1", on=date(2026, 6, 4), reason="The minutes say so", **who
        ),
        "extension": lambda: agree_extension(
            matter_id=matter.pk, code="R3", amount=3, agreed_on=date(2026, 6, 12), agreed_by="the union",
            signed_on=date(2026, 6, 12), **who,
        ),
        "stop": lambda: stop_clock(matter_id=matter.pk, from_on=date(2026, 6, 12), reason="mediation", **who),
        "hand": lambda: set_by_hand(
            deadline_id=Deadline.objects.get(matter=matter).pk, due_on=JUN_22, reason="order", **who
        ),
    }  # fmt: skip
    acts[cause]()
    assert Notice.objects.filter(template="date_moved", recipient=owner).count() == (0 if is_own else 1)
    assert len(_moved(owner)) == (0 if is_own else 1)


def test_a_matter_that_someone_works_on_is_left_for_the_next_sweep(transactional_db):
    office, owner = calendar(name="City"), UserFactory()
    with transaction.atomic():
        held, free = _matter(office, owner), _matter(office, owner)
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
        assert _sweep(date(2026, 6, 18)).change_count == 2
    finally:
        done.set()
        worker.join()

    assert set(Deadline.objects.filter(code="R3", state="MISSED").values_list("matter", flat=True)) == {free.pk}
    assert _sweep(date(2026, 6, 18)).change_count == 2
    assert Deadline.objects.filter(code="R3", state="MISSED").count() == 2


def test_two_people_recording_at_once_wait_for_each_other(transactional_db):
    office, owner = calendar(name="City"), UserFactory()
    with transaction.atomic():
        matter = _matter(office, owner)
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
