"""Sessions, minutes two people write, the room, lines that want better words, one chief spokesperson a side."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from http import HTTPStatus

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from bargaining.actions import negotiations, sessions
from bargaining.models.negotiation import TeamMember
from bargaining.models.sessions import TableEntry
from bargaining.rules.vocabulary import Side, TeamRole
from labor_office.core.users.permissions import Role
from tests.bargaining.table import AT, log
from tests.factories.users import UserFactory


def at(name, negotiation, *more):
    """The address of a page of the negotiation."""
    return reverse(f"bargaining:{name}", args=[negotiation.reference, *more])


@pytest.fixture
def session(negotiation, chief):
    """A session of the day."""
    return sessions.plan_session(negotiation_id=negotiation.pk, on=AT.date(), by=chief, at=AT)


@pytest.fixture
def analyst(negotiation, chief):
    """Somebody else of the City's team."""
    user = UserFactory(role=Role.ANALYST)
    negotiations.name_team_member(
        negotiation_id=negotiation.pk, side=Side.CITY, user=user, role=TeamRole.NEGOTIATOR, by=chief, at=AT
    )
    return user


LATE = [(14, "Corrected.", ["3.5/3/3"]), (16, "Added to the line", ["3/3/3", "3.5/3/3"])]


def test_a_line_is_corrected_on_its_page_and_late_added_to(client, negotiation, chief, settings):
    for minutes, said, words in LATE:
        line = log(negotiation, chief, "3/3/3")
        settings.CLOCK_OFFSET = AT + timedelta(minutes=minutes) - datetime.now(UTC)
        client.force_login(chief)
        table = client.get(at("table", negotiation)).content.decode()
        offered = [link for link in ("Correct", "Add to it") if f"{link}<span" in table]
        assert offered == ["Correct" if minutes < 15 else "Add to it"]
        page = client.post(at("correct", negotiation, line.pk), {"words": "3.5/3/3"}, follow=True).content.decode()
        assert said in page
        assert list(TableEntry.objects.filter(pk__gte=line.pk).values_list("words", flat=True)) == words


def test_another_persons_line_is_not_theirs_to_correct(client, negotiation, chief, analyst):
    line = log(negotiation, chief, "3/3/3")
    client.force_login(analyst)
    assert client.get(at("correct", negotiation, line.pk)).status_code == HTTPStatus.NOT_FOUND


def test_agenda_hours_and_release_time_are_kept(client, negotiation, chief, session):
    client.force_login(chief)
    given = {
        "agenda": "Wages",
        "place": "Room 310",
        "planned_from": "13:00",
        "planned_until": "16:00",
        "release_hours": "12.5",
    }
    page = client.post(at("session_facts", negotiation, 1), given, follow=True).content.decode()
    assert "12.50 hours" in page
    session.refresh_from_db()
    assert (session.release_hours, session.agenda) == (Decimal("12.50"), "Wages")
    refused = client.post(at("session_facts", negotiation, 1), given | {"planned_until": "12:00"})
    assert "must end after it begins" in refused.content.decode()


def test_two_who_write_the_minutes_lose_no_word(client, negotiation, chief, session):
    sessions.start_session(session_id=session.pk, by=chief, at=AT)
    sessions.end_session(session_id=session.pk, by=chief, at=AT)
    began = sessions.fingerprint("")
    client.force_login(chief)
    page = at("session", negotiation, 1)
    client.post(page, {"minutes": "Both sides met.", "was": began, "do": "save"})
    refused = client.post(page, {"minutes": "Nothing passed.", "was": began, "do": "issue"})
    said = refused.content.decode()
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "A colleague saved the minutes" in said
    assert "Both sides met." in said
    assert "Nothing passed." in said
    again = {
        "minutes": "Both sides met. Nothing passed.",
        "was": sessions.fingerprint("Both sides met."),
        "do": "issue",
    }
    client.post(page, again)
    session.refresh_from_db()
    assert (session.minutes, session.minutes_issued_at is not None) == (again["minutes"], True)


def test_whoever_is_in_the_room_sees_the_table_as_the_union_may(client, negotiation, chief, session):
    client.force_login(chief)
    client.post(at("session_act", negotiation, 1, "start"), {"at_the_table": "1"})
    assert "Leave table-safe view" in client.get(at("table", negotiation)).content.decode()


def test_each_is_asked_once_where_they_are(client, negotiation, chief, analyst, session):
    client.force_login(chief)
    assert "Are you in the room?" not in client.get(at("table", negotiation)).content.decode()
    sessions.start_session(session_id=session.pk, by=chief, at=AT)
    for person, answer in ((chief, "1"), (analyst, "0")):
        client.force_login(person)
        assert "Are you in the room?" in client.get(at("table", negotiation)).content.decode()
        client.post(at("whereabouts", negotiation), {"at_the_table": answer})
        page = client.get(at("table", negotiation)).content.decode()
        assert "Are you in the room?" not in page
        assert ("Leave table-safe view" in page) is (answer == "1")


def test_a_side_has_one_chief_spokesperson(negotiation, chief, analyst):
    negotiations.name_team_member(
        negotiation_id=negotiation.pk, side=Side.CITY, user=analyst, role=TeamRole.CHIEF_SPOKESPERSON, by=chief, at=AT
    )
    chiefs = TeamMember.objects.filter(negotiation=negotiation, role=TeamRole.CHIEF_SPOKESPERSON)
    assert [member.user for member in chiefs] == [analyst]
    assert negotiation.events.filter(summary__contains="no longer the chief spokesperson").exists()
    with pytest.raises(IntegrityError, match="team_has_one_chief_spokesperson"), transaction.atomic():
        TeamMember.objects.filter(user=chief).update(role=TeamRole.CHIEF_SPOKESPERSON)


TITLES = {
    "table": "Table, N-2026-01",
    "proposals": "Proposals, N-2026-01",
    "packages": "Packages, N-2026-01",
    "sessions": "Sessions, N-2026-01",
    "agreed": "Agreed, N-2026-01",
    "team": "Team, N-2026-01",
}


def test_each_part_has_a_title_of_its_own_that_gives_nothing_away(client, negotiation, chief):
    client.force_login(chief)
    pages = {name: client.get(at(name, negotiation)).content.decode() for name in TITLES}
    titles = {name: page.split("<title>")[1].split("</title>")[0] for name, page in pages.items()}
    assert titles == {name: f"{title}, Labor Relations Desk" for name, title in TITLES.items()}
