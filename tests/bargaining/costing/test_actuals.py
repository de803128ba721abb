"""Real cost against the estimate: like with like, parts that tie, and nothing said of what is not known."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bargaining.costing.actuals import Spent, Variance, added_up, by_fund, by_year, estimate_of, variance_of
from bargaining.costing.engine import cost
from bargaining.costing.snapshot import Group, Snapshot
from tests.bargaining.costing.offers import RATES, YEARS, raises
from tests.each import each

D = Decimal
FUNDS = {"General": D("0.6"), "Water": D("0.3"), "Grants": D("0.1")}
GROUP = Group("A", "3", D(3), D("50000.10"), funds=FUNDS)
ESTIMATE = cost(Snapshot("r", date(2026, 6, 1), (GROUP,)), raises("3", "2.5", "2.5"), rates=RATES, years=YEARS)
FIRST = "general-0"


def test_an_item_is_estimated_with_its_payroll_charges_in_cents():
    # 150,000.30 x 3% x 1.217
    assert estimate_of(ESTIMATE, item=FIRST, year="FY 2027") == D("5476.51")


@given(st.sampled_from([item.key for item in ESTIMATE.items]), st.sampled_from([year.name for year in YEARS]))
def test_the_parts_of_all_funds_add_up_to_the_whole(item, year):
    parts = [estimate_of(ESTIMATE, item=item, year=year, fund=fund) for fund in FUNDS]
    assert sum(parts) == estimate_of(ESTIMATE, item=item, year=year)


@each(
    ("given", "said"),
    [
        ({"item": "other", "year": "FY 2027"}, "no other in FY 2027"),
        ({"item": FIRST, "year": "FY 2031"}, "FY 2031"),
        ({"item": FIRST, "year": "FY 2027", "fund": "Airport"}, "no fund called Airport"),
    ],
)
def test_what_the_estimate_does_not_have_is_named(given, said):
    with pytest.raises(ValueError, match=said):
        estimate_of(ESTIMATE, **given)


def test_one_fund_is_held_against_its_part_only():
    found = variance_of(ESTIMATE, Spent(FIRST, "FY 2027", "General", D(4_000)))
    assert (found.estimate, found.over) == (D("3285.91"), D("714.09"))


def test_a_year_compares_what_is_entered_and_counts_whole_items():
    spent = [Spent(FIRST, "FY 2027", fund, D(2_000)) for fund in ("General", "Water")]
    first, second, _ = by_year(ESTIMATE, spent)
    assert (first.entered, first.items, first.is_whole) == (0, 3, False)
    assert first.known.estimate == D("3285.91") + D("1642.95")
    assert first.known.spent == D(4_000)
    assert second.known == Variance(D(0), None)
    whole = by_year(ESTIMATE, [*spent, Spent(FIRST, "FY 2027", "Grants", D(1))])[0]
    assert whole.entered == 1
    assert whole.estimate == sum(estimate_of(ESTIMATE, item=item.key, year="FY 2027") for item in ESTIMATE.items)


def test_funds_leave_out_what_is_entered_for_all_together():
    spent = [Spent(FIRST, "FY 2027", "", D(5_000)), Spent(FIRST, "FY 2028", "Water", D(1_700))]
    assert [(fund, found.spent) for fund, found in by_fund(ESTIMATE, spent)] == [("Water", D(1_700))]


@each(
    ("estimate", "spent", "telling"),
    [
        ("100000", "104999", False),  # under five percent
        ("100000", "105000", True),
        ("100000", "95000", True),
        ("1000", "1900", False),  # under a thousand dollars
        ("0", "1000", True),  # nothing was estimated
        ("100000", None, False),
    ],
)
def test_a_variance_that_is_large_asks_why(estimate, spent, telling):
    assert Variance(D(estimate), None if spent is None else D(spent)).is_telling is telling


def test_nothing_entered_is_nothing_known():
    found = added_up(ESTIMATE, [])
    assert (found.spent, found.over, found.share) == (None, None, None)
