"""Holidays and closures: seen by all, changed by the chief, and never without the effect first."""

from datetime import date

import pytest
from django.urls import reverse

from labor_office.core.deadlines.actions.clocks import Beginning, Happened, start_clock
from labor_office.core.deadlines.models.calendars import Calendar, ClosedDay
from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.deadlines.rules.proposing import propose
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.rules import Level
from labor_office.core.notices.models import Notice
from labor_office.core.users.permissions import Role
from tests.factories.deadlines import calendar, published_version
from tests.factories.matters import MatterFactory
from tests.factories.users import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_morning")]
TODAY = date(2026, 6, 15)
SNOW = {"day": "6/16/2026", "name": "Snow closure", "kind": "CLOSURE", "source": "Order 12"}


@pytest.fixture
def city():
    made = calendar()
    Calendar.objects.filter(pk=made.pk).update(is_office=True, proposes_from="US-VA")
    made.refresh_from_db()
    return made


@pytest.fixture
def chief(client):
    user = UserFactory(role=Role.CHIEF)
    client.force_login(user)
    return user


def running(city, demo_morning, **changes):
    """A matter whose Step 1 decision is due June 17."""
    matter = MatterFactory(**changes)
    version = published_version(on=city, slug=f"p{matter.pk}")
    start_clock(
        matter_id=matter.pk, version_id=version.pk, by=None, at=demo_morning, today=TODAY,
        begins=Beginning([Happened("filed:1", date(2026, 6, 2)), Happened("meeting:1", date(2026, 6, 3))]),
    )  # fmt: skip
    return matter


def address(name, city, year=2026):
    return reverse(f"deadlines:{name}", args=[city.slug, year])


def test_everyone_reads_the_holidays_and_only_the_chief_changes_them(client, city):
    found, opened = {}, {"day": "6/19/2026", "reason": "by mistake"}
    for role in Role:
        client.force_login(UserFactory(role=role))
        found[role] = [
            client.get(reverse("deadlines:holidays")).status_code,
            client.get(address("holidays_year", city)).status_code,
            client.post(address("close_day", city), SNOW).status_code,
            client.post(address("open_day", city), opened).status_code,
            client.post(address("publish_year", city, 2029), {}).status_code,
        ]
    assert found.pop(Role.CHIEF) == [200, 200, 200, 200, 422]  # too early for 2029
    assert found == {role: [200, 200, 403, 403, 403] for role in Role if role is not Role.CHIEF}
    assert not ClosedDay.objects.filter(day=date(2026, 6, 16)).exists()


@pytest.mark.usefixtures("chief")
def test_a_closure_shows_old_and_new_dates_and_saves_nothing_yet(client, city, demo_morning):
    matter = running(city, demo_morning, owner=UserFactory(name="Dana Whitfield"))

    answer = client.post(address("close_day", city), SNOW)

    (row,) = answer.context["effect"].rows
    assert (row.reference, row.was, row.now) == (matter.reference, date(2026, 6, 17), date(2026, 6, 18))
    assert answer.context["effect"].told == ("D. Whitfield",)
    assert Deadline.objects.get(matter=matter, code="R3").due_on == date(2026, 6, 17)
    assert not ClosedDay.objects.filter(day=date(2026, 6, 16)).exists()


@pytest.mark.usefixtures("chief")
def test_a_saved_closure_moves_the_dates_and_tells_each_owner_once(client, city, demo_morning):
    owner = UserFactory()
    matters = [running(city, demo_morning, owner=owner) for _ in range(2)]

    answer = client.post(address("close_day", city), SNOW | {"do": "save"})

    assert answer["Location"] == address("holidays_year", city)
    assert {Deadline.objects.get(matter=one, code="R3").due_on for one in matters} == {date(2026, 6, 18)}
    assert Notice.objects.filter(recipient=owner).count() == 1


def test_a_matter_that_is_not_shared_leaves_no_trace_in_the_effect(client, city, demo_morning):
    hidden = running(city, demo_morning, level=Level.RESTRICTED, title="Hidden")
    client.force_login(UserFactory(role=Role.CHIEF))

    answer = client.post(address("close_day", city), SNOW)

    page = answer.content.decode()
    assert answer.context["effect"].rows == ()
    assert hidden.reference not in page
    assert "Moves no deadline that you can see." in page


@pytest.mark.usefixtures("chief")
def test_a_day_that_cannot_be_closed_says_why(client, city):
    for day, said in (
        ("6/19/2026", "Fri, Jun 19, 2026 is closed already: Juneteenth."),
        ("6/20/2026", "Sat, Jun 20, 2026 is a weekend: it is closed already."),
        ("1/4/2027", "City is published through Thu, Dec 31, 2026."),
    ):
        answer = client.post(address("close_day", city), SNOW | {"day": day})
        assert (day, answer.status_code) == (day, 422)
        assert said in answer.content.decode()


@pytest.mark.usefixtures("chief")
def test_htmx_gets_the_effect_alone_and_mistakes_with_it(client, city):
    headers = {"HX-Request": "true", "HX-Target": "effect"}
    good = client.post(address("close_day", city), SNOW, headers=headers)
    assert good.content.decode().lstrip().startswith('<div id="effect"')
    bad = client.post(address("close_day", city), SNOW | {"name": ""}, headers=headers)
    assert bad.status_code == 422
    assert 'id="error-summary"' in bad.content.decode()


@pytest.mark.usefixtures("chief")
def test_an_entered_day_is_opened_again(client, city):
    given = {"day": "2026-06-19", "reason": "by mistake"}
    assert client.post(address("open_day", city), given).status_code == 200
    assert ClosedDay.objects.filter(day=date(2026, 6, 19)).exists()
    client.post(address("open_day", city), given | {"do": "save"})
    assert not ClosedDay.objects.filter(day=date(2026, 6, 19)).exists()
    assert client.post(address("open_day", city), given).status_code == 422


@pytest.mark.usefixtures("chief")
def test_the_next_year_is_published_with_the_ticked_days(client, city):
    page = client.get(address("holidays_year", city, 2027)).content.decode()
    assert "Martin Luther King Jr. Day" in page
    given = {"days": ["2027-01-01", "2027-01-18"], "others": "12/24 Christmas Eve\n"}
    client.post(address("publish_year", city, 2027), given)
    city.refresh_from_db()
    assert city.published_through == date(2027, 12, 31)
    days = dict(ClosedDay.objects.filter(calendar=city, day__year=2027).values_list("day", "name"))
    assert days == {
        date(2027, 1, 1): "New Year's Day",
        date(2027, 1, 18): "Martin Luther King Jr. Day",
        date(2027, 12, 24): "Christmas Eve",
    }


@pytest.mark.usefixtures("chief")
def test_a_year_out_of_turn_is_refused(client, city):
    answer = client.post(address("publish_year", city, 2029), {"days": []})
    assert "Publish 2027 first" in answer.content.decode()


def test_what_the_library_gets_wrong_is_noted_and_not_ticked():
    found = {one.name: one for one in propose("US-VA", 2026)}
    assert not found["Election Day"].is_likely
    assert "Columbus Day" in found["Indigenous Peoples' Day"].note
    assert found["Independence Day"].is_weekend
    assert found["Memorial Day"].is_likely
    assert propose("XX", 2026) == ()


@pytest.mark.usefixtures("chief")
def test_a_year_asks_the_same_few_questions(client, city, django_assert_max_num_queries):
    for numbers in (range(1), range(1, 4)):
        for number in numbers:
            ClosedDay.objects.create(calendar=city, day=date(2026, 3, 2 + number), name=f"Closed {number}")
        with django_assert_max_num_queries(9):  # five of the page, the rest of session and header
            client.get(address("holidays_year", city))


@pytest.mark.usefixtures("chief")
def test_calendars_that_only_came_with_a_file_are_listed_apart_until_someone_counts_by_them(client, city, demo_morning):
    calendar(name="From a file")
    matter = running(calendar(name="Of a matter"), demo_morning)

    def listed():
        answer = client.get(reverse("deadlines:holidays"))
        return [[row["calendar"].name for row in answer.context[name]] for name in ("rows", "of_files")]

    assert listed() == [[city.name, "Of a matter"], ["From a file"]]
    Matter.objects.filter(pk=matter.pk).update(closed_on=date(2026, 6, 15))
    assert listed() == [[city.name], ["From a file", "Of a matter"]]
