"""What became of one thing that an information request asked for. Pure."""

from __future__ import annotations

from enum import StrEnum

_LONGEST = 200


class ItemAnswer(StrEnum):
    """Whether it was handed over."""

    PRODUCED = "PRODUCED"
    IN_PART = "IN_PART"
    WITHHELD = "WITHHELD"
    NONE_HELD = "NONE_HELD"

    @property
    def label(self) -> str:
        """As people say it."""
        return ANSWER_WORDS[self]


ANSWER_WORDS: dict[ItemAnswer, str] = {
    ItemAnswer.PRODUCED: "Produced",
    ItemAnswer.IN_PART: "Produced in part",
    ItemAnswer.WITHHELD: "Withheld",
    ItemAnswer.NONE_HELD: "The City holds none",
}
# Where something stays back the other side is told on which ground.
NEEDS_A_GROUND = frozenset({ItemAnswer.IN_PART, ItemAnswer.WITHHELD})
CHIPS: dict[ItemAnswer, str] = {
    ItemAnswer.PRODUCED: "met",
    ItemAnswer.IN_PART: "soon",
    ItemAnswer.WITHHELD: "missed",
    ItemAnswer.NONE_HELD: "quiet",
}


def outcome_words(answer: ItemAnswer, ground: str) -> str:
    """The answer as it is kept on the item: ``Withheld: names of minors``."""
    said = ANSWER_WORDS[answer]
    return f"{said}: {ground.strip()}"[:_LONGEST] if ground.strip() else said


def answer_in(outcome: str) -> ItemAnswer | None:
    """The answer that ``outcome_words`` wrote; None where an item was only ticked off."""
    said = outcome.partition(":")[0].strip()
    return next((answer for answer, words in ANSWER_WORDS.items() if words == said), None)
