"""The Council's roll call: how members answer, how a typed roll is read, whether it carries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Ballot(StrEnum):
    """How a member of the Council voted at the roll call."""

    AYE = "AYE"
    NAY = "NAY"
    ABSTAIN = "ABSTAIN"
    ABSENT = "ABSENT"


BALLOT_WORDS: dict[Ballot, str] = {
    Ballot.AYE: "Aye",
    Ballot.NAY: "Nay",
    Ballot.ABSTAIN: "Abstained",
    Ballot.ABSENT: "Absent",
}
_LINE = re.compile(r"^(?P<member>.+?)\s*[:,;]\s*(?P<ballot>\w+)\s*$")
_SAID = {
    "aye": Ballot.AYE, "yes": Ballot.AYE, "yea": Ballot.AYE, "nay": Ballot.NAY, "no": Ballot.NAY,
    "abstain": Ballot.ABSTAIN, "abstained": Ballot.ABSTAIN, "absent": Ballot.ABSENT, "excused": Ballot.ABSENT,
}  # fmt: skip


class UnreadableRoll(Exception):
    """A line of the roll names no member or no answer, or a member stands there twice. The message names it."""


@dataclass(frozen=True, slots=True)
class Called:
    """One member's answer."""

    member: str
    ballot: Ballot


def read_roll(text: str) -> list[Called]:
    """Each line, ``Ruth Alder: aye``, as a member and an answer. Raises UnreadableRoll."""
    found: dict[str, Called] = {}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        match = _LINE.match(line)
        ballot = _SAID.get(match["ballot"].lower()) if match else None
        if match is None or ballot is None:
            words = ", ".join(word.lower() for word in BALLOT_WORDS.values())
            raise UnreadableRoll(f"“{line[:60]}” needs a name, a colon and one of: {words}.")
        if match["member"].lower() in found:
            raise UnreadableRoll(f"{match['member']} stands twice in the roll call.")
        found[match["member"].lower()] = Called(match["member"][:120], ballot)
    return list(found.values())


def is_carried(ballots: Iterable[Ballot]) -> bool:
    """Whether more members said aye than nay."""
    cast = list(ballots)
    return cast.count(Ballot.AYE) > cast.count(Ballot.NAY)


def tally(ballots: Iterable[Ballot]) -> str:
    """``5 aye, 2 nay``; those who abstained or were absent are named when there are some."""
    cast = list(ballots)
    counted = [(cast.count(ballot), BALLOT_WORDS[ballot].lower()) for ballot in Ballot]
    return ", ".join(f"{count} {word}" for count, word in counted if count or word in {"aye", "nay"})
