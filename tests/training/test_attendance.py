"""Attendance: every tap once, the later of two holds, proof follows the last mark."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import permutations
from zoneinfo import ZoneInfo

import pytest

from tests.each import each
from tests.factories.workforce import DepartmentFactory
from tests.training.city import AT, TODAY, a_rule, at_work, duty_of, office_calendar
from tests.training.room import a_class, completed_by, enrolled, key, marks, tap, trainer, walk_in
from training.actions.attendance import (
    AttendanceRefused,
    finish_attendance,
    mark_all_present,
    place_walk_in,
    record_taps,
)
from training.actions.deriving import derive_duties
from training.models.attendance import Attendance
from training.models.proof import Completion
from training.queries.door import door_of
from training.rules.attendance import LONGEST_WAIT, Tap, has_ended, holds_over, tapped_at
from training.rules.vocabulary import DutyState, Mark

MINUTE = timedelta(minutes=1)
CITY = ZoneInfo("America/New_York")
NOON = datetime(2026, 6, 15, 16, 0, tzinfo=UTC)


@each(
    ("waited", "expected"),
    [
        (timedelta(0), NOON),
        (10 * MINUTE, NOON - 10 * MINUTE),
        (LONGEST_WAIT, NOON - LONGEST_WAIT),
        (LONGEST_WAIT + MINUTE, NOON),  # a clock that went astray
        (-MINUTE, NOON),  # tapped in the future
    ],
)
def test_a_tap_counts_from_when_it_was_made_by_the_servers_clock(waited, expected):
    assert tapped_at(Tap(key("a"), "X", Mark.PRESENT, waited), arrived_at=NOON) == expected


def test_of_two_taps_the_later_holds_and_of_two_at_once_always_the_same():
    early, late, twin = (NOON, "a"), (NOON + MINUTE, "a"), (NOON, "b")
    assert holds_over(late, early)
    assert not holds_over(early, late)
    assert holds_over(twin, early)
    assert not holds_over(early, twin)
    assert not holds_over(early, early)


@each(
    ("at", "expected"),
    [
        (datetime(2026, 6, 15, 12, 29, 59, tzinfo=CITY), False),
        (datetime(2026, 6, 15, 12, 30, tzinfo=CITY), True),
        (datetime(2026, 6, 15, 23, 0, tzinfo=CITY), True),
        (datetime(2026, 6, 14, 23, 0, tzinfo=CITY), False),
        (datetime(2026, 6, 16, 0, 5, tzinfo=CITY), True),
    ],
)
def test_a_class_is_over_from_the_minute_it_ends(at, expected):
    assert has_ended(date(2026, 6, 15), time(12, 30), at=at) is expected


@pytest.fixture
def room(db):
    office_calendar()
    return a_class()


@pytest.fixture
def by(db):
    return trainer()


def keep(session, *taps, by, at=AT):
    return record_taps(session_id=session.pk, taps=taps, by=by, at=at)


def test_a_tap_sent_twice_is_written_once(room, by):
    first, second, _ = enrolled(room)
    sent = [tap(first), tap(second, Mark.ABSENT), walk_in("Jo Nobody", department="Parks")]
    assert keep(room, *sent, by=by) == {}
    once = list(Attendance.objects.values())
    assert keep(room, *sent, by=by, at=AT + MINUTE) == {}
    assert list(Attendance.objects.values()) == once
    assert marks(room) == {first.name: "PRESENT", second.name: "ABSENT", "Jo Nobody": "PRESENT"}


def test_two_devices_agree_whichever_comes_back_first(room, by):
    """Four taps of one person, made a minute apart on two devices and sent in every order, twice over."""
    person = enrolled(room)[0]
    made = [Mark.PRESENT, Mark.ABSENT, Mark.PARTIAL, Mark.ABSENT]
    for order in permutations(range(4)):
        Attendance.objects.all().delete()
        for number in (*order, *order):
            waited = (4 - number) * MINUTE
            keep(room, tap(person, made[number], called=f"t{number}", waited=waited), by=by)
        assert marks(room) == {person.name: "ABSENT"}


def test_everyone_not_marked_otherwise_is_present(room, by):
    absent = enrolled(room)[0]
    keep(room, tap(absent, Mark.ABSENT), by=by)
    assert mark_all_present(session_id=room.pk, by=by, at=AT) == 2
    assert mark_all_present(session_id=room.pk, by=by, at=AT) == 0
    assert sorted(marks(room).values()) == ["ABSENT", "PRESENT", "PRESENT"]


def test_finishing_makes_proof_of_presence_alone_and_once(room, by):
    here, partly, gone = enrolled(room)
    keep(room, tap(here), tap(partly, Mark.PARTIAL), tap(gone, Mark.ABSENT), by=by)
    assert completed_by(room) == set()
    assert finish_attendance(session_id=room.pk, by=by, at=AT) == 1
    assert finish_attendance(session_id=room.pk, by=by, at=AT + MINUTE) == 1
    assert completed_by(room) == {here.name}
    done = Completion.objects.get()
    assert (done.completed_on, done.version) == (TODAY, room.version)


def test_presence_meets_what_the_person_owes(room, by):
    person = enrolled(room)[0]
    rule = a_rule(course=room.version.course)
    derive_duties(today=TODAY)
    assert duty_of(person, rule).state == DutyState.OWED
    keep(room, tap(person), by=by)
    finish_attendance(session_id=room.pk, by=by, at=AT)
    assert duty_of(person, rule).state == DutyState.DONE


def test_a_correction_after_the_end_mends_the_proof(room, by):
    person, other, _ = enrolled(room)
    keep(room, tap(person), tap(other, Mark.ABSENT), by=by)
    finish_attendance(session_id=room.pk, by=by, at=AT)
    later = AT + MINUTE
    keep(room, tap(person, Mark.ABSENT, called="no"), tap(other, called="yes"), by=by, at=later)
    assert completed_by(room) == {other.name}
    voided = Completion.objects.get(voided_at__isnull=False)
    assert (voided.employee, voided.voided_because) == (person, "Attendance corrected: absent.")


def test_a_walk_in_known_to_the_roster_gets_proof_and_one_unknown_stands_by_name(room, by):
    known = at_work()
    keep(room, walk_in(known.name, called="a"), walk_in(known.number, called="b"), walk_in("Jo Nobody"), by=by)
    assert finish_attendance(session_id=room.pk, by=by, at=AT) == 1
    assert completed_by(room) == {known.name}
    assert Attendance.objects.filter(employee=None).get().name == "Jo Nobody"
    assert all(row.is_walk_in for row in Attendance.objects.all())


def test_of_two_namesakes_none_is_taken_unless_the_department_tells(room, by):
    parks = DepartmentFactory(name="Parks and Trees")
    first, second = at_work(department=parks), at_work()
    type(first).objects.filter(pk__in=[first.pk, second.pk]).update(name="Sam Doubled")
    keep(room, walk_in("Sam Doubled", called="a"), walk_in("sam doubled", department="parks", called="b"), by=by)
    assert sorted(str(row.employee_id) for row in Attendance.objects.all()) == sorted(["None", str(first.pk)])


def test_a_walk_in_who_is_on_the_list_is_that_person(room, by):
    person = enrolled(room)[0]
    keep(room, walk_in(person.name), by=by)
    row = Attendance.objects.get()
    assert (row.employee, row.is_walk_in) == (person, False)


def test_a_walk_in_is_placed_later_and_proof_follows(room, by):
    keep(room, walk_in("Jo Nobdy"), by=by)
    finish_attendance(session_id=room.pk, by=by, at=AT)
    person = at_work()
    row = place_walk_in(attendance_id=Attendance.objects.get().pk, employee=person, by=by, at=AT)
    assert (row.name, row.walk_in_name) == (person.name, "Jo Nobdy")
    assert completed_by(room) == {person.name}
    with pytest.raises(AttendanceRefused, match="already"):
        place_walk_in(attendance_id=row.pk, employee=at_work(), by=by, at=AT)


def test_nobody_is_placed_who_is_marked_already(room, by):
    person = enrolled(room)[0]
    keep(room, tap(person), walk_in("Jo Nobody"), by=by)
    with pytest.raises(AttendanceRefused, match="is marked in this session already"):
        place_walk_in(attendance_id=Attendance.objects.get(employee=None).pk, employee=person, by=by, at=AT)


def test_one_tap_that_cannot_be_kept_spoils_no_other(room, by):
    person, stranger = enrolled(room)[0], at_work()
    wrong = tap(person, called="times", in_at=time(10), out_at=time(9))
    refused = keep(room, tap(stranger), wrong, tap(person, called="fine"), by=by)
    assert refused == {
        tap(stranger).key: "This person is no longer on the list. Add them as a walk-in if they are here.",
        wrong.key: "The time out lies before the time in.",
    }
    assert marks(room) == {person.name: "PRESENT"}


@pytest.mark.parametrize(
    ("session", "words"),
    [
        ({"held_on": TODAY + timedelta(days=1)}, "Mark it that day"),
        ({"cancelled_at": AT, "cancelled_because": "Snow"}, "was cancelled"),
    ],
)
def test_nobody_is_marked_in_a_session_that_was_not_held(db, by, session, words):
    cancelled = {"cancelled_by": by} if "cancelled_at" in session else {}
    held = a_class(1, **session, **cancelled)
    with pytest.raises(AttendanceRefused, match=words):
        keep(held, tap(enrolled(held)[0]), by=by)


def test_an_attendance_with_nobody_marked_is_not_finished(room, by):
    with pytest.raises(AttendanceRefused, match="Nobody is marked yet"):
        finish_attendance(session_id=room.pk, by=by, at=AT)


def test_who_gave_their_seat_back_after_they_were_marked_is_marked_again_by_the_same_name(db):
    session, by = a_class(1), trainer()
    (person,) = enrolled(session)
    record_taps(session_id=session.pk, taps=[tap(person)], by=by, at=AT)
    session.enrolments.all().delete()
    (row,) = door_of(session).rows
    again = Tap(key("again"), row.who, Mark.ABSENT)
    assert record_taps(session_id=session.pk, taps=[again], by=by, at=AT + timedelta(minutes=1)) == {}
    assert door_of(session).rows[0].who == row.who == person.code


def test_attendance_is_not_finished_before_the_class_has_ended(db, by):
    office_calendar()
    session = a_class(1, begins_at=time(7, 30), ends_at=time(9, 0))
    record_taps(session_id=session.pk, taps=[tap(enrolled(session)[0])], by=by, at=AT)
    with pytest.raises(AttendanceRefused, match=r"goes on until 9:00 a\.m\."):
        finish_attendance(session_id=session.pk, by=by, at=AT)
    session.refresh_from_db()
    assert (session.settled_at, Completion.objects.count(), session.attendances.count()) == (None, 0, 1)
    assert finish_attendance(session_id=session.pk, by=by, at=AT + 30 * MINUTE) == 1


def test_of_two_taps_in_a_breath_the_second_holds_however_long_the_first_was_on_its_way(room, by):
    """The first took a second to arrive, the second a tenth: by the clocks the first is the later."""
    person = enrolled(room)[0]
    first = tap(person, Mark.ABSENT, called="first")
    record_taps(session_id=room.pk, taps=[first], by=by, at=AT + timedelta(seconds=1))
    second = replace(tap(person, called="second"), after=first.key)
    record_taps(session_id=room.pk, taps=[second], by=by, at=AT + timedelta(milliseconds=300))
    assert marks(room)[person.name] == "PRESENT"
    row = Attendance.objects.get(employee=person)
    assert row.marked_at == AT + timedelta(seconds=1)
    # Another device's tap of the meantime goes by the clocks, as ever.
    other = replace(tap(person, Mark.PARTIAL, called="other"), after=first.key)
    record_taps(session_id=room.pk, taps=[other], by=by, at=AT + timedelta(milliseconds=600))
    assert marks(room)[person.name] == "PRESENT"
