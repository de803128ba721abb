"""Two texts compared: our redline against difflib on the same words, and against the bare alignment."""

from __future__ import annotations

import difflib
import random
from collections.abc import Iterator
from functools import partial

from rapidfuzz.distance import Indel

from bargaining.redline.compare import redline
from bench.measure import Result, interleaved, median, ms, told

# Milliseconds of an unloaded machine; the ratios hold under any load.
ARTICLE, AGREEMENT = 0.004, 0.005
PARAGRAPH = 86


def redlines() -> Iterator[Result]:
    """An article of 5,000 words with 60 edits, and an agreement of 100 pages with 25 changed paragraphs."""
    dice = random.Random(20260615)
    article, agreement = _paragraphs(dice, 58), _paragraphs(dice, 500)
    for name, old, new, goal, times in (
        ("redline, 5,000 words", article, _edited(dice, article, places=20), ARTICLE, 10),
        ("redline, 43,000 words", agreement, _edited(dice, agreement, places=25), AGREEMENT, 300),
    ):
        was, now = "\n\n".join(old), "\n\n".join(new)
        (ours,) = interleaved([partial(redline, was, now)], times=15)
        best = min(ours)
        slow = median(partial(_difflib, was, now), times=1 if times > 100 else 3)
        yield told(name, ms(best), goal=ms(goal), is_met=best <= goal)
        yield told(
            f"{name}: the same by difflib", ms(best), anchor=f"difflib {ms(slow)}", ratio=slow / best,
            goal=f"{times}x faster", is_met=slow / best >= times,
        )  # fmt: skip
    was, now = "\n\n".join(article), "\n\n".join(_edited(dice, article, places=20))
    bare = median(partial(_bare, was, now), times=15)
    whole = median(partial(redline, was, now), times=15)
    yield told(
        "redline against all words aligned at once", ms(whole), anchor=f"rapidfuzz {ms(bare)}", ratio=whole / bare
    )


def _paragraphs(dice: random.Random, count: int) -> list[str]:
    """Words as unevenly as in a language: the tenth most common a fifth as often as the first."""
    words = [f"word{number}" for number in range(3000)]
    often = [(number + 1) ** -0.7 for number in range(3000)]
    return [" ".join(dice.choices(words, often, k=PARAGRAPH)) for _ in range(count)]


def _edited(dice: random.Random, paragraphs: list[str], *, places: int) -> list[str]:
    edited = list(paragraphs)
    for place in dice.sample(range(len(edited)), places):
        words = edited[place].split()
        for _ in range(3):
            words[dice.randrange(len(words))] = f"other{dice.randrange(99)}"
        edited[place] = " ".join(words)
    return edited


def _difflib(was: str, now: str) -> object:
    return difflib.SequenceMatcher(None, was.split(), now.split(), autojunk=False).get_opcodes()


def _bare(was: str, now: str) -> object:
    numbers: dict[str, int] = {}
    return Indel.opcodes(*([numbers.setdefault(word, len(numbers)) for word in text.split()] for text in (was, now)))
