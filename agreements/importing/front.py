"""What stands before the first article: the cover, contents lists, the preamble; and chapters between articles."""

from __future__ import annotations

import re
from collections.abc import Iterable

from agreements.importing.articles import Row
from agreements.importing.candidates import keyword_candidates
from agreements.importing.chain import best_chain
from agreements.importing.heads import Head
from agreements.importing.marks import Keyword
from agreements.importing.outline import Kind
from agreements.importing.pages import Page
from agreements.importing.titles import title_of
from agreements.importing.wording import is_prose

_PREAMBLE = re.compile(r"\W*(?:preamble|witnesseth|recitals?|introduction|purpose)\W*", re.I)


def front_heads(page: Page, row: Row) -> Iterable[Head]:
    """Heads for the lines before the first article, so that none of them is left without one."""
    first = row.chosen[0].index if row.chosen else row.end
    ranges = [each for each in row.contents.ranges if each[0] < first]
    after = ranges[-1][1] if ranges else -1
    opening = [index for index in page.written if after < index < first]
    yield from _preamble(page, opening)
    if not ranges or ranges[0][0] > 0:
        yield Head(Kind.FRONT, 0, 0, 1, title="Cover")
    for start, end in ranges:
        yield Head(Kind.CONTENTS, start, start, 1, title="Contents")
        follower = next((index for index in page.written if index > end), None)
        if follower is not None and follower < first:
            yield Head(Kind.FRONT, follower, follower - 1, 1, title="Opening")


def _preamble(page: Page, opening: list[int]) -> Iterable[Head]:
    """The opening words before the first article, under a heading of their own or none."""
    named = next((index for index in opening if _PREAMBLE.fullmatch(page.text(index))), None)
    if named is not None:
        yield Head(Kind.PREAMBLE, named, named, 1, title="Preamble")
        return
    prose = next((index for index in opening if is_prose(page.text(index))), None)
    if prose is not None:
        yield Head(Kind.PREAMBLE, prose, prose - 1, 1, title="Preamble")


def chapter_heads(page: Page, row: Row) -> Iterable[Head]:
    """Chapters or parts that gather the articles, where the file has them."""
    if row.keyword not in {Keyword.ARTICLE, Keyword.SECTION, Keyword.BARE}:
        return
    taken = {each.index for each in row.chosen}
    for keyword in (Keyword.CHAPTER, Keyword.PART):
        own = [each for each in keyword_candidates(page) if each.mark.keyword is keyword and each.score >= 3.0]
        inside = [each for each in own if each.index < row.end and not row.contents.covers(each.index)]
        chain = best_chain(inside)
        if len(chain.chosen) < 2 or taken & {each.index for each in chain.chosen}:
            continue
        for each in chain.chosen:
            title = title_of(page, each, row.contents)
            label = f"{each.mark.word} {each.mark.token}"
            yield Head(Kind.CHAPTER, each.index, title.end, 0, str(each.number), title.text, label)
        return
