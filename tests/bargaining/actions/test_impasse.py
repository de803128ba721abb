"""An impasse: declared on articles, prepared, voted on, and its words handed to the draft as agreed text is."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from bargaining.actions import agreed, impasse
from bargaining.actions.proposals import write_text
from bargaining.models.impasse import ImpasseArticle, ImpasseMotion
from bargaining.models.negotiation import Issue, Negotiation
from bargaining.models.proposals import Proposal, TentativeAgreement
from bargaining.rules.impasse import Adopted, Body, DeclaredBy, ImpasseRefused
from bargaining.rules.roll_call import Ballot, Called
from bargaining.rules.vocabulary import IssueState, ProposalState, Side, Stage
from labor_office.core.deadlines.models.deadlines import Deadline
from tests.bargaining.authority import HURRY
from tests.bargaining.counted import AT, NOW, TODAY, due, opened, rules_in_use
from tests.bargaining.table import log

pytestmark = pytest.mark.django_db
AYES = [Called(f"Member {n}", Ballot.AYE) for n in range(4)]
NAYS = [Called(f"Member {n}", Ballot.NAY) for n in range(4)]


@pytest.fixture
def counted(chief):
    """The office counts by the shipped rules: what is opened afterwards has its clock."""
    rules_in_use(chief)


@pytest.fixture
def table(chief):
    """Both sides have passed a proposal on wages and on parking."""
    negotiation = opened(chief)
    for number in ("22", "9"):
        log(negotiation, chief, "3/3/3", number=number, side=Side.UNION)
        city = log(negotiation, chief, "2/2/2", number=number, side=Side.CITY).proposal
        write_text(proposal_id=city.pk, text=f"{number}.1 Two percent.", intent=None, by=chief, at=AT)
    return negotiation


def declared(table, chief, issues=None):
    return impasse.declare_impasse(
        negotiation_id=table.pk, issues=list(issues or table.issues.all()), declared_on=date(2026, 6, 8),
        declared_by=DeclaredBy.UNION, by=chief, **NOW,
    )  # fmt: skip


def vote(article, chief, adopts=Adopted.CITY, votes=AYES, **more):
    return impasse.decide(
        article_id=article.pk, adopts=adopts, voted_on=TODAY, votes=votes, mover="Ruth Alder", by=chief, **NOW, **more
    )


def test_declared_each_sides_last_proposal_is_its_final_offer_and_the_clock_begins(counted, table, chief):
    """And nothing is owed by the union alone that the City declares."""
    found = declared(table, chief)

    wages = found.articles.get(issue__number="22")
    assert (wages.city_text, wages.union_text) == ("22.1 Two percent.", "3/3/3")
    assert set(Issue.objects.values_list("state", flat=True)) == {IssueState.IMPASSE}
    assert set(Proposal.objects.values_list("state", flat=True)) == {ProposalState.IMPASSE}
    assert Negotiation.objects.get().stage == Stage.IMPASSE
    assert due(table, "MEDIATOR") == date(2026, 6, 22)
    assert set(Deadline.objects.filter(matter=table, code="MEDIATOR").values_list("actor", flat=True)) == {"both"}


def test_an_impasse_is_declared_once_on_open_issues_only(table, chief):
    parking = table.issues.get(number="9")
    with pytest.raises(ImpasseRefused, match="Choose the issues"):
        impasse.declare_impasse(
            negotiation_id=table.pk, issues=[], declared_on=TODAY, declared_by=DeclaredBy.CITY, by=chief, **NOW
        )
    Issue.objects.filter(pk=parking.pk).update(state=IssueState.AGREED)
    with pytest.raises(ImpasseRefused, match=r"Art\. 9 Parking is tentatively agreed"):
        declared(table, chief)
    declared(table, chief, [table.issues.get(number="22")])
    with pytest.raises(ImpasseRefused, match="stands already"):
        declared(table, chief, [table.issues.get(number="22")])


@pytest.mark.parametrize(("adopts", "more", "text"), [
    (Adopted.CITY, {}, "9.1 Two percent."),
    (Adopted.UNION, {}, "3/3/3"),
    (Adopted.FACTFINDER, {}, "9.1 Two and a half percent."),
    (Adopted.OTHER, {"text": "9.1 Two point four percent."}, "9.1 Two point four percent."),
])  # fmt: skip
def test_what_carries_goes_on_a_sheet_both_initial_and_the_draft_takes(table, chief, adopts, more, text):
    parking = declared(table, chief).articles.get(issue__number="9")
    impasse.prepare_article(
        article_id=parking.pk, finding="OWN", finding_text="9.1 Two and a half percent.", by=chief, at=AT
    )

    motion = vote(parking, chief, adopts, **more)

    sheet = TentativeAgreement.objects.get()
    assert (motion.is_carried, motion.tally, sheet.text, sheet.is_closed) == (True, "4 aye, 0 nay", text, False)
    for side in Side:
        agreed.initial_agreement(agreement_id=sheet.pk, side=side, name=str(chief), by=chief, at=AT, leave=HURRY)
    assert Issue.objects.get(number="9").state == IssueState.AGREED


def test_a_motion_that_is_lost_leaves_the_article_open(table, chief):
    wages = declared(table, chief).articles.get(issue__number="22")

    lost = vote(wages, chief, Adopted.UNION, NAYS)
    carried = vote(wages, chief)

    assert (lost.is_carried, carried.is_carried, TentativeAgreement.objects.get().text) == (
        False, True, "22.1 Two percent."
    )  # fmt: skip
    with pytest.raises(ImpasseRefused, match="decided already"):
        vote(wages, chief)
    with pytest.raises(ImpasseRefused, match="stays as it lay"):
        impasse.prepare_article(article_id=wages.pk, city_text="Other", by=chief, at=AT)


def test_with_the_last_article_the_clock_knows_of_the_decision(counted, table, chief):
    wages, parking = declared(table, chief).articles.order_by("issue__number").reverse()
    assert due(table, "UNIT-VOTE") is None
    vote(wages, chief)
    assert due(table, "UNIT-VOTE") is None
    last = vote(parking, chief)
    assert due(table, "UNIT-VOTE") == date(2026, 7, 15)
    impasse.strike_motion(motion_id=last.pk, because="It was the other article", by=chief, **NOW)
    assert not Deadline.objects.filter(matter=table, code="UNIT-VOTE", state="OPEN").exists()
    vote(parking, chief)
    assert Deadline.objects.get(matter=table, code="UNIT-VOTE", state="OPEN").due_on == date(2026, 7, 15)


def test_the_council_moves_and_votes_while_arbitrators_award(table, chief):
    wages, parking = declared(table, chief).articles.order_by("issue__number").reverse()
    for missing in ({"votes": ()}, {"mover": " "}):
        given = {"votes": AYES, "mover": "Ruth Alder"} | missing
        with pytest.raises(ImpasseRefused, match="a mover and a roll call"):
            impasse.decide(article_id=wages.pk, adopts=Adopted.CITY, voted_on=TODAY, by=chief, **NOW, **given)
    award = impasse.decide(
        article_id=parking.pk, adopts=Adopted.UNION, voted_on=TODAY, body=Body.ARBITRATORS, by=chief, **NOW
    )
    assert (award.is_carried, award.votes.count()) == (True, 0)
    with pytest.raises(ImpasseRefused, match="factfinder's words"):
        vote(wages, chief, Adopted.FACTFINDER)


def test_a_motion_recorded_by_mistake_is_struck_and_stays_on_file(table, chief):
    parking = declared(table, chief).articles.get(issue__number="9")
    wrong = vote(parking, chief, Adopted.UNION)

    impasse.strike_motion(motion_id=wrong.pk, because="It was the other article", by=chief, at=AT, today=TODAY)
    vote(parking, chief)

    assert TentativeAgreement.objects.get().text == "9.1 Two percent."
    assert [bool(one.struck_at) for one in ImpasseMotion.objects.order_by("pk")] == [True, False]
    for side in Side:
        agreed.initial_agreement(
            agreement_id=TentativeAgreement.objects.get().pk, side=side, name=str(chief), by=chief, at=AT, leave=HURRY
        )
    with pytest.raises(ImpasseRefused, match="bears both initials"):
        impasse.strike_motion(
            motion_id=ImpasseMotion.objects.latest("pk").pk, because="x", by=chief, at=AT, today=TODAY
        )


def test_over_what_is_not_decided_goes_back_to_the_table(table, chief):
    found = declared(table, chief)
    vote(found.articles.get(issue__number="9"), chief)

    impasse.end_impasse(impasse_id=found.pk, on=TODAY, because="A settlement is near", by=chief, at=AT)

    assert Issue.objects.get(number="22").state == IssueState.HELD
    assert Issue.objects.get(number="9").state == IssueState.IMPASSE
    assert Negotiation.objects.get().stage == Stage.AT_THE_TABLE
    assert Proposal.objects.filter(issue__number="22", state=ProposalState.PRESENTED).count() == 2


def test_the_database_keeps_what_was_voted(table, chief):
    wages = declared(table, chief).articles.get(issue__number="22")
    motion = vote(wages, chief)
    changes = ({"is_carried": False}, {"text": "Nine percent."}, {"adopts": Adopted.UNION})
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            ImpasseMotion.objects.filter(pk=motion.pk).update(**change)
    with pytest.raises(IntegrityError, match="impasse_article_decided_once"), transaction.atomic():
        ImpasseMotion.objects.create(
            article=wages, adopts=Adopted.UNION, text="Nine", mover="X", voted_on=TODAY, is_carried=True,
            recorded_by=chief, recorded_at=AT,
        )  # fmt: skip
    with pytest.raises(IntegrityError, match="impasse_cost_says_what_it_is_from"), transaction.atomic():
        ImpasseArticle.objects.filter(pk=wages.pk).update(city_cost=Decimal(1))
