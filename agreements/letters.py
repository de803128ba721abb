"""Kinds of letter the office writes about agreements."""

from __future__ import annotations

from agreements.rules.memos import InterpretationMemo
from labor_office.core.documents.letters import Gather, Issue, LetterKind

MEMO = "interpretation_memo"


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
