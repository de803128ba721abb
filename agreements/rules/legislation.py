"""Bills and rules on their way, and what the office says of them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from labor_office.core.documents.rules.papers import Paragraph, Signature, needed


class Form(StrEnum):
    """What is proposed."""

    BILL = "BILL"
    ORDINANCE = "ORDINANCE"
    RULE = "RULE"


FORM_WORDS: dict[Form, str] = {Form.BILL: "Bill", Form.ORDINANCE: "Ordinance", Form.RULE: "Agency rule"}


class Status(StrEnum):
    """How far it is."""

    INTRODUCED = "INTRODUCED"
    COMMITTEE = "COMMITTEE"
    ONE_CHAMBER = "ONE_CHAMBER"
    PASSED = "PASSED"
    ENACTED = "ENACTED"
    VETOED = "VETOED"
    FAILED = "FAILED"


STATUS_WORDS: dict[Status, str] = {
    Status.INTRODUCED: "Introduced or proposed",
    Status.COMMITTEE: "In committee or open for comment",
    Status.ONE_CHAMBER: "Passed one chamber",
    Status.PASSED: "Passed, awaits signature",
    Status.ENACTED: "Enacted or adopted",
    Status.VETOED: "Vetoed",
    Status.FAILED: "Failed or withdrawn",
}
STATUS_CHIPS: dict[Status, str] = {
    Status.INTRODUCED: "plan",
    Status.COMMITTEE: "plan",
    Status.ONE_CHAMBER: "soon",
    Status.PASSED: "risk",
    Status.ENACTED: "over",
    Status.VETOED: "quiet",
    Status.FAILED: "quiet",
}
OVER = frozenset({Status.ENACTED, Status.VETOED, Status.FAILED})


class Position(StrEnum):
    """What the City asks of the legislature."""

    WATCH = "WATCH"
    SUPPORT = "SUPPORT"
    AMEND = "AMEND"
    OPPOSE = "OPPOSE"


POSITION_WORDS: dict[Position, str] = {
    Position.WATCH: "Watch",
    Position.SUPPORT: "Support",
    Position.AMEND: "Support if amended",
    Position.OPPOSE: "Oppose",
}


def refusal(current: Status, current_on: date, wanted: Status, on: date) -> str:
    """Why a bill cannot move from one status to another, in words; "" when it can.

    It may go back (re-referred, recalled), never out of its end and never to an earlier day.
    """
    if current in OVER:
        return f"It ended: {STATUS_WORDS[current].lower()}. A new try is a new bill."
    if on < current_on:
        day = f"{current_on:%b} {current_on.day}, {current_on.year}"
        return f"Its status of {day} is later. Enter that day or one after it."
    if current is wanted and on == current_on:
        return "That is recorded already."
    return ""


def tasks_after(
    *, articles: tuple[str, ...], policies: tuple[str, ...], procedures: tuple[str, ...]
) -> tuple[str, ...]:
    """What enactment asks of the office, one task for each thing hit; reading the text always comes first."""
    return (
        "Read the text as enacted and correct the summary",
        *(f"Say what it does to {each}" for each in articles),
        *(f"Bring {each} in line" for each in policies),
        *(f"Change the time limits of {each}" for each in procedures),
        "Tell departments and the unions what changes and when",
    )


@dataclass(frozen=True, slots=True)
class BillMemo:
    """The office's recommendation on a bill, on paper."""

    reference: str
    number: str
    session: str
    sponsor: str
    status: str
    status_on: date | None
    position: str
    summary: tuple[str, ...] = needed("The summary is not written.", default=())
    effect: tuple[str, ...] = needed("What it does to our agreements is not written.", default=())
    touches: tuple[str, ...] = ()
    analysis: tuple[Paragraph, ...] = needed("The analysis is not written.", mend="analysis", default=())
    recommendation: tuple[str, ...] = needed("The recommendation is not written.", mend="recommendation", default=())
    addressee: str = needed("Say to whom it goes.", mend="addressee", default="")
    signature: Signature = Signature()
