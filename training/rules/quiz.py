"""Questions on a page: how an answer sheet is scored, and the sentence people put their name to. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

# Where a course asks questions and says no mark.
USUAL_PASS_MARK = 80
MOST_A_DAY = 5
FEWEST_CHOICES, MOST_CHOICES = 2, 8


def score(chosen: Mapping[int, int], right: Mapping[int, int]) -> int:
    """How many of a hundred are right: answers by question, against the right ones. Never rounded up.

    A question left out is wrong. Of no questions at all nothing is right.
    """
    if not right:
        return 0
    hits = sum(chosen.get(question) == choice for question, choice in right.items())
    return hits * 100 // len(right)


def is_passed(percent: int, pass_mark: int | None) -> bool:
    """Whether a score reaches the mark."""
    return percent >= (USUAL_PASS_MARK if pass_mark is None else pass_mark)


def fingerprint(text: str) -> str:
    """The first sixteen letters of the SHA-256 of a text: enough to show that it is this one and no other."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def attestation(*, name: str, title: str, version: int, text: str) -> str:
    """What somebody says by attesting; it names the very text by its fingerprint."""
    return (
        f"I, {name}, have read “{title}”, version {version}, and know whom to ask where it is not clear to me. "
        f"(Text {fingerprint(text)})"
    )


def read_choices(text: str) -> tuple[list[str], int | None]:
    """Choices typed one a line, the right one with a star before it; and which that is, None unless exactly one is."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    starred = [place for place, line in enumerate(lines) if line.startswith("*")]
    return [line.lstrip("* ").strip() for line in lines], starred[0] if len(starred) == 1 else None
