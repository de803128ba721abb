"""A proposal's text against the language in force, or against another proposal on the same issue."""

from __future__ import annotations

from dataclasses import dataclass

from bargaining import language
from bargaining.models.negotiation import Negotiation, on_day
from bargaining.models.proposals import Proposal
from bargaining.redline.changes import Change, changes
from bargaining.redline.compare import Block, Redline, redline
from bargaining.rules.sections import Section, foreign, number_of, split_sections

CURRENT = "current"


@dataclass(frozen=True, slots=True)
class Against:
    """One text to compare with: its key in the address, what people call it."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph of the comparison; ``anchor`` where a section begins."""

    block: Block
    anchor: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A proposal's redline, what it is against, what else it could be against.

    ``left_out`` are sections of the other text that the proposal does not name: whether they
    stay or go is not said, so they are shown as they are and not as taken out. ``problem``
    says in a sentence why nothing could be aligned; then both texts are shown.
    """

    proposal: Proposal
    found: Redline
    against: Against
    choices: tuple[Against, ...]
    old: str = ""
    left_out: tuple[Section, ...] = ()
    problem: str = ""

    @property
    def places(self) -> tuple[Place, ...]:
        """The paragraphs in order, each section's first with its anchor."""
        known = {section.number: section.anchor for section in self.sections}
        return tuple(Place(block, known.pop(_number(block), "")) for block in self.found.blocks)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections of the proposal's text."""
        parts = split_sections(self.proposal.text, article=self.proposal.issue.number)
        return tuple(part for part in parts if part.number)

    @property
    def foreign(self) -> tuple[str, ...]:
        """Sections of other articles in the proposal's text."""
        return foreign(self.proposal.text, article=self.proposal.issue.number)

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every change, in the order of reading."""
        return changes(self.found)

    @property
    def summary(self) -> str:
        """How much differs, in words: ``6 changes, 1 new section. Not named: 22.2``."""
        before = {part.number for part in split_sections(self.old, article=self.proposal.issue.number)}
        new = [part.number for part in self.sections if part.number not in before] if before - {""} else []
        said = [f"{len(self.changes)} change{'' if len(self.changes) == 1 else 's'}"]
        said += [f"{len(new)} new section{'' if len(new) == 1 else 's'} ({', '.join(new)})"] if new else []
        return ", ".join(said)


def compare(negotiation: Negotiation, proposal: Proposal, *, against: str, is_safe: bool = False) -> Comparison | None:
    """``proposal`` against ``current`` or ``C3``; None when one of the two has no text. Three queries.

    Table-safe, what was floated off the record is nothing to compare with.
    """
    current = language.current_text(negotiation.unit_id or 0, proposal.issue.number, on_day(negotiation))
    texts = {CURRENT: current.text} if current else {}
    labels = {CURRENT: "Current agreement"}
    others = proposal.issue.proposals.on_record() if is_safe else proposal.issue.proposals.all()
    for other in others.exclude(pk=proposal.pk).exclude(text=""):
        texts[other.short], labels[other.short] = other.text, str(other)
    choices = tuple(Against(key, labels[key]) for key in texts)
    chosen = next((one for one in choices if one.key == against), choices[0] if choices else None)
    if chosen is None or not proposal.text:
        return None
    return _aligned(proposal, texts[chosen.key], chosen, choices)


def _aligned(proposal: Proposal, old: str, chosen: Against, choices: tuple[Against, ...]) -> Comparison:
    article = proposal.issue.number
    was = split_sections(old, article=article)
    named = {part.number for part in split_sections(proposal.text, article=article)}
    numbered = [part for part in was if part.number]
    if numbered and not named - {""}:
        problem = (
            f"The proposal has no section numbers, so it could not be aligned with section {numbered[0].number}"
            f"{f' to {numbered[-1].number}' if len(numbered) > 1 else ''}. Both texts are shown as they are."
        )
        return Comparison(proposal, redline(old, proposal.text), chosen, choices, old=old, problem=problem)
    left_out = tuple(part for part in numbered if part.number not in named)
    kept = "".join(part.text for part in was if part not in left_out) if left_out else old
    return Comparison(proposal, redline(kept, proposal.text), chosen, choices, old=old, left_out=left_out)


def _number(block: Block) -> str:
    return number_of("".join(run.new for run in block.runs))
