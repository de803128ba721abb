"""What becomes of advice. Pure."""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    """How a question reached the office."""

    CALL = "CALL"
    EMAIL = "EMAIL"
    VISIT = "VISIT"
    DESK = "DESK"


CHANNEL_WORDS: dict[Channel, str] = {
    Channel.CALL: "By telephone",
    Channel.EMAIL: "By email",
    Channel.VISIT: "In person",
    Channel.DESK: "Asked in the Desk",
}
LONGEST_TITLE = 90


def title_of(question: str) -> str:
    """The question's first line, cut at a word: what a list shows."""
    line = " ".join(question.strip().split("\n", 1)[0].split())
    if len(line) <= LONGEST_TITLE:
        return line
    return line[:LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(",;:") + "\N{HORIZONTAL ELLIPSIS}"
