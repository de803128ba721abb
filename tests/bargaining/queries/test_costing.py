"""What a proposal and a package cost, or why that cannot be told."""

import pytest

from bargaining.actions import agreed, negotiations
from bargaining.costing.engine import cost
from bargaining.costing.wire import read_items
from bargaining.models.money import RateTable
from bargaining.models.proposals import Proposal
from bargaining.queries.costing import NotCosted, basis_of, cost_of_proposal, package_cost
from bargaining.queries.rail import rail_of, what_if
from bargaining.rules.vocabulary import Ceiling, Move, Side
from tests.bargaining.costing.offers import RATES, d
from tests.bargaining.money import bound, costed, employ
from tests.bargaining.table import AT, log


def test_what_is_logged_is_costed_as_the_engine_costs_it(negotiation, chief):
    basis = costed(negotiation, chief)
    proposal = log(negotiation, chief, "3.5/3.5/3 retro").proposal
    found = cost_of_proposal(proposal)
    engine = cost(basis.snapshot, read_items(proposal.items), rates=RATES, years=basis.years)
    assert found.costing == engine
    assert found.by_year == tuple((year.name, amount.in_year) for year, amount in engine.by_year())
    assert found.total(Ceiling.TERM) == engine.total
    assert found.total(Ceiling.FIRST_YEAR) == d(100_000) * d("0.035") * d("1.217")
    assert found.total(Ceiling.ONGOING) == engine.ongoing


#           words, costs money: how many raises are read from it
SERIES = [("3.5/3.5/3", True, 3), ("85/80/75", True, 0), ("3/3/3", False, 0), ("Four hours for a call-out", True, 0)]


@pytest.mark.parametrize(("words", "is_economic", "count"), SERIES)
def test_only_a_series_of_raises_on_what_costs_money_becomes_items(negotiation, chief, words, is_economic, count):
    bound(negotiation)
    negotiation.issues.update(is_economic=is_economic)
    assert len(log(negotiation, chief, words).proposal.items) == count


def test_a_corrected_line_is_costed_anew(negotiation, chief):
    from bargaining.actions.table import correct_entry  # noqa: PLC0415 -- only here

    bound(negotiation)
    entry = log(negotiation, chief, "3/3/3")
    correct_entry(entry_id=entry.pk, words="4/4", by=chief, at=AT)
    assert [row["share"] for row in Proposal.objects.get().items] == ["0.04", "0.04"]


def test_without_a_first_day_a_roster_or_charges_the_reason_is_told(negotiation, chief):
    employ(negotiation.unit)
    with pytest.raises(NotCosted, match="no first day"):
        basis_of(negotiation)
    bound(negotiation)
    proposal = log(negotiation, chief, "3/3/3").proposal
    found = cost_of_proposal(proposal)
    assert (found.reason, found.total(Ceiling.TERM)) == (f"Not costed: no roster for {negotiation.unit}", None)
    assert package_cost(negotiation, Side.UNION).cost.reason == f"Not costed: no roster for {negotiation.unit}"


def test_without_charges_nothing_is_costed(negotiation, chief):
    costed(negotiation, chief)
    RateTable.objects.all().delete()
    with pytest.raises(NotCosted, match="no payroll charges"):
        basis_of(negotiation)


def test_a_package_is_each_sides_last_positions_costed_together(negotiation, chief):
    basis = costed(negotiation, chief)
    negotiations.add_issue(
        negotiation_id=negotiation.pk, number="14", title="Call-outs", is_economic=True, by=chief, at=AT
    )
    log(negotiation, chief, "5/5/5")
    last = log(negotiation, chief, "4/4/4").proposal
    log(negotiation, chief, "Four hours for a call-out", number="14")
    union, city = package_cost(negotiation, Side.UNION), package_cost(negotiation, Side.CITY)
    engine = cost(basis.snapshot, read_items(last.items), rates=RATES, years=basis.years)
    wages, calls = sorted(union.issues, key=lambda one: one.issue.number, reverse=True)
    assert (wages.total, wages.ongoing, union.total(Ceiling.TERM)) == (engine.total, engine.ongoing, engine.total)
    assert (calls.total, calls.reason) == (None, "Not costed: no items are entered for U1-14")
    assert union.not_costed == (calls,)
    assert [(one.proposal, one.total, one.reason) for one in city.issues] == [(None, 0, "")] * 2


def test_a_faulty_issue_does_not_take_the_package_with_it(negotiation, chief):
    costed(negotiation, chief)
    sound = log(negotiation, chief, "4/4/4").proposal
    negotiations.add_issue(
        negotiation_id=negotiation.pk, number="21", title="Health", is_economic=True, by=chief, at=AT
    )
    faulty = log(negotiation, chief, "Premiums", number="21").proposal
    row = {"kind": "PREMIUMS", "key": "1", "title": "Premiums", "effective_on": "2026-07-01", "codes": []}
    Proposal.objects.filter(pk=faulty.pk).update(items=[row | {"share": "0.1", "tier": "Family"}])
    union = package_cost(negotiation, Side.UNION)
    assert union.total(Ceiling.TERM) == cost_of_proposal(sound).total(Ceiling.TERM)
    assert [one.issue.number for one in union.not_costed] == ["21"]


def test_what_is_withdrawn_is_no_position(negotiation, chief):
    costed(negotiation, chief)
    log(negotiation, chief, "2/2/2", side=Side.CITY)
    log(negotiation, chief, "4/4/4")
    log(negotiation, chief, "", move=Move.WITHDRAWN)
    assert [one.proposal for one in package_cost(negotiation, Side.UNION).issues] == [None]


def test_items_entered_on_an_issue_without_money_stand_beside_nothing(negotiation, chief):
    costed(negotiation, chief)
    asked = log(negotiation, chief, "4/4/4").proposal
    negotiation.issues.update(is_economic=False)
    rail = rail_of(negotiation, negotiation.issues.get(number="22"))
    whole = cost_of_proposal(asked).total(Ceiling.TERM)
    assert [side.total for side in rail.sides] == [whole, 0]
    assert rail.apart.total == whole
    assert "One percent costs $" in rail.basis_words


def test_what_is_agreed_is_one_position_and_the_rail_says_so(negotiation, chief):
    costed(negotiation, chief)
    asked = log(negotiation, chief, "4/4/4").proposal
    sheet = agreed.draft_agreement(issue_id=asked.issue_id, text="4/4/4", proposal=asked, by=chief, at=AT)
    for side in Side:
        agreed.initial_agreement(agreement_id=sheet.pk, side=side, name=str(chief), by=chief, at=AT)
    rail = rail_of(negotiation, negotiation.issues.get(number="22"))
    assert [side.label for side in rail.sides] == [f"{asked}, as agreed"]
    assert (rail.apart, rail.what_if) == (None, ())


def test_the_rail_begins_with_the_answer_that_the_what_if_would_give(negotiation, chief, django_assert_num_queries):
    costed(negotiation, chief)
    log(negotiation, chief, "4/4/4")
    log(negotiation, chief, "2/2/2", side=Side.CITY)
    issue = negotiation.issues.get(number="22")
    with django_assert_num_queries(6):
        tried = rail_of(negotiation, issue).tried
    asked = what_if(negotiation, issue, [d(3)] * 3)
    assert tried.items == asked.items
    assert tried.article.total == asked.article.total
    assert tried.package.total(Ceiling.TERM) == asked.package.total(Ceiling.TERM)
    assert tried.moved == asked.moved > 0
