"""Sections in force that the text on a sheet does not name, and so would strike."""

from __future__ import annotations

from bargaining import language
from bargaining.models.negotiation import on_day
from bargaining.models.proposals import TentativeAgreement
from bargaining.rules import sections
from bargaining.rules.sections import Section


def left_out_of(agreed: TentativeAgreement) -> tuple[Section, ...]:
    """Every such section with its words, whether anybody said that it is struck or not. Two queries."""
    return sections.left_out(current_words(agreed), agreed.text, article=agreed.issue.number)


def unsaid_of(agreed: TentativeAgreement) -> tuple[Section, ...]:
    """Those of which nobody has said so: until then the sheet bears no initials."""
    return tuple(part for part in left_out_of(agreed) if part.number not in agreed.struck)


def current_words(agreed: TentativeAgreement) -> str:
    """The words in force on its article; empty where there are none."""
    negotiation = agreed.negotiation
    held = language.current_text(negotiation.unit_id or 0, agreed.issue.number, on_day(negotiation))
    return held.text if held else ""
