"""What a change brief says of each clause, drafted from the redline for a person to better. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from training.rules.vocabulary import CHANGE_WORDS, Change

# A draft that tells more than this of one clause is no brief.
MOST_TOLD = 4
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Told:
    """One change inside a clause: what went, what came."""

    deleted: str = ""
    inserted: str = ""


@dataclass(frozen=True, slots=True)
class ItemText:
    """One clause of a brief as people read it."""

    number: str
    heading: str
    change: Change
    meaning: str
    after: str


def first_meaning(change: Change, told: Sequence[Told], *, was: str = "") -> str:
    """The first words on what a change means, to be bettered by whoever knows; empty where only a person can say."""
    if change is Change.ADDED:
        return "This is new."
    if change is Change.REMOVED:
        return "This no longer holds."
    if change is Change.MOVED:
        return f"Same words; it was {was}." if was else "Same words in another place."
    lines = [_sentence(each) for each in told[:MOST_TOLD]]
    if len(told) > MOST_TOLD:
        lines.append(f"And {len(told) - MOST_TOLD} more changes of words.")
    return "\n".join(lines)


def brief_text(opening: str, items: Sequence[ItemText]) -> str:
    """The whole brief as one text: what people attest to have read, kept with the course's version for good."""
    parts = [opening.strip()] if opening.strip() else []
    for item in items:
        head = f"{item.number} {item.heading}".strip()
        body = [f"{head} ({CHANGE_WORDS[item.change].lower()})", item.meaning.strip(), item.after.strip()]
        parts.append("\n".join(filter(None, body)))
    return "\n\n".join(parts)


def _sentence(told: Told) -> str:
    old, new = _short(told.deleted), _short(told.inserted)
    if old and new:
        return f"“{old}” becomes “{new}”."
    return f"“{old}” is taken out." if old else f"“{new}” is put in."


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1].rstrip()}…"
