"""Kinds of letter the office writes about agreements."""

from __future__ import annotations

from agreements.rules.legislation import BillMemo
from agreements.rules.memos import InterpretationMemo
from labor_office.core.documents.letters import FieldShape, Gather, Issue, LetterField, LetterKind

MEMO = "interpretation_memo"
BILL_MEMO = "legislation_memo"
_BILL_FIELDS = (
    LetterField("addressee", "To", shape=FieldShape.LINE, help="The City Manager, or the legislative director."),
    LetterField("analysis", "Analysis", help="What it would do here. A blank line begins a new paragraph."),
    LetterField("recommendation", "Recommendation", help="Support, oppose, amend how, or watch, and why."),
)


def interpretation_memo(*, gather: Gather, issue: Issue) -> LetterKind:
    """An official interpretation on paper. Its words come from the interpretation, so nothing is typed here."""
    return LetterKind(
        code=MEMO,
        title="Interpretation",
        template="letters/interpretation.html",
        paper=InterpretationMemo,
        fields=(),
        gather=gather,
        slug="interpretation",
        issue=issue,
    )


def legislation_memo(*, gather: Gather) -> LetterKind:
    """The office's recommendation on a bill or rule: facts from the record, analysis typed."""
    return LetterKind(
        code=BILL_MEMO,
        title="Recommendation on legislation",
        template="letters/legislation.html",
        paper=BillMemo,
        fields=_BILL_FIELDS,
        gather=gather,
        slug="recommendation",
    )
