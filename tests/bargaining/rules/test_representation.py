"""Cards and ballots: what the numbers decide."""

from decimal import Decimal
from itertools import product
from math import comb

import pytest

from bargaining.rules.representation import (
    Choice,
    Count,
    CountRefused,
    Majority,
    Petition,
    Showing,
    Verdict,
    check_count,
    outcomes_of,
    result_of,
)
from tests.each import each

NOBODY = "No representative"


def count(votes, *, eligible=100, challenged=0, void=0, majority=Majority.OF_VALID):
    names = [*(f"Union {n}" for n in range(1, len(votes))), NOBODY]
    lines = tuple(Choice(name, n, is_nobody=name == NOBODY) for name, n in zip(names, votes, strict=True))
    return Count(eligible, lines, challenged, void, majority)


@each(
    ("cards", "eligible", "threshold", "needed", "is_enough"),
    [
        (36, 120, "30", 36, True),
        (35, 120, "30", 36, False),
        (7, 23, "30", 7, True),  # 30.43%
        (6, 23, "30", 7, False),  # 26.09%; 6.9 cards would do, and there is no such card
        (61, 120, "50.01", 61, True),
        (60, 120, "50.01", 61, False),
        (0, 0, "30", 0, False),
        (12, 120, "10", 12, True),
    ],
)
def test_showing_of_interest(cards, eligible, threshold, needed, is_enough):
    shown = Showing(cards, eligible, Decimal(threshold))

    assert (shown.needed, shown.is_sufficient) == (needed, is_enough)


def test_needed_is_the_fewest_cards_that_are_enough():
    for eligible, threshold in product(range(1, 60), ("10", "30", "33.33", "50", "50.01", "100")):
        needed = Showing(0, eligible, Decimal(threshold)).needed
        assert Showing(needed, eligible, Decimal(threshold)).is_sufficient
        assert not Showing(needed - 1, eligible, Decimal(threshold)).is_sufficient


@each(
    ("given", "verdict", "winner"),
    [
        (count([155, 1], eligible=300), Verdict.WON, "Union 1"),
        (count([50, 50]), Verdict.NOBODY, ""),  # a tie chooses nobody
        (count([40, 45]), Verdict.NOBODY, ""),
        (count([0, 0]), Verdict.NOBODY, ""),
        (count([51, 49], challenged=0), Verdict.WON, "Union 1"),
        (count([51, 48], challenged=2), Verdict.WON, "Union 1"),  # even both against make 51 to 50
        (count([49, 48], challenged=2), Verdict.CHALLENGED, ""),
        (count([48, 50], challenged=2), Verdict.NOBODY, ""),  # both for the union make a tie
        (count([48, 49], challenged=2), Verdict.CHALLENGED, ""),
        (count([30, 20, 10]), Verdict.RUNOFF, ""),
        (count([31, 20, 10]), Verdict.WON, "Union 1"),
        (count([31, 20, 10], challenged=1), Verdict.CHALLENGED, ""),
        (count([11, 10, 1], eligible=26, challenged=2, void=1), Verdict.CHALLENGED, ""),
        (count([40, 1], eligible=80, majority=Majority.OF_ELIGIBLE), Verdict.NOBODY, ""),
        (count([41, 1], eligible=80, majority=Majority.OF_ELIGIBLE), Verdict.WON, "Union 1"),
    ],
)
def test_tally(given, verdict, winner):
    found = result_of(given)

    assert (found.verdict, found.winner) == (verdict, winner)


@each(
    "given",
    [
        count([5, -1]),
        count([60, 41]),
        count([60, 40], void=1),
        count([5, 5], challenged=-1),
        Count(10, (Choice("Union 1", 3),)),
    ],
)
def test_numbers_that_cannot_be_are_refused(given):
    with pytest.raises(CountRefused):
        check_count(given)


def rulings(challenged, lines):
    """Every way in which challenged ballots can be ruled on: counted for a line, or for none."""
    return [split for split in product(range(challenged + 1), repeat=lines) if sum(split) <= challenged]


@each(("lines", "challenged"), product([2, 3], [0, 1, 2, 3]))
def test_a_certain_result_survives_every_ruling_and_an_uncertain_one_does_not(lines, challenged):
    splits = rulings(challenged, lines)
    assert len(splits) == comb(challenged + lines, lines)
    for votes in product(range(5), repeat=lines):
        found = result_of(count(list(votes), challenged=challenged))
        ruled = [result_of(count([n + m for n, m in zip(votes, split, strict=True)])) for split in splits]
        ends = {(each.verdict, each.winner) for each in ruled}
        if found.verdict is Verdict.CHALLENGED:
            assert len(ends) > 1
        else:
            assert ends == {(found.verdict, found.winner)}


@each("petition", Petition)
def test_every_petition_may_be_dismissed_or_withdrawn_and_ends_in_some_way_of_its_own(petition):
    ways = outcomes_of(petition)

    assert {"DISMISSED", "WITHDRAWN"} < set(ways)
