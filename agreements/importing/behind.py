"""What stands behind the articles: signatures, appendices, letters, forms, and the articles inside those."""

from __future__ import annotations

import re
from collections.abc import Iterable

from agreements.importing.articles import Row
from agreements.importing.candidates import keyword_candidates
from agreements.importing.chain import best_chain
from agreements.importing.contents import Contents
from agreements.importing.heads import Head, ends
from agreements.importing.marks import Keyword
from agreements.importing.outline import Kind
from agreements.importing.pages import Page
from agreements.importing.titles import tidy, title_of
from agreements.importing.wording import entry_of, is_title

_LABEL = re.compile(
    r"\W*((?:appendix|exhibit|attachment|addendum|annex|schedule|amendment)(?:\s+(?:no\.?\s*)?[\"'(]?[\w.-]{1,5}[\"')]?)?)(?:\W+(.*))?$",
    re.I,
)


def behind_heads(page: Page, row: Row) -> list[Head]:
    """Heads for everything after the last article, in file order."""
    walls = [wall for wall in row.walls if wall.index >= row.end]
    heads = [_head(page, wall.index, wall.kind) for wall in walls]
    for start, _ in row.contents.ranges:
        if start >= row.end:
            heads.append(Head(Kind.CONTENTS, start, start, 1, title="Contents"))
    heads.sort(key=lambda head: head.index)
    return [*heads, *_inner(page, heads)]


def _head(page: Page, index: int, kind: Kind) -> Head:
    text = page.text(index)
    if kind is Kind.SIGNATURES:
        return Head(kind, index, index - 1, 1, title="Signatures")
    match = _LABEL.match(text)
    label = tidy(match[1]) if match else ""
    title = tidy(entry_of(match[2] or "").title) if match else tidy(text)
    end = index
    follower, blanks = page.after(index)
    if not title and follower is not None and blanks <= 2 and is_title(page.text(follower)):
        title, end = tidy(page.text(follower)), follower
    return Head(kind, index, end, 1, label, title or label, label)


def _inner(page: Page, heads: list[Head]) -> Iterable[Head]:
    """Articles and sections that number anew inside an appendix or a letter."""
    stops = ends(page, heads)
    found = list(keyword_candidates(page))
    for head, stop in zip(heads, stops, strict=True):
        if head.kind in {Kind.SIGNATURES, Kind.CONTENTS}:
            continue
        for keyword, kind in ((Keyword.ARTICLE, Kind.ARTICLE), (Keyword.SECTION, Kind.SECTION)):
            own = [c for c in found if c.mark.keyword is keyword and head.end < c.index < stop and c.score > 1.5]
            chain = best_chain(own)
            if len(chain.chosen) < 2:
                continue
            for each in chain.chosen:
                title = title_of(page, each, Contents())
                label = f"{each.mark.word} {each.mark.token}"
                yield Head(kind, each.index, title.end, 2, str(each.number), title.text, label, own=each.number)
            break
