"""The quick log, sessions and initials, on a real database."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.urls import reverse

from bargaining.actions import agreed, negotiations, sessions, table
from bargaining.models.negotiation import Issue, Negotiation
from bargaining.models.sessions import CaucusNote, TableEntry
from bargaining.rules.board import MoveRefused
from bargaining.rules.vocabulary import IssueState, Move, ProposalState, Side, TeamRole
from labor_office.core.matters.models.matter import MatterEvent, MatterReading
from labor_office.core.users.permissions import Role
from tests.bargaining.authority import HURRY
from tests.bargaining.table import AT, log, wait_until_someone_waits
from tests.factories.users import UserFactory


def test_only_its_team_knows_of_a_negotiation(negotiation, chief):
    assert negotiation.reference == "N-2026-01"
    for role in Role:
        assert not Negotiation.objects.visible_to(UserFactory(role=role)).exists()
    member = UserFactory(role=Role.ANALYST)
    negotiations.name_team_member(
        negotiation_id=negotiation.pk, side=Side.CITY, user=member, role=TeamRole.COSTING, by=chief, at=AT
    )
    assert Negotiation.objects.visible_to(member).get() == negotiation


def test_a_counter_becomes_the_next_proposal_and_the_other_sides_move(negotiation, chief):
    log(negotiation, chief, "2/2/2", side=Side.CITY, move=Move.PROPOSAL)
    entry = log(negotiation, chief, "3.5/3.5/3 retro", number="22 Wages")
    issue = Issue.objects.get()
    assert issue.state == IssueState.CITY_MOVE
    assert entry.proposal.reference == "U1-22"
    assert entry.proposal.terms == [["Year 1", "3.5"], ["Year 2", "3.5"], ["Year 3", "3"], ["Retroactive", "yes"]]
    assert entry.proposal.replies_to.state == ProposalState.COUNTERED
    assert str(log(negotiation, chief, "3.5/3/3").proposal) == "Union 2"


def test_a_line_sent_twice_is_one_line(negotiation, chief):
    key = uuid4()
    first, second = (log(negotiation, chief, "3/3/3", key=key) for _ in range(2))
    assert first == second
    assert Issue.objects.get().proposals.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_line_sent_by_two_windows_at_once_is_one_line(negotiation, chief):
    key = uuid4()

    def send(_):
        try:
            return log(negotiation, chief, "3/3/3", key=key).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(send, range(4)))) == 1
    assert TableEntry.objects.count() == 1


REFUSED = [
    ({"number": "99"}, "Art. 99 is not on the board"),
    ({"number": ""}, "Type the article's number"),
    ({"words": " "}, "the line is empty"),
]


def test_a_line_that_cannot_be_logged_says_why_and_leaves_nothing(negotiation, chief):
    for fields, said in REFUSED:
        with pytest.raises(MoveRefused, match=said):
            log(negotiation, chief, **{"words": "3/3/3", **fields})
        assert not TableEntry.objects.exists()


def test_a_line_is_corrected_for_a_quarter_of_an_hour_then_added_to(negotiation, chief):
    entry = log(negotiation, chief, "3/3/3")
    table.correct_entry(entry_id=entry.pk, words="3/3/2.5", by=chief, at=AT + timedelta(minutes=15))
    entry.proposal.refresh_from_db()
    assert entry.proposal.terms[2] == ["Year 3", "2.5"]
    added = table.correct_entry(entry_id=entry.pk, words="and retro", by=chief, at=AT + timedelta(minutes=16))
    assert (added.adds_to, added.move) == (entry, Move.NOTE)
    entry.refresh_from_db()
    assert entry.words == "3/3/2.5"
    with pytest.raises(MoveRefused, match="logged this line"):
        table.correct_entry(entry_id=entry.pk, words="x", by=UserFactory(), at=AT)


def test_what_was_settled_is_added_to_and_never_rewritten(negotiation, chief):
    entry = log(negotiation, chief, "3/3/3")
    log(negotiation, chief, move=Move.WITHDRAWN)
    added = [table.correct_entry(entry_id=entry.pk, words="It was 3/3/2.5", by=chief, at=AT) for _ in range(2)]
    assert {one.adds_to for one in added} == {entry}
    assert added[0] == added[1]
    entry.refresh_from_db()
    assert (entry.words, entry.proposal.words, entry.proposal.terms[2]) == ("3/3/3", "3/3/3", ["Year 3", "3"])


def test_one_session_at_a_time_gathers_its_lines_and_leaves_caucus_out_of_minutes(negotiation, chief):
    first, second = (
        sessions.plan_session(negotiation_id=negotiation.pk, on=date(2026, 6, day), by=chief, at=AT) for day in (15, 22)
    )
    sessions.start_session(session_id=first.pk, by=chief, at=AT)
    with pytest.raises(MoveRefused, match="Session 1 is still going on"):
        sessions.start_session(session_id=second.pk, by=chief, at=AT)
    log(negotiation, chief, "3/3/3")
    sessions.write_caucus_note(negotiation_id=negotiation.pk, words="Hold 2.75", by=chief, at=AT)
    minutes = sessions.end_session(session_id=first.pk, by=chief, at=AT).minutes
    assert minutes == "Union, counter, Art. 22 Wages: 3/3/3"
    assert not MatterEvent.objects.filter(summary__contains="aucus").exists()


def test_caucus_notes_are_the_teams_alone(negotiation, chief):
    sessions.write_caucus_note(negotiation_id=negotiation.pk, words="Hold 2.75", by=chief, at=AT)
    assert CaucusNote.objects.visible_to(chief).count() == 1
    named = UserFactory(role=Role.CHIEF)
    negotiation.access_grants.create(user=named, reason="Reads the file", granted_at=AT)
    assert Negotiation.objects.visible_to(named).exists()
    assert not CaucusNote.objects.visible_to(named).exists()
    with pytest.raises(MoveRefused, match="kept by the City's team"):
        sessions.write_caucus_note(negotiation_id=negotiation.pk, words="x", by=named, at=AT)


def test_issued_minutes_do_not_change(negotiation, chief):
    session = sessions.plan_session(negotiation_id=negotiation.pk, on=date(2026, 6, 15), by=chief, at=AT)
    sessions.issue_minutes(session_id=session.pk, minutes="Both sides met.", by=chief, at=AT)
    with pytest.raises(MoveRefused, match="are issued"):
        sessions.issue_minutes(session_id=session.pk, minutes="Other", by=chief, at=AT)
    session.refresh_from_db()
    session.minutes = "Other"
    with pytest.raises(ProgrammingError):
        session.save()


def test_both_initials_settle_an_issue(negotiation, chief):
    city = log(negotiation, chief, "3/3/3", side=Side.CITY, move=Move.PROPOSAL)
    union = log(negotiation, chief, "3.5/3/3")
    issue = Issue.objects.get()
    sheet = agreed.draft_agreement(issue_id=issue.pk, text="3.5/3/3", proposal=union.proposal, by=chief, at=AT)
    for side in Side:
        agreed.initial_agreement(agreement_id=sheet.pk, side=side, name=str(chief), by=chief, at=AT, leave=HURRY)
    issue.refresh_from_db()
    assert issue.state == IssueState.AGREED
    assert {p.state for p in (city.proposal, union.proposal) if p.refresh_from_db() is None} == {
        ProposalState.DROPPED, ProposalState.AGREED,
    }  # fmt: skip
    with pytest.raises(MoveRefused, match="settled: tentatively agreed"):
        log(negotiation, chief, "4/4/4")
    with pytest.raises(MoveRefused, match="TA-1 bears both initials"):
        agreed.draft_agreement(issue_id=issue.pk, text="4/4/4", by=chief, at=AT)


def test_another_text_wants_initials_of_its_own(negotiation, chief):
    issue = Issue.objects.get()
    sheet = agreed.draft_agreement(issue_id=issue.pk, text="One", by=chief, at=AT)
    agreed.initial_agreement(agreement_id=sheet.pk, side=Side.CITY, name=str(chief), by=chief, at=AT, leave=HURRY)
    again = agreed.draft_agreement(issue_id=issue.pk, text="Two", by=chief, at=AT)
    assert (again.pk, again.number, again.city_initials) == (sheet.pk, sheet.number, "")


@pytest.mark.django_db(transaction=True)
def test_a_session_ends_while_a_line_is_logged(negotiation, chief):
    session = sessions.plan_session(negotiation_id=negotiation.pk, on=date(2026, 6, 15), by=chief, at=AT)
    sessions.start_session(session_id=session.pk, by=chief, at=AT)

    def end():
        try:
            return sessions.end_session(session_id=session.pk, by=chief, at=AT)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            negotiations.hold_negotiation(negotiation.pk)
            ending = pool.submit(end)
            # The other connection waits for the negotiation now, and must hold nothing that the line needs.
            wait_until_someone_waits()
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '2s'")
            entry = log(negotiation, chief, "3/3/3")
        ended = ending.result(timeout=20)
    assert (entry.session, ended.ended_at) == (session, AT)
    assert ended.minutes == "Union, counter, Art. 22 Wages: 3/3/3"


def final_things(negotiation, by):
    """A session with issued minutes, and a sheet with both initials."""
    session = sessions.plan_session(negotiation_id=negotiation.pk, on=AT.date(), by=by, at=AT)
    sessions.issue_minutes(session_id=session.pk, minutes="Both sides met.", by=by, at=AT)
    sheet = agreed.draft_agreement(issue_id=Issue.objects.get().pk, text="3/3/3", by=by, at=AT)
    for side in Side:
        agreed.initial_agreement(agreement_id=sheet.pk, side=side, name=str(by), by=by, at=AT, leave=HURRY)
    return session, sheet


# What is final, and how nobody may change it: a change, or None for throwing it away.
FINAL = [
    (0, {"minutes": "Other"}),
    (0, {"minutes_issued_at": None}),
    (0, None),
    (1, {"text": "Other"}),
    (1, {"effective_on": AT.date()}),
    (1, {"city_initials": "", "city_initialled_at": None}),
    (1, {"union_initials": "XX"}),
    (1, None),
]


def test_the_database_keeps_what_is_final_and_its_stamps(negotiation, chief):
    final = final_things(negotiation, chief)
    for which, change in FINAL:
        rows = type(final[which]).objects.filter(pk=final[which].pk)
        with pytest.raises(ProgrammingError, match=r"Cannot (update|delete) rows"), transaction.atomic():
            # Asked of the database itself: Django refuses on its own where a paper was set from the row.
            rows.update(**change) if change else rows._raw_delete(rows.db)


def test_every_opening_of_a_table_is_kept_but_what_an_open_page_asks(client, negotiation, chief):
    client.force_login(chief)
    for page, headers, kept in (("table", {}, 1), ("table", {"HTTP_HX_REQUEST": "true"}, 2), ("version", {}, 2)):
        address = reverse(f"bargaining:{page}", args=[negotiation.reference])
        assert client.get(address, **headers).status_code == 200
        assert MatterReading.objects.filter(matter=negotiation.pk, user=chief).count() == kept, (page, headers)
