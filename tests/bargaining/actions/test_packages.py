"""Proposals that stand or fall together, and what was only floated."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal
from http import HTTPStatus
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.urls import reverse

from bargaining.actions import agreed, negotiations, packages, sessions
from bargaining.actions.packages import Part
from bargaining.actions.passing import Paper, pass_proposal
from bargaining.costing.pricing import yearly_increases
from bargaining.costing.wire import plain_items
from bargaining.models.negotiation import Issue
from bargaining.models.proposals import Package, Proposal
from bargaining.models.sessions import TableEntry
from bargaining.queries.board import board_of
from bargaining.queries.packages import packages_of, state_of
from bargaining.rules.board import MoveRefused
from bargaining.rules.packages import PackageState
from bargaining.rules.vocabulary import IssueState, Move, ProposalState, Side
from tests.bargaining.authority import HURRY
from tests.bargaining.table import AT, log, wait_until_someone_waits

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def table(negotiation, chief):
    """Wages with a counter of each side, overtime and term not yet opened."""
    for number, title in (("14", "Overtime"), ("30", "Term")):
        negotiations.add_issue(negotiation_id=negotiation.pk, number=number, title=title, by=chief, at=AT)
    log(negotiation, chief, "4/4/4")
    log(negotiation, chief, "3/3/3", side=Side.CITY)
    return negotiation


def passed(table, chief, *parts, key=None, at=AT + HOUR, side=Side.CITY, **more):
    parts = parts or (Part("22", stands=True), Part("14", words="Three hours for a call-out"))
    return packages.pass_package(
        negotiation_id=table.pk, side=side, parts=parts, key=key or uuid4(), by=chief, at=at, leave=HURRY, **more
    )


def state(table, number):
    return Issue.objects.get(negotiation=table, number=number).state


def board(table, chief, *, is_safe=False, number="22"):
    at = AT + 2 * HOUR
    return board_of(chief, table, number=number, today=at.date(), at=at, is_safe=is_safe)


def test_a_package_ties_issues_together_on_board_and_exchange(table, chief):
    key = uuid4()
    package = passed(table, chief, key=key)
    assert passed(table, chief, key=key) == package
    assert [one.reference for one in package.proposals.order_by("pk")] == ["C1-22", "C1-14"]
    shown = {row.issue.number: row.packaged for row in board(table, chief).rows}
    assert shown == {"22": "Packaged with Art. 14", "14": "Packaged with Art. 22", "30": ""}
    assert board(table, chief).columns[-1].mark == "Package 1"
    said = TableEntry.objects.get(words__startswith="City package 1 passed: ")
    assert (said.issue, "Art. 14" in said.words, "Art. 22" in said.words) == (None, True, True)


REFUSED = [
    ((Part("22", stands=True),), {}, "two issues or more"),
    ((Part("22", stands=True), Part("14")), {}, "Art. 14: say it in a few words"),
    ((Part("22", stands=True), Part("30", stands=True)), {}, "nothing standing on Art. 30"),
    ((Part("22", stands=True), Part("99", words="x")), {}, "Art. 99 is not on the board"),
    ((), {"expires_at": AT}, "would have expired already"),
]


def test_what_is_no_package_says_why_and_leaves_nothing(table, chief):
    for parts, more, said in REFUSED:
        with pytest.raises(MoveRefused, match=said):
            passed(table, chief, *parts, **more)
        assert (Package.objects.count(), Proposal.objects.count()) == (0, 2)


def test_all_of_it_is_accepted_or_nothing(table, chief):
    package = passed(table, chief)
    wages = Issue.objects.get(negotiation=table, number="22")
    with pytest.raises(MoveRefused, match="Accept the package"):
        agreed.draft_agreement(issue_id=wages.pk, text="3/3/3", proposal=wages.proposals.last(), by=chief, at=AT + HOUR)
    with pytest.raises(MoveRefused, match="Withdraw the package"):
        log(table, chief, side=Side.CITY, move=Move.WITHDRAWN, at=AT + HOUR)
    sheets = packages.accept_package(package_id=package.pk, by=chief, at=AT + 2 * HOUR, leave=HURRY)
    assert sorted(sheet.text for sheet in sheets) == ["3/3/3", "Three hours for a call-out"]
    assert state_of(package, AT) is PackageState.STANDING
    package.refresh_from_db()
    assert state_of(package, AT) is PackageState.ACCEPTED
    with pytest.raises(MoveRefused, match="accepted already"):
        packages.withdraw_package(package_id=package.pk, by=chief, at=AT + 2 * HOUR)
    for sheet in sheets:
        for side in Side:
            agreed.initial_agreement(
                agreement_id=sheet.pk, side=side, name=str(chief), by=chief, at=AT + 3 * HOUR, leave=HURRY
            )
    assert (state(table, "22"), state(table, "14")) == (IssueState.AGREED, IssueState.AGREED)


def test_withdrawn_as_one_the_board_says_whose_move_each_issue_is(table, chief):
    package = passed(table, chief)
    packages.withdraw_package(package_id=package.pk, by=chief, at=AT + 2 * HOUR)
    assert (state(table, "22"), state(table, "14")) == (IssueState.CITY_MOVE, IssueState.WITHDRAWN)
    assert set(package.proposals.values_list("state", flat=True)) == {ProposalState.WITHDRAWN}


def test_expired_or_overtaken_it_cannot_be_accepted(table, chief):
    package = passed(table, chief, expires_at=AT + 2 * HOUR)
    with pytest.raises(MoveRefused, match="has expired"):
        packages.accept_package(package_id=package.pk, by=chief, at=AT + 3 * HOUR, leave=HURRY)
    log(table, chief, "3.25/3/3", side=Side.CITY, at=AT + HOUR)
    with pytest.raises(MoveRefused, match="said something else since"):
        packages.accept_package(package_id=package.pk, by=chief, at=AT + 2 * HOUR, leave=HURRY)


def test_what_stood_in_a_package_that_expired_passes_anew_and_the_old_one_keeps_its_parts(table, chief):
    first = passed(table, chief, expires_at=AT + 2 * HOUR)
    again = passed(table, chief, Part("22", stands=True), Part("14", stands=True), at=AT + 3 * HOUR)
    kept, anew = first.proposals.order_by("issue"), again.proposals.order_by("issue")
    assert [one.issue.number for one in kept] == [one.issue.number for one in anew] == ["22", "14"]
    assert [one.words for one in kept] == [one.words for one in anew]
    assert [one.number for one in anew] == [one.number + 1 for one in kept]
    assert state_of(first, AT + 3 * HOUR) is PackageState.EXPIRED
    assert state_of(again, AT + 3 * HOUR) is PackageState.STANDING


def test_what_is_floated_is_no_position_and_leaves_no_record(table, chief):
    session = sessions.plan_session(negotiation_id=table.pk, on=AT.date(), by=chief, at=AT)
    sessions.start_session(session_id=session.pk, by=chief, at=AT)
    before = (TableEntry.objects.count(), table.events.count(), state(table, "22"))
    floated = passed(table, chief, Part("22", words="3.5/3/3"), Part("14", words="Four hours"), is_off_record=True)
    assert (TableEntry.objects.count(), table.events.count(), state(table, "22")) == before
    assert [one.reference for one in floated.proposals.order_by("pk")] == ["CW1-22", "CW1-14"]
    shown = board(table, chief)
    assert [column.mark for column in shown.columns] == ["", "", "What if, off the record"]
    assert shown.latest.reference == "C1-22"
    assert shown.exchange[0].apart == "1"
    assert len(board(table, chief, is_safe=True).columns) == 2
    assert [row.packaged for row in shown.rows if row.issue.number == "14"] == ["Floated off the record with Art. 22"]
    assert {row.packaged for row in board(table, chief, is_safe=True).rows} == {""}
    assert packages_of(table, at=AT, is_safe=True) == ()
    with pytest.raises(MoveRefused, match="off the record"):
        packages.accept_package(package_id=floated.pk, by=chief, at=AT + 2 * HOUR, leave=HURRY)
    ended = sessions.end_session(session_id=session.pk, by=chief, at=AT + 2 * HOUR)
    assert "3.5" not in ended.minutes
    earnest = packages.put_on_record(package_id=floated.pk, key=uuid4(), by=chief, at=AT + 3 * HOUR, leave=HURRY)
    assert [one.reference for one in earnest.proposals.order_by("pk")] == ["C2-22", "C1-14"]


def test_what_was_floated_passes_with_its_text_and_its_cost(table, chief):
    items = plain_items(yearly_increases([Decimal(2)], first=date(2026, 7, 1)))
    standing = Proposal.objects.filter(negotiation=table, issue__number="22", side=Side.CITY)
    standing.update(text="22.1 Pay rises each July.", items=items)
    parts = (Part("22", stands=True), Part("14", words="Four hours"))
    floated = passed(table, chief, *parts, is_off_record=True)
    earnest = packages.put_on_record(package_id=floated.pk, key=uuid4(), by=chief, at=AT + 2 * HOUR, leave=HURRY)
    for package in (floated, earnest):
        made = package.proposals.get(issue__number="22")
        assert (made.words, made.text, made.items) == ("3/3/3", "22.1 Pay rises each July.", items)


def test_entered_late_it_takes_its_number_and_moves_nothing(table, chief):
    moved = Issue.objects.get(negotiation=table, number="22")
    late = pass_proposal(
        negotiation_id=table.pk, number="22", side=Side.UNION, key=uuid4(), by=chief, at=AT + HOUR,
        paper=Paper(words="5/5/5", passed_at=AT - HOUR),
    )  # fmt: skip
    after = Issue.objects.get(negotiation=table, number="22")
    assert (late.reference, late.state, after.state) == ("U2-22", ProposalState.COUNTERED, moved.state)
    assert board(table, chief).latest.reference == "C1-22"
    with pytest.raises(MoveRefused, match="time to come"):
        pass_proposal(
            negotiation_id=table.pk, number="22", side=Side.UNION, key=uuid4(), by=chief, at=AT,
            paper=Paper(words="5/5/5", passed_at=AT + HOUR),
        )  # fmt: skip


def test_the_pages_pass_float_accept_and_hide(client, table, chief):
    client.force_login(chief)
    wages, overtime = (Issue.objects.get(negotiation=table, number=number) for number in ("22", "14"))
    new = reverse("bargaining:new_package", args=[table.reference, "city"])
    given = {"key": uuid4(), f"take_{wages.pk}": "on", f"words_{overtime.pk}": "Three hours", "all_or_nothing": "on"}
    back = client.post(new, given | {"words": "Both or none", "all_or_nothing": "", "again": "1"}).context["form"]
    assert [back[name].value() for name in (f"take_{wages.pk}", f"words_{overtime.pk}", "words", "all_or_nothing")] == [
        "on", "Three hours", "Both or none", "",
    ]  # fmt: skip
    given |= {"leave": HURRY}
    alone = client.post(new, given | {f"words_{overtime.pk}": ""}).content.decode()
    assert "A package holds two issues or more." in alone
    page = client.post(new, given, follow=True).content.decode()
    assert "City package 1 is on the table." in page
    client.post(new, given | {"key": uuid4(), "is_off_record": "on", "all_or_nothing": ""})
    listing = reverse("bargaining:packages", args=[table.reference])
    assert "City what-if package 1" in client.get(listing).content.decode()
    client.post(reverse("bargaining:safe", args=[table.reference]), {"safe": "1"})
    assert "hat-if" not in client.get(listing).content.decode()
    assert client.get(reverse("bargaining:package", args=[table.reference, "CW1"])).status_code == HTTPStatus.NOT_FOUND
    assert (
        client.get(reverse("bargaining:proposal", args=[table.reference, "CW1-22"])).status_code == HTTPStatus.NOT_FOUND
    )
    done = client.post(reverse("bargaining:package_act", args=[table.reference, "C1", "accept"]), follow=True)
    assert "2 sheets wait for both initials" in done.content.decode()
    sheet = table.agreed.get(issue=overtime)
    agreed.initial_agreement(agreement_id=sheet.pk, side=Side.UNION, name="T. Boone", by=chief, at=AT)
    given |= {"key": uuid4(), f"words_{overtime.pk}": "Two hours"}
    warned = client.post(new, given).content.decode()
    assert f"{sheet} on {overtime} bears the union&#x27;s initials already and waits for the City&#x27;s." in warned
    assert client.post(new, given | {"is_despite_initials": "on"}).url.endswith("/C2/")


@pytest.mark.django_db(transaction=True)
def test_a_sheet_initialled_while_a_package_is_being_sent_stops_it_with_the_warning(table, chief):
    issue = Issue.objects.get(negotiation=table, number="14")
    sheet = agreed.draft_agreement(issue_id=issue.pk, text="Three hours", by=chief, at=AT)

    def send():
        try:
            return passed(table, chief)
        except packages.HalfInitialled as warned:
            return str(warned)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            agreed.initial_agreement(agreement_id=sheet.pk, side=Side.UNION, name="T. Boone", by=chief, at=AT)
            sending = pool.submit(send)
            wait_until_someone_waits()
        assert "bears the union's initials already" in sending.result(timeout=20)
    assert not Package.objects.exists()


def test_what_the_board_asks_does_not_grow(table, chief, django_assert_max_num_queries):
    for number in ("14", "30"):
        log(table, chief, "A few words", number=number)
    passed(table, chief, Part("14", words="x"), Part("30", words="y"), side=Side.UNION)
    with django_assert_max_num_queries(10):
        board(table, chief)
