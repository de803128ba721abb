"""The kinds of letter on a grievance: what their writer fills in. Facts and verbs are handed in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date

from grievances.rules.vocabulary import DECISIONS
from labor_office.core.documents.letters import (
    Consequences,
    FieldShape,
    Gather,
    Insert,
    Issue,
    LetterField,
    LetterKind,
)
from labor_office.core.documents.models import Letter
from labor_office.core.documents.rules.letters import Acknowledgement, StepDecision
from labor_office.core.users.models import User

STEP_DECISION = "step_decision"
ACKNOWLEDGEMENT = "acknowledgement"

_DECISION_FIELDS = (
    LetterField(
        "outcome", "Decision", shape=FieldShape.CHOICE, choices=tuple((each.value, each.label) for each in DECISIONS)
    ),
    LetterField(
        "issue",
        "1. Issue",
        help="What has to be decided, in one or two sentences. Section 2, the contract’s words, is set by the Desk.",
    ),
    LetterField("facts", "3. Facts", help="What happened, as found. A blank line begins a new paragraph."),
    LetterField("positions", "4. Positions of the parties", help="The union's, then the department's."),
    LetterField(
        "discussion",
        "5. Discussion",
        help="Why they lead to this decision. Sections 6 and 7, decision and next step, are set by the Desk.",
    ),
    LetterField("remedy", "Remedy", help="Only when something is granted or settled: what, for whom, by when."),
    LetterField("copies", "Copies to", help="One a line."),
)


def step_decision(
    *,
    gather: Gather,
    issue: Issue,
    consequences: Consequences,
    inserts: Callable[[Letter], tuple[Insert, ...]],
    mend_urls: Callable[[Letter], Mapping[str, str]],
    due_on: Callable[[Letter], date | None],
    signers: Callable[[Letter], Collection[User]],
) -> LetterKind:
    """The City's decision at a step: signed by its decision maker, whose signature issues it."""
    return LetterKind(
        code=STEP_DECISION,
        title="Step decision",
        template="letters/step_decision.html",
        paper=StepDecision,
        fields=_DECISION_FIELDS,
        gather=gather,
        slug="step-decision",
        slug_of=_slug,
        issue=issue,
        consequences=consequences,
        inserts=inserts,
        mend_urls=mend_urls,
        due_on=due_on,
        needs_approval=True,
        signers=signers,
    )


def acknowledgement(*, gather: Gather, mend_urls: Callable[[Letter], Mapping[str, str]]) -> LetterKind:
    """That a grievance came in, and what is due next."""
    return LetterKind(
        code=ACKNOWLEDGEMENT,
        title="Acknowledgement",
        template="letters/acknowledgement.html",
        paper=Acknowledgement,
        fields=(LetterField("message", "Message", help="Anything to add, such as days offered for a meeting."),),
        gather=gather,
        slug="acknowledgement",
        mend_urls=mend_urls,
    )


def _slug(letter: Letter) -> str:
    return f"step-{letter.step.lower()}-decision"
