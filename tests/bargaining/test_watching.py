"""Table-safe view: on by itself in the room, left with the second factor of whoever has set one."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.urls import reverse

from bargaining.actions import sessions
from bargaining.actions.negotiations import open_negotiation
from bargaining.rules.vocabulary import Form
from labor_office.core.users.models import User
from tests.bargaining.table import AT
from tests.factories.workforce import BargainingUnitFactory

pytestmark = pytest.mark.django_db
BACKEND = "labor_office.core.web.backends.DeskBackend"
ROOM, HALL = "10.7.3.20", "10.7.4.20"


def at(name, negotiation):
    return reverse(f"bargaining:{name}", args=[negotiation.reference])


def is_safe(client, negotiation):
    """The costing is the City's alone: table-safe it is no page."""
    return client.get(at("costing", negotiation)).status_code == 404


@pytest.fixture
def looking_on(client, negotiation, chief):
    """The chief, signed in, whose laptop faces the other side."""
    client.force_login(chief, backend=BACKEND)
    client.post(at("safe", negotiation), {"safe": "1"})
    assert is_safe(client, negotiation)
    return client


@pytest.fixture
def recovery(chief):
    """A second factor of the chief's; gives the codes."""
    totp.TOTP.activate(chief, totp.generate_totp_secret())
    return RecoveryCodes.activate(chief).get_unused_codes()


def leave(client, negotiation):
    return client.post(at("safe", negotiation), {"safe": "0"})


def give(client, code, to):
    return client.post(f"{reverse('mfa_reauthenticate')}?next={to}", {"code": code, "next": to})


def test_without_a_second_factor_the_button_is_enough(looking_on, negotiation):
    assert leave(looking_on, negotiation).headers["Location"].startswith(at("table", negotiation))
    assert not is_safe(looking_on, negotiation)


def test_it_is_left_from_any_page_and_by_whoever_sits_at_no_table_any_more(looking_on, negotiation, chief, recovery):
    away, taken_off = reverse("bargaining:leave_safe"), reverse("bargaining:list")
    team = looking_on.get(at("team", negotiation)).content.decode()
    assert (f'href="{away}"' in team, "caucus" in team) == (True, False)
    negotiation.team.all().delete()
    negotiation.access_grants.all().delete()
    assert f'href="{away}"' in looking_on.get(taken_off).content.decode()
    asked = looking_on.post(away).headers["Location"]
    assert asked.startswith(reverse("mfa_reauthenticate"))
    give(looking_on, recovery[0], away)
    assert "Leave table-safe view?" in looking_on.get(away).content.decode()
    assert looking_on.post(away).headers["Location"] == taken_off
    assert away not in looking_on.get(taken_off).content.decode()


def test_every_page_leads_out_of_it_in_the_same_words_a_second_table_that_is_not_found_too(looking_on, chief):
    """In main, right behind the skip link, so that the keyboard comes to it first; it names nobody."""
    way_out = (
        '<main id="main" tabindex="-1">\n    <div class="demo-bar"><div class="wrap">Table-safe view is on, in every '
        "window: only what concerns this table is found. "
        f'<a href="{reverse("bargaining:leave_safe")}">Leave table-safe view</a></div></div>'
    )
    second = open_negotiation(
        unit=BargainingUnitFactory(), form=Form.SUCCESSOR, title="Other", by=chief, at=AT, today=AT.date()
    )
    away = (second.get_absolute_url(), "/negotiations/", "/notices/", "/search/?q=pay", "/grievances/",
            at("caucus", second), reverse("mfa_index"), reverse("account_change_password"))  # fmt: skip
    answers = {page: looking_on.get(page) for page in away}
    assert [page for page, answer in answers.items() if way_out not in answer.content.decode()] == []
    assert (answers[away[0]].status_code, second.title in answers[away[0]].content.decode()) == (404, False)
    User.objects.filter(pk=chief.pk).update(is_staff=True)
    assert f'href="{reverse("bargaining:leave_safe")}"' in looking_on.get(reverse("admin:index")).content.decode()


def test_whoever_has_set_a_second_factor_is_asked_for_it(looking_on, negotiation, recovery):
    away = at("safe", negotiation)
    assert leave(looking_on, negotiation).headers["Location"].startswith(reverse("mfa_reauthenticate"))
    assert is_safe(looking_on, negotiation)
    # Asked a second time without it, nothing changes.
    assert leave(looking_on, negotiation).status_code == 302
    assert is_safe(looking_on, negotiation)
    assert looking_on.get(away).headers["Location"].startswith(at("table", negotiation))

    assert give(looking_on, recovery[0], away).headers["Location"] == away
    assert "Leave table-safe view?" in looking_on.get(away).content.decode()
    assert is_safe(looking_on, negotiation), "shown, not yet left"
    leave(looking_on, negotiation)
    assert not is_safe(looking_on, negotiation)


def test_every_leaving_takes_a_second_factor_of_its_own_and_a_right_one(looking_on, negotiation, recovery):
    leave(looking_on, negotiation)
    assert give(looking_on, "000000", at("safe", negotiation)).status_code == 200
    leave(looking_on, negotiation)
    assert is_safe(looking_on, negotiation), "left by a wrong code"
    give(looking_on, recovery[0], at("safe", negotiation))
    leave(looking_on, negotiation)
    assert not is_safe(looking_on, negotiation)
    looking_on.post(at("safe", negotiation), {"safe": "1"})

    assert leave(looking_on, negotiation).headers["Location"].startswith(reverse("mfa_reauthenticate"))
    assert is_safe(looking_on, negotiation)


def test_a_second_factor_given_before_it_was_asked_for_is_not_enough(looking_on, negotiation, recovery):
    give(looking_on, recovery[0], at("safe", negotiation))
    leave(looking_on, negotiation)
    assert is_safe(looking_on, negotiation)


@pytest.fixture
def live(negotiation, chief):
    """A session that goes on."""
    session = sessions.plan_session(negotiation_id=negotiation.pk, on=AT.date(), place="Room 310", by=chief, at=AT)
    return sessions.start_session(session_id=session.pk, by=chief, at=AT)


@pytest.fixture
def room(settings):
    """The network of the room in which both sides sit."""
    settings.ROOM_NETWORKS = ["10.7.3.0/24"]


@pytest.mark.usefixtures("live", "room")
def test_a_live_table_opened_from_the_room_s_network_is_table_safe(client, negotiation, chief):
    client.force_login(chief, backend=BACKEND)
    for address, is_shown_safe in ((HALL, False), (ROOM, True)):
        there = client.get(at("mandate", negotiation), REMOTE_ADDR=address)
        assert there.status_code == (404 if is_shown_safe else 200)
        assert is_safe(client, negotiation) is is_shown_safe


@pytest.mark.usefixtures("live", "room")
def test_left_in_the_room_it_stays_left_for_that_session(client, negotiation, chief):
    client.force_login(chief, backend=BACKEND)
    client.get(at("table", negotiation), REMOTE_ADDR=ROOM)
    client.post(at("safe", negotiation), {"safe": "0"}, REMOTE_ADDR=ROOM)
    assert client.get(at("costing", negotiation), REMOTE_ADDR=ROOM).status_code == 200


@pytest.mark.usefixtures("room")
def test_while_no_session_goes_on_or_no_room_is_set_nothing_is_hidden(client, negotiation, chief, settings, request):
    client.force_login(chief, backend=BACKEND)
    assert client.get(at("costing", negotiation), REMOTE_ADDR=ROOM).status_code == 200
    request.getfixturevalue("live")
    settings.ROOM_NETWORKS = []
    assert client.get(at("costing", negotiation), REMOTE_ADDR=ROOM).status_code == 200
