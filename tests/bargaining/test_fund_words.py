"""Funds of a department as people type them."""

from decimal import Decimal

import pytest

from bargaining.forms.costing import read_funds
from bargaining.queries.rosters import fund_words
from tests.each import each

FUNDS = [
    ("General Fund", {"General Fund": Decimal(1)}),
    ("General Fund 100", {"General Fund": Decimal(1)}),
    ("General Fund 60, Water Fund 40", {"General Fund": Decimal("0.6"), "Water Fund": Decimal("0.4")}),
    ("General 62.5%, Water 37.5%", {"General": Decimal("0.625"), "Water": Decimal("0.375")}),
    ("", {}),
]


@each(("words", "shares"), FUNDS)
def test_shares_by_fund(words, shares):
    assert read_funds(words) == shares


@each("words", ["General 60, Water 30", "60, 40", "General sixty, Water 40", "General 50, General 50"])
def test_what_does_not_come_to_100_or_names_no_fund_is_refused(words):
    with pytest.raises(ValueError, match=r"100|percent"):
        read_funds(words)


def test_the_largest_fund_is_written_first():
    assert fund_words({"Water": "0.4", "General": "0.6"}) == "General 60, Water 40"
