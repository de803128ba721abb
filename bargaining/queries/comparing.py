"""A proposal's text against the language in force, or against another proposal on the same issue."""

from __future__ import annotations

from dataclasses import dataclass

from bargaining import language
from bargaining.models.negotiation import Negotiation, on_day
from bargaining.models.proposals import Proposal
from bargaining.redline.compare import Redline, redline

CURRENT = "current"


@dataclass(frozen=True, slots=True)
class Against:
    """One text to compare with: its key in the address, what people call it."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A proposal's redline, what it is against, what else it could be against."""

    proposal: Proposal
    found: Redline
    against: Against
    choices: tuple[Against, ...]


def compare(negotiation: Negotiation, proposal: Proposal, *, against: str) -> Comparison | None:
    """``proposal`` against ``current`` or ``C3``; None when one of the two has no text. Three queries."""
    current = language.current_text(negotiation.unit_id or 0, proposal.issue.number, on_day(negotiation))
    texts = {CURRENT: current.text} if current else {}
    labels = {CURRENT: "Current agreement"}
    for other in proposal.issue.proposals.exclude(pk=proposal.pk).exclude(text=""):
        texts[other.short], labels[other.short] = other.text, str(other)
    choices = tuple(Against(key, labels[key]) for key in texts)
    chosen = next((one for one in choices if one.key == against), choices[0] if choices else None)
    if chosen is None or not proposal.text:
        return None
    return Comparison(proposal, redline(texts[chosen.key], proposal.text), chosen, choices)
