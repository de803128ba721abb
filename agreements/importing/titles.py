"""A heading's whole title: on its line, on the next, or over several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agreements.importing.candidates import Candidate
from agreements.importing.contents import Contents
from agreements.importing.marks import Keyword, bare_mark_of, mark_of
from agreements.importing.pages import Page
from agreements.importing.wording import (
    SECTION_LABEL,
    Case,
    case_of,
    ends_open,
    entry_of,
    is_prose,
    is_title,
    likeness,
    word_count,
)

MOST_LINES = 4
LONG = 42
_OPENINGS = re.compile(r"\W*(?:preamble|definitions?|purpose|general|introduction)\W*$", re.I)
# A first section that begins on the line of the heading.
_FIRST_SECTION = re.compile(r"(?<=\S)\s+(?:SECTION|Section|Sec\.|SEC\.)\s*(?:1|I|ONE|One)\b[.:\s-]*.*$")
_TRIM = " \t.:;,-_~=|*"


@dataclass(frozen=True, slots=True)
class Title:
    """A title and the lines of its heading. ``may_go_on``: the next line could belong to it too."""

    text: str
    start: int
    end: int
    may_go_on: bool = False


def stand_alone(page: Page, headings: Sequence[Candidate]) -> bool:
    """Most headings of the file have a blank line below them, so that what stands right below is more title."""
    followed = [page.after(each.index) for each in headings if each.mark.rest]
    return len(followed) > 3 and sum(blanks > 0 for _, blanks in followed) >= 0.6 * len(followed)


def titles_above(page: Page, headings: Sequence[Candidate]) -> bool:
    """The file sets titles over their numbers: most headings have none behind, and a title before."""
    bare = [each for each in headings if not _first_part(page, each)[0]]
    return (
        len(bare) >= 3 and len(bare) >= 0.6 * len(headings) and all(_above(page, each) is not None for each in bare[:3])
    )


def _above(page: Page, heading: Candidate) -> int | None:
    """The line right above a heading, if it is set as a title is."""
    before, parted = page.before(heading.index)
    if before is None or parted or _is_marked(page.text(before)) or not page.before(before)[1]:
        return None
    text = page.text(before)
    return before if is_title(text) and not is_prose(text) and not text.endswith((".", ";", ",")) else None


def title_of(page: Page, heading: Candidate, contents: Contents, *, apart: bool = False, above: bool = False) -> Title:
    """The title of a heading. Where the contents list knows the title, it tells how far the title goes.

    ``apart``: the file's headings stand alone, see ``stand_alone``; ``above``: see ``titles_above``.
    """
    promised = [title for title in contents.promised(heading.mark.keyword, heading.number) if title] or [
        entry.title for entry in contents.entries if not entry.numbers and entry.title
    ]
    first, end = _first_part(page, heading)
    over = _above(page, heading) if above and not first else None
    if over is not None:
        return Title(tidy(page.text(over)), over, heading.index)
    if not first:
        return Title("", heading.index, heading.index)
    options = [(first, end)]
    while len(options) < MOST_LINES:
        follower, blanks = page.after(options[-1][1])
        if follower is None or blanks or not _can_go_on(page, options[-1][0], follower):
            break
        joint = "" if options[-1][0].endswith("-") and not options[-1][0].endswith(" -") else " "
        options.append((f"{options[-1][0]}{joint}{page.text(follower)}", follower))
    chosen = _chosen(options, promised)
    if chosen is None:
        count = len(options) - 1 if apart else _by_shape(page, options)
        text, end = options[count]
        return Title(
            tidy(text), heading.index, end, may_go_on=count + 1 < len(options) and case_of(options[0][0]) is Case.CAPS
        )
    text, end = options[chosen]
    return Title(tidy(text), heading.index, end)


def tidy(text: str) -> str:
    """A title without the signs around it."""
    text = _FIRST_SECTION.sub("", text).strip(_TRIM)
    if text.count('"') == 1:
        text = text.strip('"')
    return text.strip(_TRIM)


def _first_part(page: Page, heading: Candidate) -> tuple[str, int]:
    rest = heading.mark.rest
    if rest:
        run_in = re.match(r"([^.:]{3,90})[.:]\s+\S", rest)
        entry = entry_of(rest)
        if run_in and is_title(run_in[1]) and (case_of(run_in[1]) is not case_of(rest) or word_count(rest) > 12):
            return run_in[1], heading.index
        return (entry.title if entry.has_leader else rest), heading.index
    follower, blanks = page.after(heading.index)
    if follower is None or blanks > 2 or SECTION_LABEL.match(page.text(follower)):
        return "", heading.index
    text = page.text(follower)
    return (text, follower) if is_title(text) and not _is_marked(text) else ("", heading.index)


def _is_marked(text: str) -> bool:
    """The line opens a division of its own. A title may be called Section 125 Plan all the same."""
    mark = mark_of(text)
    return mark is not None and bool(mark.readings) and mark.keyword is not Keyword.SECTION


def _can_go_on(page: Page, so_far: str, follower: int) -> bool:
    """The line could be more of the title: as short, in the same capitals, no label, no sentence."""
    text = page.text(follower)
    if len(text) > 90 or is_prose(text) or SECTION_LABEL.match(text) or _is_marked(text) or bare_mark_of(text):
        return False
    if _OPENINGS.match(text) and not ends_open(so_far):
        return False
    opened = ends_open(so_far)
    if text.startswith("(") and text.endswith(")"):
        return True
    if case_of(so_far) is Case.CAPS:
        return case_of(text) is Case.CAPS
    return (opened or len(so_far) >= LONG) and is_title(text) and word_count(text) <= 8


def _chosen(options: list[tuple[str, int]], promised: list[str]) -> int | None:
    """Which reading the contents list bears out; None when it knows none of them."""
    ranked = []
    for place, (text, _) in enumerate(options):
        closeness = max((_closeness(text, title) for title in promised), default=0.0)
        ranked.append((closeness, -place))
    best, place = max(ranked)
    return -place if best >= 0.85 else None


def _closeness(text: str, title: str) -> float:
    """Likeness that also minds the length, so that half a title is less than the whole."""
    one, other = len(text), len(title)
    return likeness(text, title) - 0.3 * min(1.0, abs(one - other) / max(one, other, 1))


def _by_shape(page: Page, options: list[tuple[str, int]]) -> int:
    """How many further lines belong to the title by their looks alone."""
    count = 0
    while count + 1 < len(options):
        text = options[count][0]
        last = text if count == 0 else page.text(options[count][1])
        if not ends_open(text) and len(last) < LONG:
            break
        count += 1
    return count
