"""Policies and administrative rules: how they stand, and when unions are asked. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum


class PolicyState(StrEnum):
    """Where a policy stands."""

    DRAFT = "DRAFT"
    REVIEW = "REVIEW"
    ADOPTED = "ADOPTED"
    REPEALED = "REPEALED"


POLICY_WORDS: dict[PolicyState, str] = {
    PolicyState.DRAFT: "Draft",
    PolicyState.REVIEW: "In review",
    PolicyState.ADOPTED: "Adopted",
    PolicyState.REPEALED: "Repealed",
}
POLICY_CHIPS: dict[PolicyState, str] = {
    PolicyState.DRAFT: "plan",
    PolicyState.REVIEW: "soon",
    PolicyState.ADOPTED: "met",
    PolicyState.REPEALED: "quiet",
}


class Answer(StrEnum):
    """What a union made of the notice of a policy."""

    NONE = "NONE"
    COMMENTED = "COMMENTED"
    ASKED = "ASKED"
    SETTLED = "SETTLED"


ANSWER_WORDS: dict[Answer, str] = {
    Answer.NONE: "No answer yet",
    Answer.COMMENTED: "Commented, asks for no bargaining",
    Answer.ASKED: "Asks to bargain",
    Answer.SETTLED: "Bargained and settled",
}
# How often a policy is looked at again; the office's rules count each as a kind of its own.
CYCLES: dict[int, str] = {1: "every year", 2: "every 2 years", 3: "every 3 years", 5: "every 5 years"}

_NEXT: dict[PolicyState, frozenset[PolicyState]] = {
    PolicyState.DRAFT: frozenset({PolicyState.REVIEW}),
    PolicyState.REVIEW: frozenset({PolicyState.ADOPTED, PolicyState.DRAFT}),
    PolicyState.ADOPTED: frozenset({PolicyState.REVIEW, PolicyState.REPEALED}),
    PolicyState.REPEALED: frozenset(),
}


def refusal(state: PolicyState, wanted: PolicyState) -> str:
    """Why a policy cannot go from one state to another, in words; "" when it can."""
    if wanted in _NEXT[state]:
        return ""
    if state is PolicyState.REPEALED:
        return "It is repealed. A new policy takes its place under a number of its own."
    reached = " or ".join(sorted(POLICY_WORDS[each].lower() for each in _NEXT[state]))
    return f"It is {POLICY_WORDS[state].lower()}; from there it goes to {reached}."


def bargaining_refusal(
    *, answers: Sequence[tuple[str, Answer]], waits_until: date | None, today: date, hits_agreement: bool
) -> str:
    """Why a policy may not be adopted yet for the unions' sake; "" when it may.

    ``answers`` are the unions told and what each made of it; ``waits_until`` is the last day
    on which they may ask to bargain, None when no rule counts it.
    """
    if hits_agreement and not answers:
        return "It touches clauses of an agreement. Give the unions notice and the opportunity to bargain first."
    asking = [name for name, answer in answers if answer is Answer.ASKED]
    if asking:
        return f"{', '.join(asking)} asked to bargain. Record the outcome first."
    silent = [name for name, answer in answers if answer is Answer.NONE]
    if silent and waits_until is not None and today <= waits_until:
        day = f"{waits_until:%B} {waits_until.day}, {waits_until.year}"
        return f"{', '.join(silent)} may ask to bargain through {day}."
    return ""
