"""A person's own page: what is kept, what is refused, what is only warned of."""

from datetime import date, datetime, time

import pytest

from labor_office.core.users import actions
from labor_office.core.users.models import PersonEvent, User
from labor_office.core.web import clock
from tests.factories.users import UserFactory

GIVEN = {
    "name": "Dana Whitfield",
    "title": "Labor Relations Specialist",
    "phone": "ext. 4171",
    "away_from": "7/6/2026",
    "away_until": "7/17/2026",
    "has_single_keys": "",
    "is_compact": "on",
}


@pytest.fixture
def person(client, db) -> User:
    """A specialist who has signed in."""
    user = UserFactory(name="D. Whitfield")
    client.force_login(user)
    return user


def mistakes(client, **changes) -> dict[str, list[str]]:
    """What the page says of the answers with ``changes``."""
    answer = client.post("/desk/account/", GIVEN | changes)
    assert answer.status_code == 422
    return answer.context["form"].errors


def test_account_keeps_what_a_person_says_about_themselves(client, person):
    backup = UserFactory()

    answer = client.post("/desk/account/", GIVEN | {"backup": backup.pk})

    assert (answer.status_code, answer["Location"]) == (302, "/desk/account/")
    person.refresh_from_db()
    assert (person.name, person.title, person.phone) == ("Dana Whitfield", "Labor Relations Specialist", "ext. 4171")
    assert (person.away_from, person.away_until, person.backup) == (date(2026, 7, 6), date(2026, 7, 17), backup)
    assert (person.has_single_keys, person.is_compact) == (False, True)
    assert [str(event) for event in PersonEvent.objects.all()] == [
        f"Away 2026-07-06 to 2026-07-17; backup: {backup}",
        "Changed their account",
    ]


def test_account_saved_twice_leaves_one_trace(client, person):
    for _ in range(2):
        client.post("/desk/account/", GIVEN)

    assert PersonEvent.objects.count() == 2


def test_account_wants_both_away_days_in_order(client, person):
    assert mistakes(client, away_until="") == {"away_until": ["Enter the last day away too, or clear the first."]}
    assert mistakes(client, away_from="") == {"away_from": ["Enter the first day away too, or clear the last."]}
    assert mistakes(client, away_until="7/1/2026") == {"away_until": ["Enter a last day on or after the first."]}


def test_account_offers_as_backup_everyone_else_who_may_sign_in(client, person):
    other, gone = UserFactory(), UserFactory(is_active=False)

    offered = client.get("/desk/account/").context["form"].fields["backup"].queryset

    assert list(offered) == [other]
    assert "backup" in mistakes(client, backup=person.pk)
    assert "backup" in mistakes(client, backup=gone.pk)


@pytest.mark.parametrize(
    ("away_until", "warned"),
    [(date(2026, 7, 6), True), (date(2026, 7, 5), False)],
    ids=["one day in common", "back the day before"],
)
def test_account_warns_of_a_backup_who_is_away_too_and_keeps_it(client, person, away_until, warned):
    backup = UserFactory(name="Priya Raman", away_from=date(2026, 7, 1), away_until=away_until)

    answer = client.post("/desk/account/", GIVEN | {"backup": backup.pk}, follow=True)

    assert ("Priya Raman is away on some of the same days" in answer.content.decode()) is warned
    assert User.objects.get(pk=person.pk).backup == backup


def test_account_warns_who_leaves_without_a_backup(client, person):
    answer = client.post("/desk/account/", GIVEN, follow=True)

    assert "Nobody is your backup" in answer.content.decode()


def test_account_changes_neither_role_nor_address(client, person):
    client.post("/desk/account/", GIVEN | {"role": "CHIEF", "email": "x@y.example", "is_staff": "on"})

    after = User.objects.get(pk=person.pk)
    assert (after.role, after.email, after.is_staff) == (person.role, person.email, False)


def test_feed_address_is_made_changed_and_closed(client, person):
    first, second = (client.post("/calendar/feed/").context["feed_url"] for _ in range(2))
    answers = [client.get(url).status_code for url in (first, second)]
    kept = User.objects.get(pk=person.pk).feed_token
    page = client.get("/desk/account/").content.decode()
    client.post("/desk/account/calendar/")

    assert answers == [404, 200]
    assert kept not in second
    assert "Make a new address" in page
    assert kept not in page
    assert client.get(second).status_code == 404
    assert User.objects.get(pk=person.pk).feed_token == ""
    assert [event.summary for event in PersonEvent.objects.order_by("pk")] == [
        "Opened their calendar feed",
        "Changed the address of their calendar feed",
        "Closed their calendar feed",
    ]


def test_account_shows_only_ones_own_sign_ins(client, person):
    at = clock.now()
    actions.record_sign_in(user=person, agent="Firefox/140.0 Windows", address="10.1.2.3", at=at)
    actions.record_sign_in(user=UserFactory(), agent="Chrome/140 Linux", address="10.9.9.9", at=at)

    page = client.get("/desk/account/").content.decode()

    assert "Signed in with Firefox on Windows" in page
    assert "10.9.9.9" not in page


def test_account_page_asks_a_constant_number_of_questions(client, person, django_assert_max_num_queries):
    for hour in range(8, 14):
        at = datetime.combine(date(2026, 6, 1), time(hour), tzinfo=clock.now().tzinfo)
        actions.record_sign_in(user=person, agent="Firefox/140.0", address=None, at=at)
    client.get("/desk/account/")

    with django_assert_max_num_queries(8):
        client.get("/desk/account/")
