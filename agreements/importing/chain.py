"""The one row of headings that fits together: numbers rise, little is missing, the text is not left behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from agreements.importing.candidates import Candidate

MOST_CANDIDATES = 700
MISSING_COST = 0.45
MOST_MISSING_COST, FAR_COST = 3.5, 0.1
LATE_START_COST = 0.35
MOST_PASSED_COST = 5.0


@dataclass(frozen=True, slots=True)
class Chain:
    """The chosen row and what it is worth."""

    chosen: tuple[Candidate, ...]
    worth: float


def best_chain(candidates: Sequence[Candidate], crossing: Callable[[int, int], float] = lambda _a, _b: 0.0) -> Chain:
    """The row of rising numbers that is worth most.

    Each heading adds its score; each number left out costs a little; ``crossing`` says what it
    costs to step from one line over another (past an appendix, past the signatures).
    """
    ordered = _strongest(candidates)
    worth: list[float] = []
    back: list[int | None] = []
    for place, each in enumerate(ordered):
        passed = min(MOST_PASSED_COST, crossing(-1, each.index))
        best, source = -passed - min(2.5, LATE_START_COST * (each.number.value - 1)), None
        for earlier in range(place):
            other = ordered[earlier]
            if other.index >= each.index or not other.number < each.number:
                continue
            total = worth[earlier] - _missing(other, each) - crossing(other.index, each.index)
            if total > best:
                best, source = total, earlier
        worth.append(best + each.score)
        back.append(source)
    if not worth:
        return Chain((), 0.0)
    last = max(range(len(worth)), key=lambda index: worth[index])
    chosen: list[Candidate] = []
    at: int | None = last
    while at is not None:
        chosen.append(ordered[at])
        at = back[at]
    return Chain(tuple(reversed(chosen)), worth[last])


def _missing(earlier: Candidate, later: Candidate) -> float:
    gap = later.number.value - earlier.number.value
    if gap == 0:
        # 16A and 16B follow each other; 16 and 16A do too.
        return 0.0
    return min(MOST_MISSING_COST, MISSING_COST * (gap - 1)) + FAR_COST * max(0, gap - 20)


def _strongest(candidates: Sequence[Candidate]) -> list[Candidate]:
    positive = [each for each in candidates if each.score > 0]
    kept = sorted(positive, key=lambda each: -each.score)[:MOST_CANDIDATES]
    return sorted(kept, key=lambda each: (each.index, each.number))
