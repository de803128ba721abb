"""From tentative agreements to the law of the unit: what is done in which order, and what refuses it. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum


class Step(StrEnum):
    """One thing between a tentative agreement and a trained supervisor, in the order of doing."""

    AGREED = "AGREED"
    ASSEMBLED = "ASSEMBLED"
    COUNSEL = "COUNSEL"
    FISCAL = "FISCAL"
    RATIFIED = "RATIFIED"
    DOCKETED = "DOCKETED"
    HEARING = "HEARING"
    RESOLVED = "RESOLVED"
    SIGNED = "SIGNED"
    PUBLISHED = "PUBLISHED"
    PROCEDURES = "PROCEDURES"
    TOLD = "TOLD"
    TRAINED = "TRAINED"


STEP_WORDS: dict[Step, str] = {
    Step.AGREED: "Tentative agreements signed",
    Step.ASSEMBLED: "Master document assembled",
    Step.COUNSEL: "Counsel's review",
    Step.FISCAL: "Fiscal impact study",
    Step.RATIFIED: "Union ratification",
    Step.DOCKETED: "Memo on the Council's docket",
    Step.HEARING: "Public hearing",
    Step.RESOLVED: "Roll-call resolution",
    Step.SIGNED: "Signatures",
    Step.PUBLISHED: "In effect and published",
    Step.PROCEDURES: "Procedures switched",
    Step.TOLD: "Departments notified",
    Step.TRAINED: "Training on the changes",
}
# As it is called inside a sentence.
_NAMED: dict[Step, str] = {
    Step.AGREED: "the tentative agreements",
    Step.ASSEMBLED: "the assembled document",
    Step.COUNSEL: "counsel's review",
    Step.FISCAL: "the fiscal impact study",
    Step.RATIFIED: "the union's ratification",
    Step.DOCKETED: "the docket memo",
    Step.HEARING: "the public hearing",
    Step.RESOLVED: "the Council's resolution",
    Step.SIGNED: "the signatures",
    Step.PUBLISHED: "publication",
    Step.PROCEDURES: "the switch of procedures",
    Step.TOLD: "the notice to departments",
    Step.TRAINED: "training",
}
# What must be done before each. Nothing is signed that was not ratified and funded; nothing is law that was not signed.
AFTER: dict[Step, tuple[Step, ...]] = {
    Step.AGREED: (),
    Step.ASSEMBLED: (Step.AGREED,),
    Step.COUNSEL: (Step.ASSEMBLED,),
    Step.FISCAL: (Step.AGREED,),
    Step.RATIFIED: (Step.AGREED,),
    Step.DOCKETED: (Step.COUNSEL, Step.FISCAL),
    Step.HEARING: (Step.FISCAL, Step.DOCKETED),
    Step.RESOLVED: (Step.RATIFIED, Step.HEARING),
    Step.SIGNED: (Step.ASSEMBLED, Step.COUNSEL, Step.RATIFIED, Step.RESOLVED),
    Step.PUBLISHED: (Step.SIGNED,),
    Step.PROCEDURES: (Step.PUBLISHED,),
    Step.TOLD: (Step.PUBLISHED,),
    Step.TRAINED: (Step.PUBLISHED,),
}
# What the office's rules call the event by which a step meets its deadline.
EVENTS: dict[Step, str] = {
    Step.FISCAL: "fiscal_study",
    Step.RATIFIED: "ratified",
    Step.DOCKETED: "docketed",
    Step.RESOLVED: "resolved",
    Step.SIGNED: "signed",
    Step.PUBLISHED: "published",
}
# Recorded on a page of their own, with more than a day.
OWN_PAGES = frozenset({Step.ASSEMBLED, Step.RATIFIED, Step.RESOLVED, Step.SIGNED, Step.PUBLISHED})
# Done and not to be undone: the words are law.
LAST_OF_ALL = (Step.PROCEDURES, Step.TOLD, Step.TRAINED)


def refusal(step: Step, done: Collection[Step], *, unsigned: Sequence[str] = ()) -> str:
    """Why ``step`` cannot be done now, in words that name what comes first; "" when it can.

    ``unsigned`` are the tentative agreements that lack an initial, and issues still open.
    """
    if step in done:
        return f"{STEP_WORDS[step]}: done already."
    if step is Step.AGREED and unsigned:
        return f"Not everything is agreed and signed: {_listed(unsigned)}."
    missing = [_NAMED[each] for each in AFTER[step] if each not in done]
    if not missing:
        return ""
    because = f" Not signed: {_listed(unsigned)}." if unsigned and Step.AGREED in AFTER[step] else ""
    first = _listed(missing)
    return f"{STEP_WORDS[step]} cannot be recorded yet: first comes {first}.{because}"


def undoing(step: Step, done: Collection[Step]) -> str:
    """Why the record of ``step`` cannot be taken back, in words; "" when it can."""
    if step not in done:
        return "It is not recorded."
    if step is Step.PUBLISHED:
        return "Its text is law. A side letter or amendment changes it."
    later = [_NAMED[each] for each in done if step in AFTER[each]]
    return f"Take back first: {_listed(later)}." if later else ""


def ratification_gap(*, eligible: int | None, in_favor: int | None, against: int | None) -> str:
    """What is wrong with a count of votes, in words; "" for nothing. Unions need not disclose any of the numbers."""
    if (in_favor is None) != (against is None):
        return "Enter the votes for and against, or neither."
    if eligible is not None and in_favor is not None and against is not None and in_favor + against > eligible:
        return f"{in_favor} for and {against} against are more votes than the {eligible} who could vote."
    return ""


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
