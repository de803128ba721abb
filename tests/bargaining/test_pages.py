"""What the pages of a negotiation show and refuse."""

from http import HTTPStatus
from uuid import uuid4

from django.urls import reverse

from bargaining.actions import agreed, negotiations, sessions
from bargaining.actions.proposals import write_text
from bargaining.models.negotiation import Issue, Negotiation, TeamMember
from bargaining.models.sessions import CaucusNote
from bargaining.rules.vocabulary import IssueState, Move, Side, TeamRole
from labor_office.core.matters.actions.closing import close_matter
from labor_office.core.users.permissions import Role
from tests.bargaining.authority import HURRY
from tests.bargaining.table import AT, log
from tests.factories.users import UserFactory


def at(name, negotiation, *more):
    """The address of a page of the negotiation."""
    return reverse(f"bargaining:{name}", args=[negotiation.reference, *more])


def seated(negotiation, chief, *, role=Role.ANALYST, seat=TeamRole.NEGOTIATOR):
    """Somebody else of the City's team."""
    user = UserFactory(role=role)
    negotiations.name_team_member(negotiation_id=negotiation.pk, side=Side.CITY, user=user, role=seat, by=chief, at=AT)
    return user


def test_table_safe_what_a_proposal_is_meant_to_do_is_nowhere(client, negotiation, chief):
    proposal = log(negotiation, chief, "3/3/3", side=Side.CITY).proposal
    write_text(proposal_id=proposal.pk, text="Three percent.", intent="Leave room in year three", by=chief, at=AT)
    client.force_login(chief)
    pages = [at("proposal", negotiation, "C1-22"), at("proposal_text", negotiation, "C1-22")]
    assert all("Leave room" in client.get(page).content.decode() for page in pages)
    client.post(at("safe", negotiation), {"safe": "1"})
    assert not any("Leave room" in client.get(page).content.decode() for page in pages)
    client.post(pages[1], {"text": "Three percent a year."})
    proposal.refresh_from_db()
    assert (proposal.text, proposal.intent) == ("Three percent a year.", "Leave room in year three")


#                role, seat: may they open the table to somebody else
NAMES = [
    (Role.ANALYST, TeamRole.NEGOTIATOR, False),
    (Role.ANALYST, TeamRole.OBSERVER, False),
    (Role.ANALYST, TeamRole.CHIEF_SPOKESPERSON, True),
    (Role.CHIEF, TeamRole.NEGOTIATOR, True),
]


def test_a_seat_alone_opens_the_table_to_nobody(client, negotiation, chief):
    for role, seat, may in NAMES:
        client.force_login(seated(negotiation, chief, role=role, seat=seat))
        joins = UserFactory(role=Role.ANALYST)
        given = {"side": "CITY", "user": joins.pk, "name": "", "role": TeamRole.NEGOTIATOR.value}
        assert ("Add to a team" in client.get(at("team", negotiation)).content.decode()) is may, (role, seat)
        status = client.post(at("team", negotiation), given).status_code
        assert status == (HTTPStatus.FOUND if may else HTTPStatus.FORBIDDEN), (role, seat)
        assert Negotiation.objects.visible_to(joins).exists() is may, (role, seat)


def test_what_a_closed_or_running_table_refuses_is_said_on_the_page(client, negotiation, chief):
    session = sessions.plan_session(negotiation_id=negotiation.pk, on=AT.date(), by=chief, at=AT)
    sessions.start_session(session_id=session.pk, by=chief, at=AT)
    client.force_login(chief)
    page = client.post(at("session", negotiation, 1), {"minutes": "Both sides met."}).content.decode()
    assert "Session 1 is still going on" in page
    close_matter(matter_id=negotiation.pk, closed_on=AT.date(), why="Ratified", by=chief, at=AT)
    page = client.post(at("sessions", negotiation), {"on": "2026-06-22"}).content.decode()
    assert "N-2026-01 is closed. Reopen it to go on." in page
    noted = client.post(at("caucus", negotiation), {"words": "Hold", "issue": "22"}, follow=True).content.decode()
    assert "N-2026-01 is closed. Reopen it to go on." in noted
    assert (negotiation.sessions.count(), CaucusNote.objects.count()) == (1, 0)


def test_a_withdrawn_issue_is_taken_up_again_with_its_reason(client, negotiation, chief):
    log(negotiation, chief, "3/3/3")
    log(negotiation, chief, move=Move.WITHDRAWN)
    client.force_login(chief)
    address = at("reopen_issue", negotiation, "22")
    assert address in client.get(at("table", negotiation)).content.decode()
    client.post(address, {"reason": " "})
    assert Issue.objects.get().state == IssueState.WITHDRAWN
    client.post(address, {"reason": "The union asked for it"})
    assert Issue.objects.get().state == IssueState.HELD


def test_what_both_initialled_stays_and_the_page_says_what_to_do(client, negotiation, chief):
    client.force_login(chief)
    log(negotiation, chief, "3/3/3")
    said = {"side": "CITY", "number": "22", "move": "AGREED", "words": "", "key": uuid4()}
    logged = client.post(at("log", negotiation), said, headers={"HX-Request": "true", "HX-Target": "table-live"})
    assert f'href="{at("agree", negotiation, "22")}">Draft the sheet of Art. 22' in logged.content.decode()
    sheet = agreed.draft_agreement(issue_id=Issue.objects.get().pk, text="3/3/3", by=chief, at=AT)
    for side in Side:
        agreed.initial_agreement(agreement_id=sheet.pk, side=side, name=str(chief), by=chief, at=AT, leave=HURRY)
    assert "Agreed at the table." not in client.get(at("table", negotiation)).content.decode()
    page = client.post(at("reopen_issue", negotiation, "22"), {"reason": "Another text"}).content.decode()
    assert "TA-1 bears both initials and stays." in page
    assert Issue.objects.get().state == IssueState.AGREED


def test_whoever_leaves_the_team_sees_the_table_no_more(client, negotiation, chief):
    member = seated(negotiation, chief)
    seat, last = TeamMember.objects.get(user=member), TeamMember.objects.get(user=chief)
    client.force_login(member)
    assert client.post(at("leave_team", negotiation, last.pk)).status_code == HTTPStatus.FORBIDDEN
    client.force_login(chief)
    client.post(at("leave_team", negotiation, seat.pk))
    assert not Negotiation.objects.visible_to(member).exists()
    page = client.post(at("leave_team", negotiation, last.pk), follow=True).content.decode()
    assert "nobody could open" in page
    last.refresh_from_db()
    assert last.left_on is None
