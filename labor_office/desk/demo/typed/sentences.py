"""Sentences for the typed agreement, put together from parts: dull, varied, and about nobody."""

from __future__ import annotations

import random
from collections.abc import Iterator

_WHO = (
    "An employee", "A regular employee", "A part-time employee", "An employee in the first year of service",
    "The department head", "The supervisor", "The Human Resources Department", "The Union", "The City", "A steward",
    "Every employee of the unit", "The employee concerned",
)  # fmt: skip
_MAY = ("shall", "may", "will", "shall not be required to", "is expected to", "must")
_DOES = (
    "give written notice of the decision", "keep a record of the hours in question", "ask for a review of the matter",
    "submit the form that is in use", "confirm the arrangement by email", "meet with the other party on request",
    "provide the documents that support the request", "be told of the outcome and of the reasons for it",
    "post the list where employees of the section can read it", "return what was issued for the purpose",
    "make the schedule known to those who are affected by it", "apply the rule to all employees alike",
)  # fmt: skip
_WHEN = (
    "before the change takes effect", "when the work of the division allows it", "as soon as the facts are known",
    "in the calendar year in which the event occurs", "unless both parties agree otherwise in writing",
    "on the first pay day of the following month", "without loss of pay or of accrued benefits",
    "on the form supplied by the City", "in the order of seniority within the section",
    "after consultation with the steward of the work place", "for as long as the need continues",
)  # fmt: skip
_COUNTS = (
    ("two", 2), ("three", 3), ("five", 5), ("seven", 7), ("ten", 10), ("twelve", 12), ("fifteen", 15), ("twenty", 20),
    ("thirty", 30), ("forty-five", 45), ("sixty", 60), ("ninety", 90),
)  # fmt: skip
_SPANS = ("days", "working days", "calendar days", "hours", "weeks")
_PLAIN = (
    "Nothing in this section limits what the law of the Commonwealth requires.",
    "The decision is final unless it is appealed in the manner and within the time set out elsewhere.",
    "Disputes about this section are subject to the procedure for grievances.",
    "A request is not denied without a reason, and the reason is given in writing.",
    "The parties share the cost equally where this section does not say otherwise.",
    "What was agreed for one case does not bind the parties in another.",
    "Where two employees have the same claim, the one with the longer service comes first.",
    "Time that is paid under this section counts as time worked for the computation of overtime.",
    "The purpose of this section is to treat like cases alike.",
    "An error is corrected in the pay period after the one in which it was found.",
    "A copy is sent to the Union at the same time.",
    "The department publishes the figures for its divisions once a year.",
)
_LISTED = (
    "the name of the employee and the work place", "the dates for which the request is made",
    "the provision that is relied on", "the hours worked and the hours paid", "any earlier request for the same dates",
    "the signature of the supervisor", "the remedy that is asked for",
)  # fmt: skip


def paragraph(dice: random.Random, topic: str, *, count: int) -> str:
    """``count`` sentences; the first one names what the section is about."""
    opening = (
        f"This section applies to {topic[:1].lower()}{topic[1:]} in every department in which the unit has members."
    )
    return " ".join([opening, *(_sentence(dice) for _ in range(count - 1))])


def more(dice: random.Random, *, count: int) -> str:
    """A further paragraph."""
    return " ".join(_sentence(dice) for _ in range(count))


def listed(dice: random.Random) -> Iterator[str]:
    """The entries of a list within a section, lettered by hand."""
    for letter, entry in zip("abcd", dice.sample(_LISTED, 4), strict=True):
        yield f"({letter}) {entry}{'.' if letter == 'd' else ';'}"


def _sentence(dice: random.Random) -> str:
    kind = dice.random()
    if kind < 0.3:
        return dice.choice(_PLAIN)
    base = f"{dice.choice(_WHO)} {dice.choice(_MAY)} {dice.choice(_DOES)}"
    if kind < 0.65:
        return f"{base} {dice.choice(_WHEN)}."
    word, figure = dice.choice(_COUNTS)
    return f"{base} within {word} ({figure}) {dice.choice(_SPANS)}, {dice.choice(_WHEN)}."
