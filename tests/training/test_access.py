"""Who finds what: training for the office, a liaison their own departments, everybody their own record."""

import re

import pytest

from labor_office.core.users.permissions import Permission, Role, role_has
from labor_office.core.workforce.models import DepartmentContact
from tests.factories.training import EnrolmentFactory, TrainingSessionFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import DepartmentContactFactory, DepartmentFactory
from tests.training.city import TODAY, a_rule, at_work, completed, office_calendar
from training.actions.deriving import derive_duties
from training.models.reach import reads_everyone

pytestmark = pytest.mark.django_db
PEOPLE = "/training/compliance/people/"


@pytest.fixture
def city():
    """Someone in Fire and someone in Parks, each owing one thing and put down for one session."""
    office_calendar()
    fire, parks = DepartmentFactory(name="Fire", slug="fire"), DepartmentFactory(name="Parks", slug="parks")
    rule = a_rule(due_amount=10)
    ours, theirs = at_work(department=fire), at_work(department=parks)
    ours.name, theirs.name = "Alan Pike", "Paul Edmond"
    for person in (ours, theirs):
        person.save(update_fields=["name"])
    derive_duties(today=TODAY)
    session = TrainingSessionFactory(held_on=TODAY.replace(year=2036))
    for person in (ours, theirs):
        EnrolmentFactory(session=session, employee=person)
    return {"fire": fire, "ours": ours, "theirs": theirs, "session": session, "rule": rule}


def somebody(role, city):
    user = UserFactory(role=role)
    if role is Role.LIAISON:
        DepartmentContactFactory(department=city["fire"], user=user, part=DepartmentContact.Part.LIAISON)
    return user


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        (Role.TRAINER, {"Alan Pike", "Paul Edmond"}),
        (Role.CHIEF, {"Alan Pike", "Paul Edmond"}),
        (Role.ATTORNEY, {"Alan Pike", "Paul Edmond"}),
        (Role.LIAISON, {"Alan Pike"}),
    ],
)
def test_people_are_found_by_those_who_may_read_them(client, city, role, shown):
    client.force_login(somebody(role, city))
    for address in (PEOPLE, city["session"].get_absolute_url()):
        page = client.get(address).content.decode()
        assert {name for name in ("Alan Pike", "Paul Edmond") if name in page} == shown, address
    assert b"Parks" in client.get("/training/compliance/").content or role is Role.LIAISON


def test_whoever_keeps_the_outbox_may_read_everyones_training_which_its_mails_tell():
    keepers = [role for role in Role if role_has(role, Permission.OUTBOX_READ)]
    assert keepers
    assert [role for role in keepers if not reads_everyone(UserFactory.build(role=role))] == []


def test_a_liaison_never_learns_of_another_departments_people(client, city):
    client.force_login(somebody(Role.LIAISON, city))
    assert client.get(f"/training/people/{city['ours'].code}/").status_code == 200
    hidden = client.get(f"/training/people/{city['theirs'].code}/")
    absent = client.get("/training/people/ZZZZZZZ/")
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert said(hidden) == said(absent)
    address = f"{city['session'].get_absolute_url()}enrol/"
    assert b"Paul Edmond" not in client.get(address, {"q": "Edmond"}).content
    seats = {each.employee_id: each.pk for each in city["session"].enrolments.all()}
    gone = client.get(f"{city['session'].get_absolute_url()}seats/{seats[city['theirs'].pk]}/withdraw/")
    assert gone.status_code == 404
    posted = client.post(address, {"person": [city["theirs"].pk]}, follow=True)
    assert city["session"].enrolments.count() == 2
    assert posted.status_code == 200


def test_sessions_of_a_department_count_every_seat_once_and_tell_a_liaison_of_no_other(client, city):
    for _ in range(2):
        EnrolmentFactory(session=city["session"], employee=at_work(department=city["fire"]))
    fire, parks = ("/training/sessions/?department=fire", "/training/sessions/?department=parks")
    client.force_login(somebody(Role.TRAINER, city))
    (row,) = client.get(fire).context["page"].rows
    assert row.seated == 4
    client.force_login(somebody(Role.LIAISON, city))
    assert [client.get(address).context["count"] for address in (fire, parks)] == [1, 0]


@pytest.mark.parametrize(
    ("role", "reads", "edits"),
    [
        (Role.CHIEF, 200, 200),
        (Role.TRAINER, 200, 200),
        (Role.SPECIALIST, 200, 403),
        (Role.LIAISON, 200, 403),
        (Role.DECISION_MAKER, 403, 403),
    ],
)
def test_who_reads_and_who_edits(client, city, role, reads, edits):
    client.force_login(somebody(role, city))
    rule = city["rule"].requirement.slug
    for address in (
        "/training/compliance/",
        "/training/courses/",
        "/training/sessions/",
        f"/training/requirements/{rule}/",
    ):
        assert client.get(address).status_code == reads, address
    for address in ("/training/courses/new/", "/training/sessions/new/", f"/training/requirements/{rule}/change/"):
        assert client.get(address).status_code == edits, address


def test_everybody_reads_their_own(client, city):
    me = UserFactory(role=Role.DECISION_MAKER)
    city["ours"].user = me
    city["ours"].save(update_fields=["user"])
    client.force_login(me)
    assert b"Alan Pike" in client.get("/training/mine/").content
    assert client.get(f"/training/people/{city['theirs'].code}/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_cost_the_same_for_one_and_for_three(client, django_assert_num_queries, count):
    office_calendar()
    rule = a_rule()
    for _ in range(count):
        completed(at_work(), rule, TODAY)
        EnrolmentFactory(session=TrainingSessionFactory(held_on=TODAY.replace(year=2036)))
        a_rule()
    derive_duties(today=TODAY)
    client.force_login(UserFactory(role=Role.TRAINER))
    for address, queries in (
        (PEOPLE, 15),
        ("/training/sessions/", 6),
        ("/training/requirements/", 10),
        ("/training/courses/", 5),
    ):
        with django_assert_num_queries(queries):
            client.get(address)


def said(response):
    """The page without the tokens that are others on every page."""
    return re.sub(
        rb'"X-CSRFToken": "[^"]+"|value="[A-Za-z0-9]{64}"|nonce="[^"]+"|/people/[A-Z0-9]{7}|people%2F[A-Z0-9]{7}',
        b"",
        response.content,
    )
