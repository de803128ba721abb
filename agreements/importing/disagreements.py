"""Numbers said twice, in words and in figures, that differ: ``ten (15) days``. Flagged, never chosen."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from agreements.importing.numbers import is_number_word
from agreements.importing.outline import Doubt, DoubtKind
from agreements.importing.pages import Page

_UNIT = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety"
)
_SAID_TWICE = re.compile(
    rf"(?<![\w-])((?:(?:{_UNIT}|hundred|thousand|million|and|a)[\s-]+)*(?:{_UNIT}|hundred|thousand|million))"
    r"(?:\s+(?:percent|dollars?|per\s*cent))?\s*\(\s*(\$?\s*[\dOolI|][\d,OolI|]*(?:\.\d+)?)\s*(%|\))",
    re.I,
)
# Without this no number is said twice: looked for first, for most pages hold none.
_FIGURE = re.compile(r"\(\s*\$?\s*[\dol|]", re.I)
_VALUES = {word: value for value, word in enumerate(_UNIT.split("|")[:19], start=1)}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
         "eighty": 80, "ninety": 90}  # fmt: skip


def find_disagreements(page: Page) -> Iterator[Doubt]:
    """Each place where the words and the figures of a number differ, with its line."""
    starts, parts, length = [], [], 0
    for index in page.written:
        starts.append(length)
        parts.append(page.text(index))
        length += len(parts[-1]) + 1
    text = "\n".join(parts)
    if not _FIGURE.search(text):
        return
    for match in _SAID_TWICE.finditer(text):
        said = in_words(match[1])
        figure = re.sub(r"[\s$,]", "", match[2])
        if said is None or not figure or _figure(figure) == said:
            continue
        line = page.written[bisect_right(starts, match.start()) - 1] + 1
        quoted = " ".join(match[0].split())
        words = f"“{quoted}” says {said:,} in words and {figure} in figures. Look at the signed copy."
        yield Doubt(DoubtKind.WORD_AND_FIGURE, line, words)


def _figure(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def in_words(text: str) -> int | None:
    """What ``one hundred and eighty`` or ``twenty-five`` counts; None when the words do not make one number."""
    words = [word for word in re.split(r"[\s-]+", text.lower()) if word not in {"and", "a"}]
    if not words:
        return None
    total, current, previous = 0, 0, ""
    for word in words:
        if word in {"hundred", "thousand", "million"}:
            factor = {"hundred": 100, "thousand": 1000, "million": 1_000_000}[word]
            current = max(1, current) * factor
            if factor > 100:
                total, current = total + current, 0
        elif word in _TENS:
            if previous and previous not in {"hundred", "thousand", "million"}:
                return None
            current += _TENS[word]
        elif is_number_word(word):
            if previous in _VALUES:
                return None
            current += _VALUES[word]
        previous = word
    return total + current
