"""Links that open a course for one person: how long, until when they are stopped, and sent anew."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import signing
from django.urls import reverse

from labor_office.core.notices.models import Notice
from labor_office.core.users.permissions import Role
from labor_office.core.workforce.models import Employee
from tests.each import each
from tests.factories.training import CourseFactory, CourseVersionFactory
from tests.factories.users import UserFactory
from tests.training.city import AT, TODAY, a_rule, at_work, office_calendar
from training.actions import quizzes
from training.actions.deriving import derive_duties
from training.actions.links import LinksRefused, send_links, stop_links
from training.actions.quizzes import QuizRefused
from training.models.quizzes import Acknowledgement
from training.queries.taking import SALT, link_for, opened_by
from training.rules.links import LINK_LIFE, has_left, opens
from training.rules.vocabulary import CourseForm

MINUTE = timedelta(minutes=1)


@each(
    ("after", "stopped", "expected"),
    [
        (timedelta(0), None, True),
        (LINK_LIFE, None, True),
        (LINK_LIFE + MINUTE, None, False),
        (MINUTE, timedelta(0), False),
        (2 * MINUTE, MINUTE, False),
        (MINUTE, -MINUTE, True),
    ],
)
def test_a_link_opens_for_sixty_days_unless_it_was_stopped_since(after, stopped, expected):
    stopped_at = None if stopped is None else AT + stopped
    assert opens(AT, at=AT + after, stopped_at=stopped_at) is expected


@each(("left_on", "expected"), [(None, False), (TODAY, False), (TODAY - timedelta(1), True), (date(2027, 1, 1), False)])
def test_on_the_last_day_a_person_is_still_here(left_on, expected):
    assert has_left(left_on, on=TODAY) is expected


@pytest.fixture
def reader(db):
    """Somebody who owes a course on a page and has an address on the roster."""
    office_calendar()
    person = at_work(hired_on=TODAY - timedelta(days=10))
    Employee.objects.filter(pk=person.pk).update(email="reader@rivermont.example")
    version = CourseVersionFactory(course=CourseFactory(form=CourseForm.SELF_PACED), number=1)
    a_rule(course=version.course)
    derive_duties(today=TODAY)
    person.refresh_from_db()
    return person, version.course


@pytest.fixture
def trainer(db):
    return UserFactory(role=Role.TRAINER)


def token(person, course, at):
    return link_for(person, course, at=at).rstrip("/").rsplit("/", 1)[1]


def test_a_stopped_link_opens_nothing_and_a_new_one_does(reader, trainer):
    person, course = reader
    old = token(person, course, AT)
    assert opened_by(old, at=AT + MINUTE) == (person, course)
    stop_links(employee_id=person.pk, because="It went to a colleague.", by=trainer, at=AT + MINUTE)
    assert opened_by(old, at=AT + 2 * MINUTE) is None
    assert opened_by(token(person, course, AT + 2 * MINUTE), at=AT + 3 * MINUTE) == (person, course)
    assert opened_by(token(at_work(), course, AT), at=AT + 2 * MINUTE) is not None


def test_a_link_of_somebody_who_left_opens_nothing(client, reader, settings):
    person, course = reader
    settings.CLOCK_OFFSET = AT - datetime.now(UTC)
    link = token(person, course, AT - timedelta(days=3))
    assert client.get(reverse("training:read", args=[link])).status_code == 200
    Employee.objects.filter(pk=person.pk).update(left_on=TODAY - timedelta(days=1))
    gone = client.get(reverse("training:read", args=[link]))
    nobody = client.get(reverse("training:read", args=["nonsense"]))
    assert (gone.status_code, nobody.status_code) == (404, 404)
    assert "This link no longer works" in gone.content.decode()
    assert person.name not in gone.content.decode()


def test_who_left_attests_and_answers_nothing_more(reader):
    person, course = reader
    Employee.objects.filter(pk=person.pk).update(left_on=TODAY - timedelta(days=1))
    version = course.versions.get()
    for act in (quizzes.attest, quizzes.hand_in):
        more = {"answers": {}} if act is quizzes.hand_in else {}
        with pytest.raises(QuizRefused, match="last day at work"):
            act(version=version, employee=person, by=None, at=AT, **more)
    assert not Acknowledgement.objects.exists()


def test_a_link_from_before_links_said_when_they_were_made_opens_nothing(reader):
    person, course = reader
    assert opened_by(signing.dumps({"e": person.pk, "c": course.pk}, salt=SALT), at=AT) is None


def test_links_are_sent_once_a_day_and_again_after_a_stop(reader, trainer):
    person, _ = reader
    given = {"employee_id": person.pk, "by": trainer, "today": TODAY}
    assert send_links(**given, at=AT) == 1
    with pytest.raises(LinksRefused, match="was sent the links today"):
        send_links(**given, at=AT + MINUTE)
    stop_links(employee_id=person.pk, because="Lost.", by=trainer, at=AT + MINUTE)
    assert send_links(**given, at=AT + 2 * MINUTE) == 1
    assert Notice.objects.filter(template="training_due", employee=person).count() == 2


def test_no_link_goes_to_who_owes_nothing_has_no_address_or_left(reader, trainer):
    person, _ = reader
    given = {"by": trainer, "today": TODAY, "at": AT}
    with pytest.raises(LinksRefused, match="owes no course"):
        send_links(employee_id=at_work().pk, **given)
    Employee.objects.filter(pk=person.pk).update(email="")
    with pytest.raises(LinksRefused, match="No email address"):
        send_links(employee_id=person.pk, **given)
    Employee.objects.filter(pk=person.pk).update(left_on=TODAY - timedelta(days=1))
    with pytest.raises(LinksRefused, match="left the City"):
        send_links(employee_id=person.pk, **given)
    assert not Notice.objects.exists()


def test_the_page_sends_and_stops_for_those_who_train(client, reader, trainer, settings):
    settings.CLOCK_OFFSET = AT - datetime.now(UTC)
    person, _ = reader
    address = reverse("training:links", args=[person.code])
    client.force_login(UserFactory(role=Role.SPECIALIST))
    assert client.get(address).status_code == 403
    client.force_login(trainer)
    assert "reader@rivermont.example" in client.get(address).content.decode()
    sent = client.post(address, {"act": "send"}, follow=True).content.decode()
    assert "One email with 1 new link is on its way." in sent
    assert client.post(address, {"act": "stop", "because": ""}).status_code == 422
    stopped = client.post(address, {"act": "stop", "because": "Wrong hands."}, follow=True).content.decode()
    assert "Wrong hands." in stopped
    assert client.get(reverse("training:links", args=["P-NOBODY"])).status_code == 404
