"""Which parts of a line are the words that were searched for. Pure."""

from __future__ import annotations

import re

MOST_WORDS = 8


def pieces(line: str, words: str) -> tuple[tuple[str, bool], ...]:
    """``line`` cut where the words searched for begin and end; True marks a piece that is one of them.

    Case does not matter; one letter alone is not marked. Joined, the pieces are the line again.
    """
    wanted = sorted({word for word in words.split()[:MOST_WORDS] if len(word) > 1}, key=len, reverse=True)
    if not wanted:
        return ((line, False),)
    found = re.split(f"({'|'.join(map(re.escape, wanted))})", line, flags=re.IGNORECASE)
    return tuple((piece, at % 2 == 1) for at, piece in enumerate(found) if piece)
