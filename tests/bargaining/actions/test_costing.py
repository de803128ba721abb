"""Keeping rosters, charges and costings."""

from datetime import date
from decimal import Decimal

import pytest

from bargaining.actions import scenarios, snapshots
from bargaining.costing.engine import CostingRefused, cost
from bargaining.costing.snapshot import Component, Pool
from bargaining.costing.wire import read_results
from bargaining.models.money import RosterSnapshot, Scenario
from bargaining.queries.costing import snapshot_of
from labor_office.core.users.permissions import Role
from tests.bargaining.costing.offers import RATES
from tests.bargaining.money import ROSTER_DAY, charges, costed, employ, made
from tests.bargaining.table import AT
from tests.factories.users import UserFactory


def take(negotiation, by, **more):
    """Keep the roster of June 1."""
    return snapshots.take_snapshot(negotiation_id=negotiation.pk, as_of=ROSTER_DAY, by=by, at=AT, **more)


def test_people_paid_alike_are_one_group(negotiation, chief):
    employ(negotiation.unit, 50_000, 50_000, 52_000)
    kept = take(negotiation, chief, top_step=9)
    snapshot = snapshot_of(kept.pk, kept.taken_at)
    assert (kept.reference, snapshot.heads, snapshot.payroll) == ("Roster of Jun 1, 2026", 3, Decimal(152_000))
    assert sorted((group.heads, group.pay, group.steps_left) for group in snapshot.groups) == [
        (1, 52_000, 6), (2, 50_000, 6),
    ]  # fmt: skip
    assert negotiation.events.filter(verb="costing.snapshot").count() == 1


def test_anniversaries_are_the_days_of_hire(negotiation, chief):
    employ(negotiation.unit, 50_000, employee__hired_on=date(2012, 10, 15))
    kept = take(negotiation, chief)
    assert [group.anniversary for group in snapshot_of(kept.pk, kept.taken_at).groups] == [(10, 15)]


def test_pools_and_funds_are_kept_with_the_roster(negotiation, chief):
    post = employ(negotiation.unit, 50_000)[0]
    pool = Pool("Overtime", Component.OVERTIME, Decimal(9_000))
    funds = {post.department.code: {"General Fund": Decimal("0.6"), "Water Fund": Decimal("0.4")}}
    kept = take(negotiation, chief, pools=[pool], funds=funds)
    snapshot = snapshot_of(kept.pk, kept.taken_at)
    assert snapshot.pools == (pool,)
    assert snapshot.groups[0].funds == funds[post.department.code]


def test_people_without_pay_are_left_out_and_told(negotiation, chief):
    employ(negotiation.unit, 50_000, None)
    assert take(negotiation, chief).source == "The roster in the desk; 1 without pay left out"


@pytest.mark.parametrize("pays", [(), (None,)])
def test_without_anybody_paid_there_is_no_roster_to_cost(negotiation, chief, pays):
    employ(negotiation.unit, *pays)
    with pytest.raises(CostingRefused, match="Not costed: no"):
        take(negotiation, chief)
    assert not RosterSnapshot.objects.exists()


def test_a_second_roster_of_a_day_is_counted(negotiation, chief):
    employ(negotiation.unit, 50_000)
    assert [take(negotiation, chief).reference for _ in range(2)] == [
        "Roster of Jun 1, 2026",
        "Roster of Jun 1, 2026, 2",
    ]


def test_charges_are_never_changed_under_their_name(chief):
    charges(chief)
    with pytest.raises(CostingRefused, match="a name of its own"):
        charges(chief)
    with pytest.raises(CostingRefused, match="Name each charge once"):
        charges(chief, "Doubled", (*RATES, RATES[0]))


def test_a_scenario_keeps_what_it_was_made_of(negotiation, chief):
    basis = costed(negotiation, chief)
    wanted = made(basis, "3", "2.5", "2.5", assumptions="Nobody leaves.")
    kept = scenarios.keep_scenario(negotiation_id=negotiation.pk, made=wanted, by=chief, at=AT)
    kept.refresh_from_db()
    again = read_results(kept.results, items=kept.items, rates=kept.rates, years=kept.years)
    assert again == cost(basis.snapshot, wanted.items, rates=RATES, years=basis.years)
    assert (kept.made_by, kept.formulas, kept.assumptions) == (chief, "2026.1", "Nobody leaves.")


def test_a_change_is_a_newer_state_and_made_once(negotiation, chief):
    basis = costed(negotiation, chief)
    first = scenarios.keep_scenario(negotiation_id=negotiation.pk, made=made(basis, "3"), by=chief, at=AT)
    scenarios.keep_scenario(negotiation_id=negotiation.pk, made=made(basis, "4"), by=chief, at=AT, replaces=first)
    with pytest.raises(CostingRefused, match="Open the newest state"):
        scenarios.keep_scenario(negotiation_id=negotiation.pk, made=made(basis, "5"), by=chief, at=AT, replaces=first)
    assert Scenario.objects.count() == 2


@pytest.mark.parametrize("name", ["", "  "])
def test_a_scenario_has_a_name(negotiation, chief, name):
    wanted = made(costed(negotiation, chief), "3", name=name)
    with pytest.raises(CostingRefused, match="name"):
        scenarios.keep_scenario(negotiation_id=negotiation.pk, made=wanted, by=chief, at=AT)


def test_someone_else_reviews_it_and_once(negotiation, chief):
    basis = costed(negotiation, chief)
    kept = scenarios.keep_scenario(negotiation_id=negotiation.pk, made=made(basis, "3"), by=chief, at=AT)
    with pytest.raises(CostingRefused, match="other than its author"):
        scenarios.review_scenario(scenario_id=kept.pk, by=chief, at=AT)
    budget = UserFactory(role=Role.ANALYST)
    assert scenarios.review_scenario(scenario_id=kept.pk, by=budget, at=AT).reviewed_by == budget
    with pytest.raises(CostingRefused, match="reviewed it"):
        scenarios.review_scenario(scenario_id=kept.pk, by=UserFactory(), at=AT)
