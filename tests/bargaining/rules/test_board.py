"""Whose move an issue is."""

from itertools import product

import pytest

from bargaining.rules.board import MoveRefused, state_after
from bargaining.rules.vocabulary import IssueState, Move, Side
from tests.each import each

S, M = IssueState, Move
BOTH = frozenset(Side)


@each(
    ("state", "move", "side", "moved", "after"),
    [
        (S.OPEN, M.PROPOSAL, Side.UNION, frozenset(), S.CITY_MOVE),
        (S.OPEN, M.PROPOSAL, Side.CITY, frozenset(), S.UNION_MOVE),
        (S.UNION_MOVE, M.COUNTER, Side.UNION, BOTH, S.CITY_MOVE),
        (S.CITY_MOVE, M.HOLD, Side.CITY, BOTH, S.HELD),
        (S.CITY_MOVE, M.NOTE, Side.UNION, BOTH, S.CITY_MOVE),
        (S.CITY_MOVE, M.WITHDRAWN, Side.UNION, frozenset({Side.UNION}), S.WITHDRAWN),
        (S.CITY_MOVE, M.WITHDRAWN, Side.UNION, BOTH, S.UNION_MOVE),
        (S.CITY_MOVE, M.AGREED, Side.CITY, BOTH, S.CITY_MOVE),
        (S.AGREED, M.NOTE, Side.UNION, BOTH, S.AGREED),
    ],
)
def test_after_a_move(state, move, side, moved, after):
    assert state_after(state, move, side, moved=moved) is after


@each(
    ("state", "move"),
    product([S.AGREED, S.WITHDRAWN, S.IMPASSE], [M.PROPOSAL, M.COUNTER, M.HOLD, M.WITHDRAWN, M.AGREED]),
)
def test_a_settled_issue_takes_no_move(state, move):
    with pytest.raises(MoveRefused, match="Reopen it"):
        state_after(state, move, Side.CITY)
