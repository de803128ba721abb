"""Seats are given one at a time, waited for in order, and every change reaches the people's calendars once."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import count

import pytest
from icalendar import Calendar

from labor_office.core.notices.actions.deliver import deliver_due
from labor_office.core.notices.models import Notice
from labor_office.core.users.permissions import Role
from tests.acceptance.conftest import mail  # noqa: F401 -- a fixture is found by its name here
from tests.factories.training import CourseVersionFactory
from tests.factories.users import UserFactory
from tests.training.city import AT, TODAY, at_work
from training.actions import seats, sessions
from training.actions.accommodations import ask_accommodation
from training.models.sessions import AccommodationRequest, Enrolment
from training.rules.vocabulary import EnrolmentState

pytestmark = pytest.mark.django_db
HELD = {
    "held_on": date(2026, 6, 25), "begins_at": time(9), "ends_at": time(12), "place": "City Hall, room 210", "link": "",
    "trainer": None, "trainer_name": "Grace Okafor", "capacity": 2,
}  # fmt: skip
_NUMBERS = count(1)


@pytest.fixture
def trainer():
    return UserFactory(role=Role.TRAINER)


@pytest.fixture
def session(trainer):
    return sessions.schedule_session(version=CourseVersionFactory(), by=trainer, at=AT, **HELD)


def somebody(**post):
    """Somebody at work with an address on the roster."""
    person = at_work(**post)
    person.email = f"person.{next(_NUMBERS)}@rivermont.example"
    person.save(update_fields=["email"])
    return person


def put_down(session, person, by):
    return seats.enrol(session_id=session.pk, employee_id=person.pk, by=by, at=AT, today=TODAY)


def states(session):
    return list(session.enrolments.order_by("pk").values_list("state", flat=True))


def test_hours_of_a_class_that_ended_early_are_corrected_and_nobody_is_written_to(client, settings, trainer):
    today = HELD | {"held_on": TODAY}
    held = sessions.schedule_session(version=CourseVersionFactory(), by=trainer, at=AT - timedelta(days=9), **today)
    seats.enrol(
        session_id=held.pk, employee_id=somebody().pk, by=trainer, at=AT - timedelta(days=8),
        today=TODAY - timedelta(days=8),
    )  # fmt: skip
    told, sequence = Notice.objects.count(), held.sequence
    settings.CLOCK_OFFSET = AT + timedelta(hours=4) - datetime.now(UTC)
    client.force_login(trainer)
    assert "Correct the hours" in client.get(held.get_absolute_url()).content.decode()
    address = f"{held.get_absolute_url()}hours/"
    early = client.post(address, {"begins_at": "9:00", "ends_at": "11:59 p.m."})
    assert "is still to come" in early.content.decode()
    assert client.post(address, {"begins_at": "9:00", "ends_at": "9:40 a.m."}).status_code == 302
    held.refresh_from_db()
    assert (held.ends_at, held.sequence, Notice.objects.count()) == (time(9, 40), sequence, told)
    assert "planned Mon, Jun 15, 9:00 a.m. to 12:00 p.m." in client.get(held.get_absolute_url()).content.decode()


def test_sessions_are_numbered_by_the_year_they_are_held_in(session, trainer):
    second = sessions.schedule_session(version=session.version, by=trainer, at=AT, **HELD)
    next_year = HELD | {"held_on": date(2027, 1, 14)}
    third = sessions.schedule_session(version=session.version, by=trainer, at=AT, **next_year)
    assert [each.reference for each in (session, second, third)] == ["TS-2026-0001", "TS-2026-0002", "TS-2027-0001"]


def test_never_more_seats_than_the_room_holds_and_the_longest_waiting_moves_up(session, trainer):
    first, *_ = [put_down(session, somebody(), trainer) for _ in range(4)]
    assert states(session) == ["ENROLLED", "ENROLLED", "WAITLISTED", "WAITLISTED"]

    seats.withdraw(enrolment_id=first.pk, because="On shift.", by=trainer, at=AT)
    assert states(session) == ["WITHDRAWN", "ENROLLED", "ENROLLED", "WAITLISTED"]

    sessions.move_session(session_id=session.pk, today=TODAY, by=trainer, at=AT, **HELD | {"capacity": 3})
    assert states(session) == ["WITHDRAWN", "ENROLLED", "ENROLLED", "ENROLLED"]
    with pytest.raises(sessions.RoomTooSmall):
        sessions.move_session(session_id=session.pk, today=TODAY, by=trainer, at=AT, **HELD | {"capacity": 2})


def test_refused_twice_over_past_and_called_off(session, trainer):
    person = somebody()
    put_down(session, person, trainer)
    with pytest.raises(seats.AlreadyEnrolled):
        put_down(session, person, trainer)
    sessions.cancel_session(session_id=session.pk, because="The room is flooded.", today=TODAY, by=trainer, at=AT)
    with pytest.raises(seats.NotOpen):
        put_down(session, somebody(), trainer)
    with pytest.raises(sessions.SessionOver):
        sessions.cancel_session(session_id=session.pk, because="Again.", today=TODAY, by=trainer, at=AT)


def test_a_seat_of_a_class_that_was_held_is_not_given_on(session, trainer):
    first, *_ = [put_down(session, somebody(), trainer) for _ in range(3)]
    with pytest.raises(seats.NotOpen):
        seats.withdraw(enrolment_id=first.pk, because="Late.", by=trainer, at=AT + timedelta(days=30))
    assert states(session) == ["ENROLLED", "ENROLLED", "WAITLISTED"]


def test_what_somebody_needs_is_read_by_few(session, trainer):
    liaison, other = UserFactory(role=Role.LIAISON), UserFactory(role=Role.SPECIALIST)
    enrolment = put_down(session, somebody(), liaison)
    ask_accommodation(enrolment_id=enrolment.pk, needs="An interpreter.", by=liaison, at=AT)
    readers = {user: AccommodationRequest.objects.visible_to(user).count() for user in (trainer, liaison, other)}
    assert readers == {trainer: 1, liaison: 1, other: 0}


def test_a_calendar_reads_create_move_and_cancel(session, trainer, mail):  # noqa: F811
    person = somebody()
    put_down(session, person, trainer)
    moved = HELD | {"held_on": date(2026, 6, 26), "begins_at": time(13), "ends_at": time(16)}
    deliver_due(now=AT)
    sessions.move_session(session_id=session.pk, today=TODAY, by=trainer, at=AT, **moved)
    deliver_due(now=AT)
    sessions.cancel_session(session_id=session.pk, because="The room is flooded.", today=TODAY, by=trainer, at=AT)
    deliver_due(now=AT)

    read = [meeting_in(message) for message in mail.received]
    assert [meeting["method"] for meeting in read] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [meeting["sequence"] for meeting in read] == [0, 1, 2]
    assert len({meeting["uid"] for meeting in read}) == 1
    # 9 in the morning in the city is 13 hours UTC in June.
    assert [f"{meeting['start']:%m-%d %H:%M}" for meeting in read] == ["06-25 13:00", "06-26 17:00", "06-26 17:00"]
    assert [meeting["status"] for meeting in read] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert {meeting["attendee"] for meeting in read} == {f"mailto:{person.email}"}
    assert [message["Subject"].split(":")[0] for message in mail.received] == ["Confirmed", "Changed", "Cancelled"]
    assert Notice.objects.filter(employee=person, recipient=None, state="SENT").count() == 3


def test_nothing_changed_tells_nobody(session, trainer):
    put_down(session, somebody(), trainer)
    told = Notice.objects.count()
    sessions.move_session(session_id=session.pk, today=TODAY, by=trainer, at=AT, **HELD)
    session.refresh_from_db()
    assert (session.sequence, Notice.objects.count()) == (0, told)


def test_waiting_brings_no_meeting(session, trainer, mail):  # noqa: F811
    for _ in range(3):
        put_down(session, somebody(), trainer)
    deliver_due(now=AT)
    kinds = [[part.get_content_type() for part in message.iter_parts()] for message in mail.received]
    assert sorted(len(parts) for parts in kinds) == [2, 3, 3]
    assert Enrolment.objects.filter(state=EnrolmentState.WAITLISTED).count() == 1


def meeting_in(message):
    """What a calendar client finds in an email."""
    (part,) = [part for part in message.iter_parts() if part.get_content_type() == "text/calendar"]
    calendar = Calendar.from_ical(part.get_content())
    (event,) = calendar.walk("VEVENT")
    assert part.get_param("method") == str(calendar["method"])
    return {
        "method": str(calendar["method"]), "uid": str(event["uid"]), "sequence": int(event["sequence"]),
        "start": event["dtstart"].dt, "status": str(event["status"]), "attendee": str(event["attendee"]).lower(),
    }  # fmt: skip
