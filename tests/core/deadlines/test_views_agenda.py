"""The calendar, its private feed, and dates set by hand."""

from datetime import UTC, date, datetime, time

import pytest
from django.urls import reverse
from icalendar import Calendar as Feed

from labor_office.core.deadlines.actions.clocks import Beginning, Happened, start_clock
from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.matters.rules import Level
from labor_office.core.users.permissions import Role
from tests.factories.deadlines import calendar, published_version
from tests.factories.matters import MatterFactory, MeetingFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import BargainingUnitFactory, DepartmentFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_morning")]
TODAY = date(2026, 6, 15)


@pytest.fixture
def city():
    made = calendar()
    Calendar.objects.filter(pk=made.pk).update(is_office=True)
    return made


@pytest.fixture
def dana(client):
    user = UserFactory(name="Dana Whitfield", away_from=date(2026, 6, 25), away_until=date(2026, 6, 26))
    client.force_login(user)
    return user


@pytest.fixture
def matter(city, dana, demo_morning):
    """Dana's matter: its Step 1 decision is due Wed, Jun 17."""
    return begun(city, demo_morning, owner=dana)


def begun(city, at, **changes):
    made = MatterFactory(**changes)
    start_clock(
        matter_id=made.pk, version_id=published_version(on=city, slug=f"p{made.pk}").pk, by=None, at=at, today=TODAY,
        begins=Beginning([Happened("filed:1", date(2026, 6, 2)), Happened("meeting:1", date(2026, 6, 3))]),
    )  # fmt: skip
    return made


def shown(answer):
    return {(day.on, item.kind, item.reference) for day in answer.context["days"] for item in day.items}


def test_the_agenda_holds_meetings_deadlines_absences_and_names_the_holidays(client, dana, matter):
    MeetingFactory(matter=matter, on=date(2026, 6, 18), owner=dana)
    answer = client.get(reverse("deadlines:agenda"))
    assert shown(answer) == {
        (date(2026, 6, 17), "deadline", matter.reference),
        (date(2026, 6, 18), "meeting", matter.reference),
        (date(2026, 6, 25), "absence", ""),
        *{(one.due_on, "deadline", matter.reference) for one in Deadline.objects.filter(matter=matter, code="R2")},
    }
    assert "Juneteenth" in answer.content.decode()


@pytest.mark.usefixtures("matter")
def test_a_restricted_matter_leaves_no_trace_on_the_calendar(client, city, demo_morning):
    hidden = begun(city, demo_morning, level=Level.RESTRICTED, owner=UserFactory())
    MeetingFactory(matter=hidden, on=date(2026, 6, 18))
    assert hidden.reference not in client.get(reverse("deadlines:agenda"), {"scope": "team"}).content.decode()


def test_the_calendar_of_a_colleague_a_unit_or_a_department(client, city, dana, matter, demo_morning):
    omar, unit, department = UserFactory(name="Omar Reyes"), BargainingUnitFactory(), DepartmentFactory()
    his = begun(city, demo_morning, owner=omar, unit=unit, department=department, level=Level.OFFICE)
    UserFactory(name="Ines Calder", away_from=date(2026, 6, 16), away_until=date(2026, 6, 17))

    def asked(**query):
        found = shown(client.get(reverse("deadlines:agenda"), query))
        return {reference for _, _, reference in found}, {kind for _, kind, _ in found}

    assert asked(scope=omar.pk) == ({his.reference}, {"deadline"})
    assert asked(scope="team", unit=unit.slug) == ({his.reference}, {"deadline"})
    assert asked(scope="team", department=department.slug) == ({his.reference}, {"deadline"})
    assert asked(unit=unit.slug) == (set(), set())
    everything, kinds = asked(scope="team")
    assert everything >= {his.reference, matter.reference}
    assert kinds == {"deadline", "absence"}


def test_whoever_reads_no_office_matters_has_a_calendar_of_their_own_alone(client, dana):
    liaison = UserFactory(role=Role.LIAISON)
    client.force_login(liaison)
    page = client.get(reverse("deadlines:agenda"), {"scope": dana.pk}).content.decode()
    assert "Dana Whitfield" not in page


def test_the_months_turn_and_keep_the_filters(client, dana):
    answer = client.get(reverse("deadlines:agenda"), {"scope": "team", "date": "2026-12-01"})
    assert answer.context["next_url"] == "?scope=team&date=2027-01-01"
    assert answer.context["previous_url"] == "?scope=team&date=2026-11-01"
    assert "No events in December 2026." in answer.content.decode()


@pytest.mark.parametrize(
    ("view", "on", "first", "last", "before", "after", "title"),
    [
        ("week", "2026-06-17", "2026-06-14", "2026-06-20", "2026-06-07", "2026-06-21", "June 14 to 20, 2026"),
        ("week", "2026-06-28", "2026-06-28", "2026-07-04", "2026-06-21", "2026-07-05", "June 28 to July 4, 2026"),
        ("month", "2026-06-17", "2026-05-31", "2026-07-04", "2026-05-01", "2026-07-01", "June 2026"),
        ("month", "2026-02-10", "2026-02-01", "2026-02-28", "2026-01-01", "2026-03-01", "February 2026"),
    ],
)
def test_a_week_and_a_month_are_drawn_in_whole_weeks(client, dana, *, view, on, first, last, before, after, title):
    answer = client.get(reverse("deadlines:agenda"), {"view": view, "date": on})
    cells = [cell for week in answer.context["weeks"] for cell in week]
    assert (cells[0].day.on.isoformat(), cells[-1].day.on.isoformat()) == (first, last)
    assert {len(week) for week in answer.context["weeks"]} == {7}
    assert answer.context["previous_url"] == f"?view={view}&date={before}"
    assert answer.context["next_url"] == f"?view={view}&date={after}"
    assert answer.context["title"] == title


def test_a_full_day_of_a_month_lists_four_and_leads_to_the_rest(client, dana, matter):
    for hour in range(9, 15):
        MeetingFactory(matter=matter, on=date(2026, 6, 17), starts_at=time(hour), owner=dana)
    page = client.get(reverse("deadlines:agenda"), {"view": "month"}).content.decode()
    assert "3 more<span" in page
    assert "?view=agenda&amp;date=2026-06-17#on-2026-06-17" in page
    week = client.get(reverse("deadlines:agenda"), {"view": "week"}).content.decode()
    assert "more<span" not in week


def test_a_month_marks_what_is_overdue_and_spreads_an_absence(client, dana, matter):
    Deadline.objects.filter(matter=matter, code="R3").update(due_on=date(2026, 6, 12), state="MISSED")
    answer = client.get(reverse("deadlines:agenda"), {"view": "month"})
    assert "1 overdue" in answer.content.decode()
    away = {
        cell.day.on
        for week in answer.context["weeks"]
        for cell in week
        for item in cell.items
        if item.kind == "absence"
    }
    assert away == {date(2026, 6, 25), date(2026, 6, 26)}


def test_the_agenda_asks_the_same_few_questions(client, city, dana, demo_morning, django_assert_max_num_queries):
    for more in (1, 2):
        for _ in range(more):
            begun(city, demo_morning, owner=dana)
        client.get(reverse("deadlines:agenda"))
        for view in ("agenda", "week", "month"):
            # session, person, meetings, deadlines, office, absences, holidays; the choices: people, units, departments
            with django_assert_max_num_queries(11):
                client.get(reverse("deadlines:agenda"), {"view": view})


def test_the_feed_is_opened_by_its_address_alone_and_names_nobody(client, dana, matter):
    address = client.post(reverse("deadlines:feed_reset")).context["feed_url"].replace("http://testserver", "")
    client.logout()
    answer = client.get(address)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert f"{matter.reference} deadline" in text
    assert matter.title not in text
    assert "Whitfield" not in text
    assert client.get("/calendar/feed/guess.ics").status_code == 404
    dana.refresh_from_db()
    assert dana.feed_token not in address


def _events(client, address):
    events = Feed.from_ical(client.get(address).content).walk("VEVENT")
    return {str(event["UID"]): event.decoded("DTSTART") for event in events}


def test_a_feed_names_each_act_by_its_own_row_and_gives_the_time_of_a_meeting(client, dana, matter):
    meeting = MeetingFactory(matter=matter, on=date(2026, 6, 18), starts_at=time(10, 30), owner=dana)
    deadline = Deadline.objects.get(matter=matter, code="R3")
    address = client.post(reverse("deadlines:feed_reset")).context["feed_url"]

    before = _events(client, address)
    met = f"meeting-{meeting.pk}@labor-relations-desk"
    meeting.delete()
    Deadline.objects.filter(pk=deadline.pk).update(due_on=date(2026, 6, 24))
    after = _events(client, address)

    named = f"deadline-{deadline.pk}@labor-relations-desk"
    assert before.pop(met) == datetime(2026, 6, 18, 14, 30, tzinfo=UTC)
    assert (before[named], after[named]) == (date(2026, 6, 17), date(2026, 6, 24))
    assert before.keys() == after.keys()


def test_a_new_address_ends_the_one_before(client, dana):
    first = client.post(reverse("deadlines:feed_reset")).context["feed_url"]
    client.post(reverse("deadlines:feed_reset"))
    assert client.get(first.replace("http://testserver", "")).status_code == 404


def test_a_date_is_set_by_hand_after_a_preview_and_given_up_again(client, dana, matter):
    deadline = Deadline.objects.get(matter=matter, code="R3")
    address = reverse("deadlines:by_hand", args=[deadline.pk])
    given = {"due_on": "6/22/2026", "reason": "Arbitrator's order"}

    answer = client.post(address, given)
    assert [(move.was, move.now) for move in answer.context["moves"]] == [(date(2026, 6, 17), date(2026, 6, 22))]
    deadline.refresh_from_db()
    assert deadline.due_on == date(2026, 6, 17)

    client.post(address, given | {"do": "save"})
    deadline.refresh_from_db()
    assert (deadline.due_on, deadline.counted_due_on) == (date(2026, 6, 22), date(2026, 6, 17))

    client.post(reverse("deadlines:count_again", args=[deadline.pk]), {"reason": "Order withdrawn"})
    deadline.refresh_from_db()
    assert deadline.due_on == date(2026, 6, 17)


def test_who_may_set_a_date_by_hand(client, matter):
    deadline, found = Deadline.objects.get(matter=matter, code="R3"), {}
    for role in Role:
        client.force_login(UserFactory(role=role))
        found[role] = client.get(reverse("deadlines:by_hand", args=[deadline.pk])).status_code
    assert found == {role: 200 if role in {Role.CHIEF, Role.SPECIALIST} else 403 for role in Role}


def test_the_deadline_of_a_matter_that_is_not_shared_is_not_found(client, city, dana, demo_morning):
    hidden = begun(city, demo_morning, level=Level.RESTRICTED, owner=UserFactory())
    deadline = Deadline.objects.get(matter=hidden, code="R3")
    for name in ("by_hand", "count_again"):
        assert client.get(reverse(f"deadlines:{name}", args=[deadline.pk])).status_code == 404
