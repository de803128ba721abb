"""Petitions, showings of interest and elections: the vocabulary, and what the numbers decide. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

_HUNDREDTH = Decimal("0.01")


class Petition(StrEnum):
    """What a unit matter asks for."""

    RECOGNITION = "RECOGNITION"
    CERTIFICATION = "CERTIFICATION"
    DECERTIFICATION = "DECERTIFICATION"
    CLARIFICATION = "CLARIFICATION"
    SEVERANCE = "SEVERANCE"
    NEGOTIABILITY = "NEGOTIABILITY"


PETITION_WORDS: Mapping[Petition, str] = {
    Petition.RECOGNITION: "Recognition petition",
    Petition.CERTIFICATION: "Certification petition",
    Petition.DECERTIFICATION: "Decertification petition",
    Petition.CLARIFICATION: "Unit clarification",
    Petition.SEVERANCE: "Severance",
    Petition.NEGOTIABILITY: "Negotiability dispute",
}
# Those that a showing of interest carries, and those that ask who represents a unit, which bars can stop.
BY_SHOWING = frozenset({Petition.RECOGNITION, Petition.CERTIFICATION, Petition.DECERTIFICATION, Petition.SEVERANCE})
BARRED_BY = frozenset({Petition.CERTIFICATION, Petition.DECERTIFICATION, Petition.SEVERANCE})


class Outcome(StrEnum):
    """How a unit matter ended."""

    RECOGNIZED = "RECOGNIZED"
    CERTIFIED = "CERTIFIED"
    DECERTIFIED = "DECERTIFIED"
    NOT_CERTIFIED = "NOT_CERTIFIED"
    CLARIFIED = "CLARIFIED"
    SEVERED = "SEVERED"
    NEGOTIABLE = "NEGOTIABLE"
    NOT_NEGOTIABLE = "NOT_NEGOTIABLE"
    DISMISSED = "DISMISSED"
    WITHDRAWN = "WITHDRAWN"


OUTCOME_WORDS: Mapping[Outcome, str] = {
    Outcome.RECOGNIZED: "Recognized",
    Outcome.CERTIFIED: "Certified",
    Outcome.DECERTIFIED: "Decertified",
    Outcome.NOT_CERTIFIED: "No representative certified",
    Outcome.CLARIFIED: "Unit clarified",
    Outcome.SEVERED: "Severed from the unit",
    Outcome.NEGOTIABLE: "Negotiable",
    Outcome.NOT_NEGOTIABLE: "Not negotiable",
    Outcome.DISMISSED: "Petition dismissed",
    Outcome.WITHDRAWN: "Petition withdrawn",
}
_ENDS: Mapping[Petition, tuple[Outcome, ...]] = {
    Petition.RECOGNITION: (Outcome.RECOGNIZED,),
    Petition.CERTIFICATION: (Outcome.CERTIFIED, Outcome.NOT_CERTIFIED),
    Petition.DECERTIFICATION: (Outcome.DECERTIFIED, Outcome.CERTIFIED),
    Petition.CLARIFICATION: (Outcome.CLARIFIED,),
    Petition.SEVERANCE: (Outcome.SEVERED, Outcome.NOT_CERTIFIED),
    Petition.NEGOTIABILITY: (Outcome.NEGOTIABLE, Outcome.NOT_NEGOTIABLE),
}


def outcomes_of(petition: Petition) -> tuple[Outcome, ...]:
    """How such a matter may end."""
    return (*_ENDS[petition], Outcome.DISMISSED, Outcome.WITHDRAWN)


class Majority(StrEnum):
    """What a choice needs to win."""

    OF_VALID = "OF_VALID"
    OF_ELIGIBLE = "OF_ELIGIBLE"


MAJORITY_WORDS: Mapping[Majority, str] = {
    Majority.OF_VALID: "More than half of the valid ballots cast",
    Majority.OF_ELIGIBLE: "More than half of those eligible",
}


class Method(StrEnum):
    """How an election is held."""

    MAIL = "MAIL"
    IN_PERSON = "IN_PERSON"
    ELECTRONIC = "ELECTRONIC"


METHOD_WORDS: Mapping[Method, str] = {
    Method.MAIL: "By mail",
    Method.IN_PERSON: "In person",
    Method.ELECTRONIC: "Electronically",
}


@dataclass(frozen=True, slots=True)
class Showing:
    """Cards counted against those on the roster of the day; ``threshold`` is a percentage."""

    cards: int
    eligible: int
    threshold: Decimal

    @property
    def needed(self) -> int:
        """The fewest cards that reach the threshold: no rounding helps either side."""
        exact = self.threshold * self.eligible
        return int(exact // 100) + (1 if exact % 100 else 0)

    @property
    def is_sufficient(self) -> bool:
        """Whether the cards reach the threshold; nobody on the roster, nothing shown."""
        return self.eligible > 0 and self.cards * 100 >= self.threshold * self.eligible

    @property
    def percent(self) -> Decimal | None:
        """The cards as a percentage, to the hundredth; None with nobody on the roster."""
        if not self.eligible:
            return None
        return (Decimal(self.cards * 100) / self.eligible).quantize(_HUNDREDTH, ROUND_HALF_UP)

    @property
    def words(self) -> str:
        """``39 cards of 120, 32.50%; 36 are needed at 30%``."""
        share = "" if self.percent is None else f", {self.percent}%"
        return f"{self.cards} cards of {self.eligible}{share}; {self.needed} are needed at {_plain(self.threshold)}%"


class Verdict(StrEnum):
    """What a count decides."""

    WON = "WON"
    NOBODY = "NOBODY"
    RUNOFF = "RUNOFF"
    CHALLENGED = "CHALLENGED"


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the ballot and its votes; ``is_nobody`` is the line for no representative."""

    label: str
    votes: int
    is_nobody: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """The tally of an election. Void ballots count for nothing; challenged ones wait until they are ruled on."""

    eligible: int
    choices: tuple[Choice, ...]
    challenged: int = 0
    void: int = 0
    majority: Majority = Majority.OF_VALID

    @property
    def valid(self) -> int:
        """Ballots counted for one line or another."""
        return sum(choice.votes for choice in self.choices)

    @property
    def turnout(self) -> Decimal | None:
        """Ballots of any kind as a percentage of those eligible; None with nobody eligible."""
        if not self.eligible:
            return None
        cast = self.valid + self.challenged + self.void
        return (Decimal(cast * 100) / self.eligible).quantize(_HUNDREDTH, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Result:
    """What the count decides, who won if anybody did, and the sentence that proves it."""

    verdict: Verdict
    winner: str
    sentence: str


class CountRefused(ValueError):
    """The numbers cannot all be right; the words say which."""


def check_count(count: Count) -> None:
    """Raises CountRefused for numbers that cannot be: fewer than none, or more ballots than people."""
    numbers = [count.eligible, count.challenged, count.void, *(choice.votes for choice in count.choices)]
    if min(numbers) < 0:
        raise CountRefused("A count of ballots cannot be less than none.")
    if len(count.choices) < 2:
        raise CountRefused("A ballot has at least two lines.")
    if count.valid + count.void > count.eligible:
        raise CountRefused(
            f"{count.valid + count.void} ballots were counted or void, and only {count.eligible} people are eligible."
        )


def result_of(count: Count) -> Result:
    """What the count decides. Raises CountRefused.

    Certain only when no ruling on the challenged ballots could change it; else CHALLENGED.
    Among three lines or more without a majority, the first two go to a runoff.
    """
    check_count(count)
    certain = {_verdict(count, extra) for extra in _rulings(count)}
    if len(certain) > 1:
        return Result(
            Verdict.CHALLENGED, "",
            f"{count.challenged} challenged ballots can still change the outcome. They must be ruled on first.",
        )  # fmt: skip
    verdict, winner = certain.pop()
    return Result(verdict, winner, _sentence(count, verdict, winner))


def _rulings(count: Count) -> list[tuple[int, ...]]:
    """The rulings that matter: no challenged ballot counts, or any number of them counts for one line alone.

    Whatever any mix of rulings could decide is decided by one of these: what a line can reach
    at best it reaches when all go to it, and what keeps it below a majority is all going to another.
    """
    size = len(count.choices)
    found = [(0,) * size]
    for line in range(size):
        found += [tuple(n if place == line else 0 for place in range(size)) for n in range(1, count.challenged + 1)]
    return found


def _verdict(count: Count, extra: Sequence[int]) -> tuple[Verdict, str]:
    votes = [choice.votes + more for choice, more in zip(count.choices, extra, strict=True)]
    base = count.eligible if count.majority is Majority.OF_ELIGIBLE else sum(votes)
    for choice, reached in zip(count.choices, votes, strict=True):
        if reached * 2 > base:
            return (Verdict.NOBODY, "") if choice.is_nobody else (Verdict.WON, choice.label)
    if len(votes) > 2 and sum(votes) > 0 and count.majority is Majority.OF_VALID:
        return Verdict.RUNOFF, ""
    return Verdict.NOBODY, ""


def _sentence(count: Count, verdict: Verdict, winner: str) -> str:
    base = count.eligible if count.majority is Majority.OF_ELIGIBLE else count.valid
    whole = "of those eligible" if count.majority is Majority.OF_ELIGIBLE else "valid ballots"
    lines = ", ".join(f"{choice.label} {choice.votes}" for choice in count.choices)
    half = f"more than half of {base} {whole} is {base // 2 + 1}"
    said = {
        Verdict.WON: f"{winner} is chosen",
        Verdict.NOBODY: "No representative is chosen",
        Verdict.RUNOFF: "No line has a majority, so the first two go to a runoff",
        Verdict.CHALLENGED: "",
    }[verdict]
    spared = f"; the {count.challenged} challenged ballots cannot change it" if count.challenged else ""
    return f"{lines}: {half}. {said}{spared}."


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():f}"
