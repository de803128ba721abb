"""Letters about what is owed: what was done between promise and sending is not in them."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from labor_office.core.notices.actions.deliver import deliver_due
from labor_office.core.users.permissions import Role
from labor_office.core.workforce.models import Employee
from tests.acceptance.conftest import mail  # noqa: F401 -- a fixture is found by its name here
from tests.factories.training import CourseFactory, EnrolmentFactory, TrainingSessionFactory
from tests.factories.users import UserFactory
from tests.training.city import AT, TODAY, a_rule, at_work, completed, derive_duties, office_calendar, supervised_by
from training.actions import seats
from training.actions.reminding import remind_overdue
from training.rules.vocabulary import CourseForm, EnrolmentState

pytestmark = pytest.mark.django_db
HIRED = TODAY - timedelta(days=100)


def words_of(message):
    return " ".join(message.get_body(preferencelist=("plain",)).get_content().split())


def with_address(person, address):
    Employee.objects.filter(pk=person.pk).update(email=address)
    person.refresh_from_db()
    return person


@pytest.fixture
def late():
    """Somebody who owes two things, each with a session to come, and their supervisor."""
    office_calendar()
    boss = with_address(at_work(hired_on=date(2010, 1, 4)), "boss@rivermont.example")
    person = with_address(supervised_by(boss, hired_on=HIRED), "reader@rivermont.example")
    colleague = with_address(supervised_by(boss, hired_on=HIRED), "colleague@rivermont.example")
    classroom = a_rule(course=CourseFactory(title="Call-outs"))
    on_a_page = a_rule(course=CourseFactory(title="Your agreement", form=CourseForm.SELF_PACED))
    derive_duties(today=TODAY)
    return boss, person, colleague, classroom, on_a_page


def remind(*people):
    by = UserFactory(role=Role.TRAINER)
    remind_overdue(employees=[one.pk for one in people], by=by, at=AT, today=TODAY)


def letter_to(mail, address):  # noqa: F811
    (found,) = [message for message in mail.received if address in message["To"]]
    return found


def test_what_was_done_meanwhile_is_in_no_letter(late, mail):  # noqa: F811
    boss, person, colleague, classroom, on_a_page = late
    remind(person, colleague)
    completed(person, on_a_page, TODAY)
    derive_duties(today=TODAY)
    deliver_due(now=AT)
    said = words_of(letter_to(mail, person.email))
    assert classroom.requirement.title in said
    assert on_a_page.requirement.title not in said
    assert "the link is yours alone" not in said
    theirs = words_of(letter_to(mail, colleague.email))
    assert on_a_page.requirement.title in theirs
    assert "the link is yours alone" in theirs
    team = words_of(letter_to(mail, boss.email))
    assert team.count(on_a_page.requirement.title) == 1
    assert team.count(classroom.requirement.title) == 2


def test_a_session_that_would_mend_only_what_is_done_is_not_offered(late, mail):  # noqa: F811
    _, person, _, classroom, _ = late
    course = classroom.courses.get().course
    completed_version = completed(at_work(), classroom, TODAY).version
    assert completed_version.course == course
    session = TrainingSessionFactory(version=completed_version, held_on=TODAY + timedelta(days=20))
    remind(person)
    completed(person, classroom, TODAY)
    derive_duties(today=TODAY)
    deliver_due(now=AT)
    assert session.reference not in words_of(letter_to(mail, person.email))


def test_a_session_is_told_of_that_has_a_seat_and_can_be_reached_and_none_where_it_is_only_read(late, mail):  # noqa: F811
    _, person, colleague, classroom, _ = late
    version = completed(at_work(), classroom, TODAY).version
    hour = timezone.localtime(AT)
    begun, soon, full, free = (
        TrainingSessionFactory(version=version, held_on=on, begins_at=begins, ends_at=time(23, 59), capacity=1)
        for on, begins in (
            (TODAY, (hour - timedelta(hours=1)).time()),
            (TODAY, (hour + timedelta(minutes=30)).time()),
            (TODAY + timedelta(days=3), time(9)),
            (TODAY, (hour + timedelta(hours=2)).time()),
        )
    )
    EnrolmentFactory(session=full)
    EnrolmentFactory(session=free, state=EnrolmentState.WAITLISTED, seated_at=None)
    completed(colleague, classroom, TODAY)
    derive_duties(today=TODAY)
    remind(person, colleague)
    deliver_due(now=AT)
    said = words_of(letter_to(mail, person.email))
    assert [one.reference in said for one in (begun, soon, full, free)] == [False, False, False, True]
    only_read = words_of(letter_to(mail, colleague.email))
    assert "the link is yours alone" in only_read
    assert "session" not in only_read
    assert "seat" not in only_read


def test_all_of_it_done_nobody_is_written_to(late, mail):  # noqa: F811
    boss, person, _, classroom, on_a_page = late
    remind(person)
    for rule in (classroom, on_a_page):
        completed(person, rule, TODAY)
    derive_duties(today=TODAY)
    deliver_due(now=AT)
    assert [message for message in mail.received if person.email in message["To"] or boss.email in message["To"]] == []


def test_whoever_is_taken_off_the_waiting_list_is_told_so_and_of_no_seat(db, mail):  # noqa: F811
    by = UserFactory(role=Role.TRAINER)
    session = TrainingSessionFactory(held_on=TODAY + timedelta(days=9), capacity=1)
    people = [with_address(at_work(), f"p{number}@rivermont.example") for number in range(2)]
    given = {"session_id": session.pk, "by": by, "at": AT, "today": TODAY}
    _, waiting = [seats.enrol(employee_id=person.pk, **given) for person in people]
    seats.withdraw(enrolment_id=waiting.pk, because="The class moves to the fall.", by=by, at=AT)
    deliver_due(now=AT)
    told = [message for message in mail.received if people[1].email in message["To"]]
    subjects = sorted(message["Subject"].split(":")[0] for message in told)
    assert subjects == ["Off the waiting list", "On the waiting list"]
    (off,) = [message for message in told if message["Subject"].startswith("Off")]
    assert "no longer on the waiting list" in words_of(off)
    assert "The class moves to the fall." in words_of(off)
    assert not [part for part in off.iter_parts() if part.get_content_type() == "text/calendar"]
