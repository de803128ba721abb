"""Whose move an issue is, after what was done."""

from __future__ import annotations

import re
from datetime import timedelta

from bargaining.rules.vocabulary import ISSUE_WORDS, IssueState, Move, ProposalState, Side

# How long a line may be corrected by its writer; after that it gets an addendum.
CORRECTABLE = timedelta(minutes=15)
SETTLED = frozenset({IssueState.AGREED, IssueState.WITHDRAWN, IssueState.IMPASSE})
# Nothing is answered on an issue that is agreed or withdrawn; on one at impasse the final offers may still move.
OVER = frozenset({IssueState.AGREED, IssueState.WITHDRAWN})
# Taken up again with a reason. What both sides initialled stays.
REOPENS = frozenset({IssueState.WITHDRAWN, IssueState.IMPASSE})
# A proposal that is still on the table.
STANDING = frozenset({ProposalState.PRESENTED, ProposalState.COUNTERED})
PASSES_PAPER = frozenset({Move.PROPOSAL, Move.COUNTER})


class MoveRefused(Exception):
    """The table does not allow this now. The message says why and what to do."""


def state_after(state: IssueState, move: Move, side: Side, *, moved: frozenset[Side] = frozenset()) -> IssueState:
    """Where an issue stands once ``side`` made ``move``.

    ``moved`` are the sides with a proposal still standing on it. What one side withdraws goes on
    when the other has a proposal of its own; then the issue is the withdrawing side's to answer.
    Raises MoveRefused on an issue that is settled, but for notes.
    """
    if move is Move.NOTE:
        return state
    if state in SETTLED:
        raise MoveRefused(f"This issue is settled: {ISSUE_WORDS[state].lower()}. Reopen it before making a move on it.")
    if move in PASSES_PAPER:
        return IssueState.CITY_MOVE if side is Side.UNION else IssueState.UNION_MOVE
    if move is Move.HOLD:
        return IssueState.HELD
    if move is Move.WITHDRAWN:
        if side.other in moved:
            return IssueState.CITY_MOVE if side is Side.CITY else IssueState.UNION_MOVE
        return IssueState.WITHDRAWN
    # An agreement is one only when both have initialled it; until then the board says who moved last.
    return state


def answered(state: ProposalState) -> ProposalState:
    """What a standing proposal becomes when the other side counters it."""
    return ProposalState.COUNTERED if state is ProposalState.PRESENTED else state


# What the title of an article that costs money says.
_COSTS = re.compile(
    "wage|pay|overtime|call-out|differential|allowance|insurance|health|holiday|premium|longevity|stand-by|leave|"
    "vacation|retirement|uniform|boot|tuition|bonus",
    re.IGNORECASE,
)


def seems_to_cost(title: str) -> bool:
    """Whether an article's title sounds like money: a first guess, which a person changes."""
    return _COSTS.search(title) is not None
