"""What the rest of the file says about a candidate: the contents list, repeated headers, the style of its fellows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from agreements.importing.candidates import Candidate
from agreements.importing.contents import Contents
from agreements.importing.pages import Page
from agreements.importing.source import letters
from agreements.importing.wording import likeness

ALIKE = 0.8


def with_contents(candidates: Sequence[Candidate], contents: Contents) -> list[Candidate]:
    """Candidates outside the contents lists, each with what the lists say for or against it."""
    titled = any(entry.title for entry in contents.entries)
    numbered = any(entry.numbers for entry in contents.entries)
    weighed = []
    for each in candidates:
        if contents.covers(each.index):
            continue
        promised = contents.promised(each.mark.keyword, each.number)
        by = 0.0
        if promised:
            alike = max(likeness(title, each.title) for title in promised)
            by = 2.5 if alike >= ALIKE else 0.8 if alike >= 0.5 or not each.title else -0.4
        elif titled and not numbered and each.title and contents.likeness(each.title) >= 0.85:
            by = 1.8
        weighed.append(each.adjusted(by))
    return weighed


def without_running_heads(candidates: Sequence[Candidate], page: Page, repeats: frozenset[int]) -> list[Candidate]:
    """Headings repeated at the top of page after page count for less, save the one that opens the article."""
    words = {each.index: letters(page.text(each.index)) for each in candidates}
    inside = {key for index, key in words.items() if index not in repeats}
    first = {key: index for index, key in reversed(words.items()) if index in repeats}
    weighed = []
    for each in candidates:
        key = words[each.index]
        is_running = each.index in repeats and (key in inside or first[key] != each.index)
        weighed.append(each.adjusted(-3.5 if is_running else 0.0))
    return weighed


def with_style(candidates: Sequence[Candidate], chosen: Sequence[Candidate]) -> list[Candidate]:
    """Candidates weighed by how the chosen ones look: most of a file's headings are set alike."""
    if len(chosen) < 3:
        return list(candidates)
    looks = Counter((each.style[1], each.form) for each in chosen)
    usual, count = looks.most_common(1)[0]
    if count < 0.7 * len(chosen):
        return list(candidates)
    weighed = []
    for each in candidates:
        same = (each.style[1] == usual[0]) + (each.form is usual[1])
        by = {2: 0.6, 1: -0.6, 0: -1.5}[same]
        weighed.append(replace(each, score=each.score + by))
    return weighed
