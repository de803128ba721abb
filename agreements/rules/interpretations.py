"""How an official reading of an agreement comes to be, and what may happen to it. Pure."""

from __future__ import annotations

from enum import StrEnum


class ReadingState(StrEnum):
    """Where an interpretation stands."""

    DRAFT = "DRAFT"
    COUNSEL = "COUNSEL"
    CLEARED = "CLEARED"
    PUBLISHED = "PUBLISHED"
    SUPERSEDED = "SUPERSEDED"
    WITHDRAWN = "WITHDRAWN"


STATE_WORDS: dict[ReadingState, str] = {
    ReadingState.DRAFT: "Draft",
    ReadingState.COUNSEL: "Counsel's review",
    ReadingState.CLEARED: "Approved by counsel",
    ReadingState.PUBLISHED: "Published",
    ReadingState.SUPERSEDED: "Superseded",
    ReadingState.WITHDRAWN: "Withdrawn",
}
STATE_CHIPS: dict[ReadingState, str] = {
    ReadingState.DRAFT: "plan",
    ReadingState.COUNSEL: "wait",
    ReadingState.CLEARED: "soon",
    ReadingState.PUBLISHED: "met",
    ReadingState.SUPERSEDED: "quiet",
    ReadingState.WITHDRAWN: "quiet",
}
# What the office alone works on; nobody outside learns that it exists.
INSIDE = frozenset({ReadingState.DRAFT, ReadingState.COUNSEL, ReadingState.CLEARED})
# What went out once: its words never change again.
ISSUED = frozenset({ReadingState.PUBLISHED, ReadingState.SUPERSEDED, ReadingState.WITHDRAWN})


class Basis(StrEnum):
    """What a reading rests on."""

    TEXT = "TEXT"
    AWARD = "AWARD"
    SETTLEMENT = "SETTLEMENT"
    PRACTICE = "PRACTICE"
    MINUTES = "MINUTES"
    STATUTE = "STATUTE"


BASIS_WORDS: dict[Basis, str] = {
    Basis.TEXT: "The words themselves",
    Basis.AWARD: "An arbitrator's award",
    Basis.SETTLEMENT: "A settlement",
    Basis.PRACTICE: "Past practice",
    Basis.MINUTES: "Bargaining minutes",
    Basis.STATUTE: "A statute or ordinance",
}


class Audience(StrEnum):
    """Whom a published reading binds, and who reads it."""

    EVERYONE = "EVERYONE"
    DEPARTMENTS = "DEPARTMENTS"
    OFFICE = "OFFICE"


AUDIENCE_WORDS: dict[Audience, str] = {
    Audience.EVERYONE: "Every department",
    Audience.DEPARTMENTS: "The departments named",
    Audience.OFFICE: "Labor Relations office only",
}


class Verdict(StrEnum):
    """What counsel made of a draft."""

    APPROVED = "APPROVED"
    SENT_BACK = "SENT_BACK"


VERDICT_WORDS: dict[Verdict, str] = {Verdict.APPROVED: "Approved", Verdict.SENT_BACK: "Sent back"}


class Doing(StrEnum):
    """What somebody may do to an interpretation."""

    EDIT = "EDIT"
    SEND_TO_COUNSEL = "SEND_TO_COUNSEL"
    REVIEW = "REVIEW"
    PUBLISH = "PUBLISH"
    KEEP = "KEEP"
    REPLACE = "REPLACE"
    WITHDRAW = "WITHDRAW"
    DISCARD = "DISCARD"


_POSSIBLE: dict[Doing, frozenset[ReadingState]] = {
    Doing.EDIT: frozenset({ReadingState.DRAFT, ReadingState.CLEARED}),
    Doing.SEND_TO_COUNSEL: frozenset({ReadingState.DRAFT}),
    Doing.REVIEW: frozenset({ReadingState.COUNSEL}),
    Doing.PUBLISH: frozenset({ReadingState.CLEARED}),
    Doing.KEEP: frozenset({ReadingState.PUBLISHED}),
    Doing.REPLACE: frozenset({ReadingState.PUBLISHED}),
    Doing.WITHDRAW: frozenset({ReadingState.PUBLISHED}),
    Doing.DISCARD: frozenset({ReadingState.DRAFT}),
}
_REFUSALS: dict[ReadingState, str] = {
    ReadingState.DRAFT: "It is a draft.",
    ReadingState.COUNSEL: "It waits for counsel's review.",
    ReadingState.CLEARED: "Counsel has approved it and it is ready to publish.",
    ReadingState.PUBLISHED: "It is published, so its words stand. Replace it by a new one to correct it.",
    ReadingState.SUPERSEDED: "A later interpretation has taken its place.",
    ReadingState.WITHDRAWN: "It was withdrawn.",
}


def may_be(doing: Doing, state: ReadingState, *, is_in_question: bool = False) -> bool:
    """Whether ``doing`` is possible in ``state``; only what is in question can be kept standing."""
    return state in _POSSIBLE[doing] and (doing is not Doing.KEEP or is_in_question)


def refusal(doing: Doing, state: ReadingState, *, is_in_question: bool = False) -> str:
    """Why ``doing`` is not possible now, in words; "" when it is."""
    if may_be(doing, state, is_in_question=is_in_question):
        return ""
    if doing is Doing.KEEP and state is ReadingState.PUBLISHED:
        return "Nothing has put it in question."
    return _REFUSALS[state]


def gaps(*, question: str, answer: str, reasoning: str, has_section: bool, has_day: bool) -> tuple[str, ...]:
    """What a reading still lacks before counsel can review it, each in words a writer can act on."""
    wanted = (
        (question.strip(), "Write the question."),
        (answer.strip(), "Write the short answer."),
        (reasoning.strip(), "Write the reasoning."),
        (has_section, "Name the article or section it construes."),
        (has_day, "Enter the day from which it applies."),
    )
    return tuple(words for is_there, words in wanted if not is_there)
