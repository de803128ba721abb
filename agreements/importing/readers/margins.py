"""Numbers in the margin of every line, as drafts and pleadings bear them: they are paper, not text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from agreements.importing.source import SourceLine

FEWEST = 20
_NUMBERED = re.compile(r"\s{0,6}(\d{1,4})(?:\s{1,}|$)")


def without_line_numbers(lines: Sequence[SourceLine]) -> list[SourceLine]:
    """The lines without the numbers in their margin; as they are when the margin bears none."""
    found = [(line, _NUMBERED.match(line.text)) for line in lines if line.text.strip()]
    values = [int(match[1]) for _, match in found if match]
    if len(values) < FEWEST or len(values) < 0.8 * len(found):
        return list(lines)
    rising = sum(0 < after - before <= 3 for before, after in pairwise(values))
    if rising < 0.7 * len(values):
        return list(lines)
    return [replace(line, text=_bare(line.text)) for line in lines]


def _bare(text: str) -> str:
    match = _NUMBERED.match(text)
    return text[match.end() :] if match else text
