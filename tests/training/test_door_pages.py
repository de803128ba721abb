"""The door's pages: who opens them, what they do without a script, what a device is told."""

import json
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.urls import reverse

from labor_office.core.users.permissions import Role
from tests.factories.users import UserFactory
from tests.training.city import AT, at_work, office_calendar
from tests.training.room import a_class, completed_by, enrolled, marks, trainer
from training.forms.attendance import UNREADABLE
from training.models.attendance import Attendance

ROLES = {
    Role.TRAINER: 200, Role.CHIEF: 200, Role.SPECIALIST: 403, Role.LIAISON: 403, Role.DECISION_MAKER: 403,
}  # fmt: skip
DOOR = ("attendance", "attendance_file", "session_certificates", "sign_in")


@pytest.fixture
def room(db, settings):
    settings.CLOCK_OFFSET = AT - datetime.now(UTC)
    office_calendar()
    return a_class()


def at(name, session, *more):
    return reverse(f"training:{name}", args=[session.reference, *more])


def test_the_door_is_for_those_who_train(client, room):
    got = {}
    for role in ROLES:
        client.force_login(UserFactory(role=role))
        got |= {(role, name): client.get(at(name, room)).status_code for name in DOOR}
    assert got == {(role, name): ROLES[role] for role, name in got}


def test_without_a_script_it_is_a_form(client, room):
    here, gone, late = enrolled(room)
    client.force_login(trainer())
    given = {
        f"mark-{gone.code}": "ABSENT", f"mark-{late.code}": "PARTIAL", f"in-{late.code}": "10:15",
        f"note-{late.code}": "Train", "act": "all",
    }  # fmt: skip
    client.post(at("attendance", room), given)
    assert marks(room) == {here.name: "PRESENT", gone.name: "ABSENT", late.name: "PARTIAL"}
    row = Attendance.objects.get(employee=late)
    assert (f"{row.in_at:%H:%M}", row.note) == ("10:15", "Train")
    client.post(at("attendance", room), {"act": "walk-in", "name": "Jo Nobody"})
    client.post(at("attendance", room), {"act": "finish"})
    assert completed_by(room) == {here.name}
    assert client.post(at("attendance", room), {"act": "walk-in", "name": ""}).status_code == 422


def test_a_walk_in_is_found_on_the_roster_later(client, room):
    client.force_login(trainer())
    client.post(at("attendance", room), {"act": "walk-in", "name": "Jo Nobdy"})
    row, person = Attendance.objects.get(), at_work()
    address = at("place_walk_in", room, row.pk) + f"?q={person.number}"
    assert person.name in client.get(address).content.decode()
    client.post(address, {"person": person.code})
    row.refresh_from_db()
    assert row.employee == person


def send(client, room, *taps):
    return client.post(at("taps", room), {"taps": json.dumps(taps)})


def test_a_device_is_told_how_the_list_stands(client, room):
    person, stranger = enrolled(room)[0], at_work()
    client.force_login(trainer())
    good = {"key": str(uuid4()), "who": person.code, "mark": "PRESENT", "waited": 3_600_000}
    answer = send(client, room, good, {**good, "key": str(uuid4()), "who": stranger.code}, {"key": "no"})
    said = answer.json()
    row = said["rows"][person.code]
    assert (row["name"], row["mark"], row["flag"], row["note"], row["in"]) == (person.name, "PRESENT", "", "", "")
    assert said["at"] == pytest.approx(AT.timestamp() * 1000, abs=600_000)
    gone = "This person is no longer on the list. Add them as a walk-in if they are here."
    assert said["refused"] == sorted([gone, UNREADABLE])
    assert (AT - Attendance.objects.get().marked_at).total_seconds() == pytest.approx(3600, abs=600)


def test_what_cannot_be_read_is_refused_and_nothing_is_kept(client, room):
    client.force_login(trainer())
    for sent in ("", "{", "{}", '["x"]'):
        answer = client.post(at("taps", room), {"taps": sent})
        assert answer.status_code == 422, sent
        assert answer.json()["refused"], sent
    assert not Attendance.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_door_asks_as_often_for_three_as_for_one(client, db, count, django_assert_num_queries):
    session = a_class(count)
    client.force_login(trainer())
    client.get(at("attendance", session))
    with django_assert_num_queries(6):
        client.get(at("attendance", session))


def test_a_device_is_told_of_times_and_notes_made_on_another(client, room):
    person = enrolled(room)[0]
    client.force_login(trainer())
    send(client, room, {"key": str(uuid4()), "who": person.code, "mark": "PARTIAL", "in_at": "9:05", "note": "Bus"})
    row = send(client, room).json()["rows"][person.code]
    assert (row["mark"], row["in"], row["out"], row["note"]) == ("PARTIAL", "09:05", "", "Bus")


@pytest.mark.parametrize("length", [200, 201])
def test_a_note_that_is_too_long_says_so_and_is_not_cut(client, room, length):
    person, note = enrolled(room)[0], "n" * length
    client.force_login(trainer())
    said = send(client, room, {"key": str(uuid4()), "who": person.code, "mark": "PRESENT", "note": note}).json()
    kept = list(Attendance.objects.values_list("note", flat=True))
    words = f"The note of {person.name} has 201 characters. Shorten it to 200, then mark them again."
    assert (said["refused"], kept) == (([], [note]) if length == 200 else ([words], []))
    page = client.post(
        at("attendance", room), {f"mark-{person.code}": "ABSENT", f"note-{person.code}": note + "n"}, follow=True
    )
    assert "Shorten it to 200" in page.content.decode()


def test_the_door_keeps_itself_on_the_device_and_nothing_else(client, room):
    client.force_login(trainer())
    script = client.get(at("door_worker", room))
    assert script["Content-Type"].startswith("text/javascript")
    # No header that would let it see more than its own address.
    assert "Service-Worker-Allowed" not in script
    assert at("door_worker", room).startswith(at("attendance", room))
    assert f'data-worker="{at("door_worker", room)}"' in client.get(at("attendance", room)).content.decode()
    client.force_login(UserFactory(role=Role.LIAISON))
    assert client.get(at("door_worker", room)).status_code == 403
