"""Who hears that the City went beyond its mandate, that the mandate ends, that a parity clause is set off."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from bargaining.actions import agreed, parity
from bargaining.actions.expiring import warn_of_ends
from bargaining.actions.negotiations import add_issue
from bargaining.models.money import RateTable, RosterSnapshot
from bargaining.models.negotiation import Issue, Negotiation
from bargaining.models.sessions import TableEntry
from bargaining.queries.parity import set_off_by
from bargaining.queries.topics import across_tables
from bargaining.rules.authority import ENDED, stage_reached
from bargaining.rules.board import MoveRefused
from bargaining.rules.topics import Topic
from bargaining.rules.vocabulary import Move, Side
from labor_office.core.notices.models import Notice
from labor_office.core.users.permissions import Role
from tests.bargaining.actions.test_mandates import seat
from tests.bargaining.authority import HURRY, TODAY, authorize
from tests.bargaining.costing.offers import RATES
from tests.bargaining.money import charges, costed, employ
from tests.bargaining.table import AT, log
from tests.each import each
from tests.factories.bargaining import NegotiationFactory, RosterSnapshotFactory
from tests.factories.users import UserFactory
from tests.factories.workforce import BargainingUnitFactory


def told():
    """Whom the word that gives nothing away was promised to."""
    return sorted(Notice.objects.filter(template="for_those_named").values_list("recipient", flat=True))


@pytest.mark.parametrize(("limit", "hears"), [("1", True), ("1000000", False)])
def test_what_the_log_records_is_kept_and_holders_alone_hear_of_it(
    negotiation, chief, limit, hears, django_capture_on_commit_callbacks
):
    costed(negotiation, chief)
    member = seat(negotiation, chief)
    authorize(negotiation, chief, term=limit)
    with django_capture_on_commit_callbacks(execute=True):
        log(negotiation, member, "3/3/3", side=Side.CITY, move=Move.PROPOSAL)
    assert TableEntry.objects.get().proposal.words == "3/3/3"
    assert told() == ([chief.pk] if hears else [])
    assert not any("andate" in f"{one.context}{one.why}" for one in Notice.objects.all())


DAYS = [(31, None), (30, 30), (15, 30), (14, 14), (8, 14), (7, 7), (1, 1), (0, 0), (-1, ENDED), (-90, ENDED)]


@each(("left", "stage"), DAYS)
def test_the_stage_before_an_authority_ends(left, stage):
    assert stage_reached(left) == stage


def test_holders_hear_once_a_stage_that_it_ends_however_often_it_is_asked(negotiation, chief):
    seat(negotiation, chief)
    authorize(negotiation, chief, term="1", expires_on=TODAY + timedelta(days=30))
    rounds = [warn_of_ends(today=TODAY + timedelta(days=days), at=AT) for days in (-1, 0, 0, 10, 20, 31, 40)]
    assert rounds == [0, 1, 0, 0, 1, 1, 0]
    assert told() == [chief.pk] * 3


def test_what_was_replaced_ends_without_a_word(negotiation, chief):
    authorize(negotiation, chief, term="1", expires_on=TODAY)
    authorize(negotiation, chief, term="1")
    assert warn_of_ends(today=TODAY, at=AT) == 0


def clause(by, unit, **more):
    """A parity clause of ``unit`` on wages."""
    given = {"place": "Art. 28.4", "topic": Topic.WAGES, "words": "Whatever another gets.", "by": by, "at": AT} | more
    return parity.record_clause(unit=unit, **given)


def signed(negotiation, by, words="3/3/3"):
    """Wages, agreed by both."""
    proposal = log(negotiation, by, words, side=Side.CITY, move=Move.PROPOSAL).proposal
    sheet = agreed.draft_agreement(issue_id=proposal.issue_id, text=words, proposal=proposal, by=by, at=AT)
    for side in Side:
        agreed.initial_agreement(agreement_id=sheet.pk, side=side, name=str(by), by=by, at=AT, leave=HURRY)
    sheet.refresh_from_db()
    return sheet


def test_an_agreement_says_which_clauses_it_sets_off_and_what_that_adds(negotiation, chief):
    costed(negotiation, chief)
    member = seat(negotiation, chief)
    fire, police = BargainingUnitFactory(), BargainingUnitFactory()
    RosterSnapshotFactory(unit=fire, groups=RosterSnapshot.objects.get(unit=negotiation.unit).groups)
    clause(chief, fire, above=Decimal("2.5"))
    clause(chief, police)
    clause(chief, police, place="Art. 30", until_on=date(2026, 6, 30))
    sheet = signed(negotiation, chief)
    ours, theirs = set_off_by(sheet)
    # Two of 50,000: half a point in year one, then what compounds; charges on top.
    assert ours.clause.unit == fire
    assert Decimal(3_000) < ours.cost < Decimal(4_500)
    assert ours.basis.startswith("On the payroll charges of every unit, FY 2027 charges. ")
    assert (theirs.cost, theirs.reason) == (None, f"no roster for {police} is kept")
    assert told() == sorted([chief.pk, member.pk])
    none = [replace(rate, rate=Decimal(0)) for rate in RATES]
    charges(chief, name="Fire's", rates=none, unit=fire)
    own = set_off_by(sheet)[0]
    assert own.basis.startswith(f"On {fire}'s own payroll charges, Fire's. ")
    assert own.cost < ours.cost
    RateTable.objects.filter(name="Fire's").delete()
    RateTable.objects.update(unit=negotiation.unit)
    borrowed = set_off_by(sheet)[0]
    assert f"No payroll charges are entered for {fire}: {negotiation.unit}'s were used" in borrowed.basis
    assert borrowed.cost == ours.cost


def test_what_sets_nothing_off_tells_nobody(negotiation, chief):
    clause(chief, negotiation.unit)
    clause(chief, BargainingUnitFactory(), topic=Topic.HEALTH)
    assert set_off_by(signed(negotiation, chief)) == ()
    assert told() == []


def test_a_clause_must_make_sense(chief):
    unit = BargainingUnitFactory()
    made = clause(chief, unit, from_on=date(2026, 7, 1))
    for wrong in (
        {"words": " "}, {"watches": unit, "place": "Art. 1"}, {},
        {"place": "Art. 2", "from_on": date(2026, 7, 1), "until_on": date(2026, 6, 30)},
    ):  # fmt: skip
        with pytest.raises(MoveRefused):
            clause(chief, unit, **wrong)
    with pytest.raises(MoveRefused):
        parity.end_clause(clause_id=made.pk, until_on=date(2026, 6, 30))
    assert parity.end_clause(clause_id=made.pk, until_on=date(2026, 7, 1)).until_on == date(2026, 7, 1)


def another_table(by, negotiation, words):
    """A second table with the same term, its chief spokesperson ``by``."""
    number = Negotiation.objects.count()
    other = NegotiationFactory(reference=f"N-2026-9{number}", term_starts_on=date(2026, 7, 1), unit=negotiation.unit)
    other.access_grants.create(user=by, reason="Team", granted_by=by, granted_at=AT)
    add_issue(negotiation_id=other.pk, number="7", title="Salaries", is_economic=True, by=by, at=AT)
    log(other, by, words, side=Side.CITY, move=Move.PROPOSAL, number="7")
    return other


@pytest.mark.parametrize("count", [1, 3])
def test_one_subject_is_read_across_the_tables_one_sees(negotiation, chief, count, django_assert_num_queries):
    negotiation.term_starts_on = date(2026, 7, 1)
    negotiation.save(update_fields=["term_starts_on"])
    log(negotiation, chief, "3/3/3", side=Side.CITY, move=Move.PROPOSAL)
    for _ in range(count):
        other = another_table(chief, negotiation, "2/3/3")
    another_table(UserFactory(role=Role.CHIEF), negotiation, "9/9/9")
    with django_assert_num_queries(2):
        found = across_tables(chief, Topic.WAGES)
    assert len(found.lines) == count + 1
    assert found.lines[0].is_contradicted
    assert f"Jul 2026: 3 at {negotiation.reference}, 2 at {other.reference}" in [
        one.words for one in found.contradictions
    ]
    assert "9/9/9" not in str(found)
    assert Issue.objects.count() == count + 2


def test_an_issue_without_a_cost_is_said_to_have_none(negotiation, chief):
    employ(negotiation.unit, 50_000)
    clause(chief, BargainingUnitFactory())
    (found,) = set_off_by(signed(negotiation, chief, words="As moved"))
    assert (found.cost, found.reason) == (None, "what was agreed has no items of cost")
