"""Committees and the contacts log: what is required and not scheduled, who does what, who speaks with whom."""

from datetime import UTC, date, datetime

import pytest

from bargaining.actions import committee_meetings as meetings
from bargaining.actions import committees as actions
from bargaining.actions import contacts, shipped
from bargaining.models.committees import ActionItem
from bargaining.models.contacts import Conversation
from bargaining.queries.contacts import map_of
from bargaining.rules.committees import Frequency, standing
from bargaining.rules.vocabulary import Side
from labor_office.core.deadlines.actions.calendars import make_calendar
from labor_office.core.deadlines.actions.shipping import put_in_use
from labor_office.core.matters.actions.access import grant_access
from labor_office.core.matters.actions.meetings import MeetingOver
from labor_office.core.matters.models.matter import Matter, MatterAccess
from labor_office.core.notices.models import Notice
from labor_office.core.users.permissions import Role
from tests.each import each
from tests.factories.bargaining import NegotiationFactory
from tests.factories.rosters import RepresentativeFactory
from tests.factories.services import (
    ActionItemFactory,
    CommitteeFactory,
    CommitteeMeetingFactory,
    CommitteeMemberFactory,
    ConversationFactory,
)
from tests.factories.users import UserFactory
from tests.factories.workforce import BargainingUnitFactory, DepartmentContactFactory, DepartmentFactory

AT, TODAY = datetime(2026, 6, 15, 13, tzinfo=UTC), date(2026, 6, 15)
EARLIER, LATER = date(2026, 6, 1), date(2026, 7, 1)
OFFICE = {Role.CHIEF, Role.SPECIALIST, Role.ANALYST, Role.ATTORNEY, Role.RECORDS}


def sign_in(client, role=Role.CHIEF):
    user = UserFactory(role=role)
    client.force_login(user, backend="labor_office.core.web.backends.DeskBackend")
    return user


@each(
    ("due_on", "next_on", "words", "is_missing"),
    [
        (None, None, "Nothing required", False),
        (None, LATER, "Scheduled", False),
        (LATER, LATER, "Scheduled in time", False),
        (date(2026, 6, 30), LATER, "Scheduled after it is due", True),
        (LATER, None, "Required, not scheduled", True),
        (TODAY, None, "Required, not scheduled", True),
        (EARLIER, None, "Required and not held", True),
    ],
)
def test_what_is_required_and_not_scheduled(due_on, next_on, words, is_missing):
    found = standing(due_on=due_on, next_on=next_on, today=TODAY)

    assert (found.words, found.is_missing) == (words, is_missing)


@pytest.fixture
def chief(db):
    return UserFactory(role=Role.CHIEF)


@pytest.fixture
def counted(chief):
    """The office counts committees' meetings by the shipped rules."""
    calendar = make_calendar(
        name="City", slug="city", first_on=date(2026, 1, 1), published_through=date(2027, 12, 31), closed=[],
        by=chief, at=AT, is_office=True, reason="Test",
    )  # fmt: skip
    put_in_use(shipped.RULES, calendar=calendar, from_on=date(2026, 1, 1), by=chief, at=AT)


@pytest.fixture
def committee(chief):
    """Must meet every quarter, counted from March 3."""
    return actions.found_committee(
        title="Safety committee", unit=BargainingUnitFactory(slug="trades"), frequency=Frequency.QUARTERLY,
        since=date(2026, 3, 3), by=chief, at=AT, today=TODAY,
    )  # fmt: skip


def due(committee):
    return Matter.objects.get(pk=committee.pk).next_due_on


def hold(committee, chief, on):
    sitting = meetings.plan_meeting(committee_id=committee.pk, on=on, by=chief, at=AT)
    return meetings.hold_meeting(
        sitting_id=sitting.pk, people="Both sides", minutes="Said.", by=chief, at=AT, today=TODAY
    )


def test_a_meeting_held_counts_the_next_one_from_its_day(counted, committee, chief):
    assert due(committee) == date(2026, 6, 3)

    hold(committee, chief, date(2026, 6, 12))

    assert due(committee) == date(2026, 9, 14)  # three months on is a Saturday


def test_a_meeting_is_recorded_once_and_not_before_its_day(committee, chief):
    sitting = hold(committee, chief, date(2026, 6, 12))
    with pytest.raises(MeetingOver):
        meetings.hold_meeting(sitting_id=sitting.pk, people="", minutes="", by=chief, at=AT, today=TODAY)
    with pytest.raises(actions.CommitteeRefused, match="planned for"):
        hold(committee, chief, LATER)


def test_who_is_given_something_to_do_is_told_and_may_record_it(client, committee, chief):
    liaison = sign_in(client, Role.LIAISON)
    made = actions.give_item(
        committee_id=committee.pk, title="Write the heat plan", due_on=LATER, owner=liaison, by=chief, at=AT
    )
    address = f"/committees/{committee.slug}/items/{made.pk}/done/"

    assert Notice.objects.filter(recipient=liaison, matter_id=committee.pk).count() == 1
    assert client.get(f"/committees/{committee.slug}/").status_code == 200
    assert client.post(address, {"on": "6/15/2026"}, follow=True).status_code == 200
    done = ActionItem.objects.get()
    assert (done.done_by, done.done_on is None) == (liaison, False)


def test_the_union_s_people_have_no_account(committee, chief):
    with pytest.raises(actions.CommitteeRefused, match="no account"):
        actions.seat_member(
            committee_id=committee.pk, side=Side.UNION, user=UserFactory(), starts_on=TODAY, by=chief, at=AT
        )


# Who may open a page, and what it answers to anybody else.
OPEN_TO = {
    "/committees/": (OFFICE | {Role.LIAISON}, 403),
    "/committees/safety-x/": (OFFICE, 404),
    "/contacts/": (OFFICE, 403),
}


@pytest.mark.django_db
def test_pages_open_for_those_who_may(client):
    CommitteeFactory(slug="safety-x")
    got, expected = {}, {}
    for role in Role:
        sign_in(client, role)
        for address, (readers, refused) in OPEN_TO.items():
            got[role, address] = client.get(address).status_code
            expected[role, address] = 200 if role in readers else refused
    assert got == expected


@pytest.mark.django_db
def test_a_liaison_finds_the_committee_of_their_own_department(client):
    liaison = sign_in(client, Role.LIAISON)
    water, fire = DepartmentFactory(), DepartmentFactory()
    DepartmentContactFactory(department=water, user=liaison)
    CommitteeFactory(slug="water", title="Water committee", department=water)
    CommitteeFactory(slug="fire", title="Fire committee", department=fire)

    shown = client.get("/committees/").text

    assert "Water committee" in shown
    assert "Fire committee" not in shown
    assert client.get("/committees/fire/").status_code == 404


@pytest.mark.django_db
def test_a_number_leads_to_the_committee_s_own_address(client):
    CommitteeFactory(slug="safety-x", reference="LM-2026-900")
    sign_in(client)

    assert client.get("/committees/LM-2026-900/").headers["Location"] == "/committees/safety-x/"


QUERIES = {"/committees/": 10, "/committees/one/": 13, "/contacts/": 12}


@pytest.mark.django_db
def test_pages_ask_the_same_for_one_as_for_three(client, django_assert_num_queries):
    one = CommitteeFactory(slug="one")
    for days in ((1,), (2, 3)):
        for day in days:
            CommitteeMemberFactory(committee=one)
            CommitteeMeetingFactory(committee=one, on=date(2026, 7, day))
            ActionItemFactory(committee=one)
            ConversationFactory(follow_up_on=LATER)
        for address, queries in QUERIES.items():
            sign_in(client)
            with django_assert_num_queries(queries):
                assert client.get(address).status_code == 200
        CommitteeFactory.create_batch(2)


@pytest.mark.django_db
def test_a_conversation_about_a_matter_is_known_to_those_who_know_the_matter(client):
    table = NegotiationFactory()
    ConversationFactory(about="Their floor on wages.", matter=table)
    ConversationFactory(about="Dates for the summer.")
    chief = sign_in(client)

    shown = client.get("/contacts/").text

    assert "Dates for the summer." in shown
    assert "Their floor on wages." not in shown
    assert table.reference not in shown
    assert [row.total for row in map_of(chief, since=date(2026, 1, 1)).rows] == [1]


@pytest.mark.django_db
def test_what_is_typed_is_kept_and_followed_up(client):
    me, person = sign_in(client), RepresentativeFactory()
    typed = {"representative": person.pk, "on": "6/1/2026", "channel": "CALL", "about": "A list.",
             "follow_up_on": "6/20/2026"}  # fmt: skip

    assert client.post("/contacts/new/", typed | {"reference": "G-1999-0001"}).status_code == 422
    client.post("/contacts/new/", typed)
    made = Conversation.objects.get()
    client.post(f"/contacts/{made.pk}/followed-up/")

    made.refresh_from_db()
    assert (made.user, made.followed_up_on is None) == (me, False)


@pytest.mark.django_db
def test_a_follow_up_does_not_come_before_the_conversation():
    with pytest.raises(contacts.FollowUpRefused):
        contacts.log_conversation(
            representative=RepresentativeFactory(), on=TODAY, channel="CALL", about="A list.", by=UserFactory(), at=AT,
            follow_up_on=EARLIER,
        )  # fmt: skip


def seated(committee, chief, user):
    return actions.seat_member(committee_id=committee.pk, side=Side.CITY, user=user, starts_on=EARLIER, by=chief, at=AT)


def leaves(member, chief, on):
    actions.leave_committee(member_id=member.pk, on=on, by=chief, at=AT, today=TODAY)


def test_who_leaves_may_open_the_committee_through_their_last_day_alone_and_seated_again_for_good(committee, chief):
    for on, last_days in ((TODAY, [TODAY]), (LATER, [LATER]), (EARLIER, [])):
        liaison = UserFactory(role=Role.LIAISON)
        leaves(seated(committee, chief, liaison), chief, on)
        named = MatterAccess.objects.filter(matter=committee.pk, user=liaison).values_list("ends_on", flat=True)
        assert list(named) == last_days, on
        seated(committee, chief, liaison)
        assert list(named.all()) == [None], on


def test_who_leaves_with_something_to_do_stays_named_until_it_is_done(committee, chief):
    liaison = UserFactory(role=Role.LIAISON)
    member = seated(committee, chief, liaison)
    todo = actions.give_item(
        committee_id=committee.pk, title="Write the heat plan", due_on=LATER, owner=liaison, by=chief, at=AT
    )
    leaves(member, chief, EARLIER)
    assert MatterAccess.objects.filter(matter=committee.pk, user=liaison, ends_on=None).exists()
    actions.finish_item(item_id=todo.pk, on=TODAY, by=liaison, at=AT, today=TODAY)
    assert not MatterAccess.objects.filter(matter=committee.pk, user=liaison).exists()


def test_who_leaves_one_seat_keeps_what_they_hold_otherwise(committee, chief):
    named, twice = UserFactory.create_batch(2, role=Role.LIAISON)
    grant_access(matter_id=committee.pk, user=named, reason="Writes its reports", by=chief, at=AT)
    members = [seated(committee, chief, person) for person in (named, twice)]
    seated(committee, chief, twice)
    for member in members:
        leaves(member, chief, EARLIER)
    kept = MatterAccess.objects.filter(matter=committee.pk, ends_on=None, user__in=(named, twice))
    assert set(kept.values_list("user", flat=True)) == {named.pk, twice.pk}


def test_a_day_whose_meeting_was_called_off_is_free_again(client, committee, chief):
    client.force_login(chief, backend="labor_office.core.web.backends.DeskBackend")
    first = meetings.plan_meeting(committee_id=committee.pk, on=LATER, agenda="Heat", by=chief, at=AT)
    top = f"/committees/{committee.slug}/meetings/"
    with pytest.raises(actions.CommitteeRefused, match="stands on"):
        meetings.plan_meeting(committee_id=committee.pk, on=LATER, by=chief, at=AT)

    member = UserFactory(role=Role.SPECIALIST)
    seated(committee, chief, member)
    afterwards = {"user": UserFactory(role=Role.SPECIALIST), "starts_on": date(2026, 7, 2)}
    actions.seat_member(committee_id=committee.pk, side=Side.CITY, by=chief, at=AT, **afterwards)
    assert client.post(f"{top}{LATER}/call-off/", {"because": " "}).status_code == 422
    assert client.post(f"{top}{LATER}/call-off/", {"because": "The hall is closed."}).status_code == 302
    assert "The hall is closed." in client.get(f"{top}{LATER}/").content.decode()
    told = Notice.objects.get(template="meeting_off")
    assert (told.recipient, told.context["because"]) == (member, "The hall is closed.")
    assert committee.events.filter(summary__endswith="called off: The hall is closed.").exists()
    again = meetings.plan_meeting(committee_id=committee.pk, on=LATER, by=chief, at=AT)

    assert (again.pk, again.agenda, again.meeting.cancelled_at) == (first.pk, "Heat", None)
    kept = list(committee.matter.meetings.order_by("pk").values_list("cancelled_at", flat=True))
    assert [one is None for one in kept] == [False, True]
    assert "Called off" not in client.get(f"{top}{LATER}/").content.decode()
