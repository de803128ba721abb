"""What was proposed or agreed against the language in force, or against another text on the same issue."""

from __future__ import annotations

from dataclasses import dataclass

from bargaining import language
from bargaining.models.negotiation import Negotiation, on_day
from bargaining.models.proposals import Proposal, TentativeAgreement
from bargaining.redline.changes import Change, changes
from bargaining.redline.compare import Block, Redline, redline
from bargaining.rules.sections import Section, foreign, number_of, split_sections

CURRENT = "current"
# What is compared: a side's position, or the text that both initialled.
Compared = Proposal | TentativeAgreement


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
    """A text's redline, what it is against, what else it could be against.

    ``left_out`` are sections of the other text that a proposal does not name: whether they
    stay or go is not said, so they are shown as they are and not as taken out. What was agreed
    says so: a section it leaves out is struck. ``problem``
    says in a sentence why nothing could be aligned; then both texts are shown.
    """

    subject: Compared
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
        parts = split_sections(self.subject.text, article=self.subject.issue.number)
        return tuple(part for part in parts if part.number)

    @property
    def foreign(self) -> tuple[str, ...]:
        """Sections of other articles in the proposal's text."""
        return foreign(self.subject.text, article=self.subject.issue.number)

    @property
    def changes(self) -> tuple[Change, ...]:
        """Every change, in the order of reading."""
        return changes(self.found)

    @property
    def summary(self) -> str:
        """How much differs, in words: ``6 changes, 1 new section. Not named: 22.2``."""
        before = {part.number for part in split_sections(self.old, article=self.subject.issue.number)}
        new = [part.number for part in self.sections if part.number not in before] if before - {""} else []
        said = [f"{len(self.changes)} change{'' if len(self.changes) == 1 else 's'}"]
        said += [f"{len(new)} new section{'' if len(new) == 1 else 's'} ({', '.join(new)})"] if new else []
        return ", ".join(said)


def compare(negotiation: Negotiation, subject: Compared, *, against: str, is_safe: bool = False) -> Comparison | None:
    """``subject`` against ``current``, ``C3`` or ``TA-15``; None when one of the two has no text. Four queries.

    Table-safe, what was floated off the record is nothing to compare with.
    """
    current = language.current_text(negotiation.unit_id or 0, subject.issue.number, on_day(negotiation))
    found = [(CURRENT, "Current agreement", current.text)] if current else []
    others = subject.issue.proposals.on_record() if is_safe else subject.issue.proposals.all()
    found += [(one.short, str(one), one.text) for one in others.exclude(text="") if one != subject]
    agreed = TentativeAgreement.objects.filter(issue=subject.issue).first()
    if agreed is not None and agreed.is_closed and agreed != subject:
        found.append((str(agreed), f"{agreed}, as agreed", agreed.text))
    choices = tuple(Against(key, label) for key, label, _ in found)
    chosen = next((one for one in choices if one.key == against), choices[0] if choices else None)
    if chosen is None or not subject.text:
        return None
    return _aligned(subject, next(text for key, _, text in found if key == chosen.key), chosen, choices)


def neighbours(subject: Compared, *, is_safe: bool = False) -> tuple[Compared | None, Compared | None]:
    """What passed on the issue just before and just after; None where nothing did. Two queries.

    What both initialled is the last.
    """
    issue = subject.issue
    passed: list[Compared] = list(issue.proposals.on_record() if is_safe else issue.proposals.all())
    passed += [one for one in TentativeAgreement.objects.filter(issue=issue) if one.is_closed]
    for one in passed:
        one.issue = issue
    at = passed.index(subject) if subject in passed else len(passed)
    return (passed[at - 1] if at > 0 else None), (passed[at + 1] if at + 1 < len(passed) else None)


def _aligned(subject: Compared, old: str, chosen: Against, choices: tuple[Against, ...]) -> Comparison:
    if isinstance(subject, TentativeAgreement):
        return Comparison(subject, redline(old, subject.text), chosen, choices, old=old)
    article = subject.issue.number
    was = split_sections(old, article=article)
    named = {part.number for part in split_sections(subject.text, article=article)}
    numbered = [part for part in was if part.number]
    if numbered and not named - {""}:
        problem = (
            f"The proposal has no section numbers, so it could not be aligned with section {numbered[0].number}"
            f"{f' to {numbered[-1].number}' if len(numbered) > 1 else ''}. Both texts are shown as they are."
        )
        return Comparison(subject, redline(old, subject.text), chosen, choices, old=old, problem=problem)
    left_out = tuple(part for part in numbered if part.number not in named)
    kept = "".join(part.text for part in was if part not in left_out) if left_out else old
    return Comparison(subject, redline(kept, subject.text), chosen, choices, old=old, left_out=left_out)


def _number(block: Block) -> str:
    return number_of("".join(run.new for run in block.runs))
