"""Training where people look for it: the calendar and its feed, the search, a unit's page, a person's page."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from labor_office.core.users.actions import make_feed
from labor_office.core.users.permissions import Role
from labor_office.core.workforce.models import DepartmentContact, Employee
from tests.factories.training import CourseFactory, CourseVersionFactory, EnrolmentFactory, TrainingSessionFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import BargainingUnitFactory, DepartmentContactFactory, DepartmentFactory
from tests.training.city import AT, TODAY, a_rule, at_work, completed, derive_duties, office_calendar
from training.queries.panels import person_panel, unit_panel
from training.rules.vocabulary import EnrolmentState

pytestmark = pytest.mark.django_db
JUNE_25 = date(2026, 6, 25)


@pytest.fixture(autouse=True)
def _clock(settings):
    settings.CLOCK_OFFSET = AT - datetime.now(UTC)


def a_session(**changes):
    version = CourseVersionFactory(course=CourseFactory(title="Call-outs by the list", code="LR-900"))
    return TrainingSessionFactory(version=version, held_on=JUNE_25, **changes)


def events_of(client, user):
    token = make_feed(user_id=user.pk, at=AT)
    feed = Calendar.from_ical(client.get(reverse("deadlines:feed", args=[token])).content)
    return {str(event["summary"]): event.decoded("dtstart") for event in feed.walk("VEVENT")}


def somebody_who_signs_in(role=Role.DECISION_MAKER):
    user, person = UserFactory(role=role), at_work()
    Employee.objects.filter(pk=person.pk).update(user=user)
    person.refresh_from_db()
    return user, person


def test_who_teaches_and_who_has_a_seat_find_the_session_in_their_feed(client):
    trainer = UserFactory(role=Role.TRAINER)
    user, person = somebody_who_signs_in()
    waiting, waiter = somebody_who_signs_in()
    session = a_session(trainer=trainer)
    EnrolmentFactory(session=session, employee=person)
    EnrolmentFactory(session=session, employee=waiter, state=EnrolmentState.WAITLISTED, seated_at=None)
    begins = datetime(2026, 6, 25, 13, 0, tzinfo=UTC)
    for reader, expected in ((trainer, {f"{session.reference} training": begins}),
                             (user, {f"{session.reference} training": begins}),
                             (waiting, {}), (UserFactory(role=Role.CHIEF), {})):  # fmt: skip
        assert events_of(client, reader) == expected


def test_called_off_it_leaves_the_feed(client):
    trainer = UserFactory(role=Role.TRAINER)
    a_session(trainer=trainer, cancelled_at=AT, cancelled_by=trainer, cancelled_because="Storm.")
    assert events_of(client, trainer) == {}


def test_the_teams_calendar_shows_every_session_to_those_who_may_know(client):
    session = a_session()
    for role, shown in ((Role.SPECIALIST, True), (Role.DECISION_MAKER, False)):
        client.force_login(UserFactory(role=role))
        page = client.get("/calendar/", {"scope": "team", "date": "2026-06-25"}).content.decode()
        assert (session.reference in page) is shown, role


def hits(client, words):
    groups = client.get("/search/", {"q": words}).context["groups"]
    return [hit.label for group in groups if group.code == "training" for hit in group.hits]


def test_courses_and_sessions_are_found_by_those_who_may_know_of_them(client):
    session = a_session(place="Fire station 4")
    course, held = "LR-900 Call-outs by the list", f"{session.reference} Call-outs by the list"
    asked = {"call-outs list": [course, held], "LR-900": [course, held], session.reference: [held], "station 4": [held]}
    for role, finds in ((Role.TRAINER, True), (Role.LIAISON, True), (Role.DECISION_MAKER, False)):
        client.force_login(UserFactory(role=role))
        for words, found in asked.items():
            assert hits(client, words) == (found if finds else []), (role, words)
        assert hits(client, "no such words") == []


def test_a_search_leads_to_the_persons_own_page(client):
    person = at_work()
    client.force_login(UserFactory(role=Role.ANALYST))
    found = client.get("/search/", {"q": person.number}).context["groups"]
    [hit] = [hit for group in found if group.code == "people" for hit in group.hits]
    assert client.get(hit.url).status_code == 200


@pytest.fixture
def members():
    """Three of one unit, of whom one is current and one overdue; one of no unit who is overdue."""
    office_calendar()
    unit, fire = BargainingUnitFactory(), DepartmentFactory(name="Fire", slug="fire")
    rule = a_rule(due_amount=10)
    done, late, soon = (at_work(unit=unit, department=fire, hired_on=day) for day in (
        date(2020, 1, 6), date(2020, 1, 6), TODAY - timedelta(days=5)))  # fmt: skip
    at_work(hired_on=date(2020, 1, 6))
    completed(done, rule, date(2026, 6, 1))
    derive_duties(today=TODAY)
    return unit, fire, rule, done, late, soon


def test_a_units_page_counts_its_own_members(members, django_assert_num_queries):
    unit, _, rule, *_ = members
    trainer = UserFactory(role=Role.TRAINER)
    with django_assert_num_queries(1):
        panel = unit_panel(trainer, unit, TODAY)
    assert panel.grid is not None
    [row] = panel.grid.rows
    assert [cell.words or cell.chip for cell in row] == [rule.requirement.title, "3", "33%", "1 overdue"]
    # On the day before the completion nobody was current, and who was hired since was nobody's yet.
    [before] = unit_panel(trainer, unit, date(2026, 5, 31)).grid.rows
    assert [cell.words or cell.chip for cell in before] == [rule.requirement.title, "2", "0%", "2 overdue"]
    assert unit_panel(UserFactory(role=Role.DECISION_MAKER), unit, TODAY) is None


def test_a_liaison_counts_their_own_departments_alone(members):
    unit, fire, *_ = members
    theirs = UserFactory(role=Role.LIAISON)
    assert unit_panel(theirs, unit, TODAY).is_empty
    DepartmentContactFactory(department=fire, user=theirs, part=DepartmentContact.Part.LIAISON)
    assert not unit_panel(theirs, unit, TODAY).is_empty


def test_the_rosters_page_of_a_person_tells_their_training(client, members):
    _, _, rule, done, late, _ = members
    reader = UserFactory(role=Role.ANALYST)
    panel = person_panel(reader, late, TODAY)
    assert [(line.words, line.chip_kind) for line in panel.lines] == [(rule.requirement.title, "over")]
    client.force_login(reader)
    page = client.get(reverse("workforce:person", args=[done.code])).content.decode()
    assert "Last completed" in page
    assert reverse("training:person", args=[done.code]) in page
    assert person_panel(UserFactory(role=Role.DECISION_MAKER), late, TODAY) is None


def test_the_hour_is_the_citys(client):
    """Nine in the morning of a winter day is two in the afternoon by the feed."""
    trainer = UserFactory(role=Role.TRAINER)
    version = CourseVersionFactory()
    TrainingSessionFactory(version=version, held_on=date(2026, 12, 3), begins_at=time(9), trainer=trainer)
    assert list(events_of(client, trainer).values()) == [datetime(2026, 12, 3, 14, 0, tzinfo=UTC)]
