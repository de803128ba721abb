"""What the rest of the file says about a candidate: the contents list, repeated headers, the style of its fellows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from agreements.importing.candidates import Candidate
from agreements.importing.contents import Contents
from agreements.importing.numbers import Form, Number
from agreements.importing.pages import Page
from agreements.importing.wording import likeness

Style = tuple[str, Form]
MOST_STYLES = 3
# What a running head loses, and the most it may be worth: less than counts as a heading passed over.
RUNNING, WEAK = -3.5, 2.5
ALIKE, SAME_HEAD = 0.8, 0.7


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


def without_running_heads(candidates: Sequence[Candidate], edges: frozenset[int]) -> list[Candidate]:
    """A heading repeated at the edge of page after page counts for less, save the one that opens the article."""
    alike: dict[Number, list[Candidate]] = defaultdict(list)
    for each in candidates:
        if each.score > 0:
            alike[each.number].append(each)
    return [
        each.adjusted(min(RUNNING, WEAK - each.score))
        if each.index in edges and _is_running(each, alike[each.number], edges)
        else each
        for each in candidates
    ]


def _is_running(each: Candidate, alike: Sequence[Candidate], edges: frozenset[int]) -> bool:
    """Another line of that number and title stands inside a page, or at the edge of an earlier one."""
    for other in alike:
        if other.index == each.index:
            continue
        if each.title and other.title and likeness(each.title, other.title) < SAME_HEAD:
            continue
        if other.index in edges and other.index < each.index:
            return True
        if other.index not in edges and other.score >= max(each.score - 2.2, 1.5):
            return True
    return False


def with_text(candidates: Sequence[Candidate], page: Page) -> list[Candidate]:
    """A heading right before the next one has no text of its own: more likely an entry of some list."""
    lines = sorted({each.index for each in candidates if each.score > 0})
    following = dict(pairwise([*lines, len(page.source.lines)]))
    return [
        each.adjusted(-1.2)
        if each.index in following and not page.prose_between(each.index, following[each.index])
        else each
        for each in candidates
    ]


def styles_of(candidates: Sequence[Candidate]) -> list[Style]:
    """The ways the likelier candidates are set, the commonest first: capitals or not, the form of the number."""
    looks = Counter((each.style[1], each.form) for each in candidates if each.score > 1.0)
    return [style for style, count in looks.most_common(MOST_STYLES) if count >= 3]


def with_style(candidates: Sequence[Candidate], usual: Style) -> list[Candidate]:
    """Candidates weighed by how they are set: a file's headings are set alike."""
    weighed = []
    for each in candidates:
        same = (each.style[1] == usual[0]) + (each.form is usual[1])
        weighed.append(each.adjusted({2: 0.6, 1: -0.6, 0: -1.5}[same]))
    return weighed
