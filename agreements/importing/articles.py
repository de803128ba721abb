"""The row of articles: which scheme of numbers the file uses, and which lines carry it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from agreements.importing.candidates import Candidate, bare_candidates, keyword_candidates
from agreements.importing.chain import Chain, best_chain
from agreements.importing.contents import Contents, find_contents
from agreements.importing.evidence import styles_of, with_contents, with_style, with_text, without_running_heads
from agreements.importing.marks import Keyword
from agreements.importing.pages import Page
from agreements.importing.supplements import Crossing, Wall, find_walls

# Where two schemes explain a file about as well, the one that is named first.
_PRIOR = {Keyword.ARTICLE: 1.0, Keyword.RULE: 0.75, Keyword.CHAPTER: 0.7, Keyword.SECTION: 0.75, Keyword.PART: 0.6,
          Keyword.BARE: 0.6}  # fmt: skip
ENOUGH, LOPSIDED = 0.3, 0.8
DENSE = 0.5
EARLIER, LINES_OF_TEXT = 0.12, 2


@dataclass(frozen=True, slots=True)
class Row:
    """A file's articles and everything that was weighed to find them."""

    chosen: tuple[Candidate, ...]
    weighed: tuple[Candidate, ...]
    contents: Contents
    walls: tuple[Wall, ...]
    end: int

    @property
    def keyword(self) -> Keyword | None:
        """The scheme, or None when the file has none."""
        return self.chosen[0].mark.keyword if self.chosen else None


def find_row(page: Page, edges: frozenset[int]) -> Row:
    """The articles of a file. Empty when nothing in it is numbered as articles are."""
    found = list(keyword_candidates(page))
    contents = find_contents(page, found)
    walls = find_walls(page, contents, edges)
    schemes = []
    for keyword in Keyword:
        own = bare_candidates(page) if keyword is Keyword.BARE else _of(found, keyword)
        weighed = with_text(without_running_heads(with_contents(list(own), contents), edges), page)
        chain, weighed = _settled(page, weighed, walls)
        share = _share(page, chain.chosen, walls)
        schemes.append((chain, weighed, share, keyword))
        if keyword is Keyword.ARTICLE and len(chain.chosen) >= 2 and share >= ENOUGH and _density(chain) >= DENSE:
            break
    fitting = [each for each in schemes if each[2] >= ENOUGH / 2]
    if not fitting:
        return Row((), (), contents, tuple(walls), len(page.source.lines))
    chain, weighed, *_ = max(fitting, key=lambda each: each[0].worth * each[2] * _density(each[0]) * _PRIOR[each[3]])
    return Row(chain.chosen, tuple(weighed), contents, tuple(walls), _end(page, chain.chosen, walls))


def _of(found: Sequence[Candidate], keyword: Keyword) -> list[Candidate]:
    """Candidates of one scheme. A dotted number is that of a part: ``Section 2-1`` is never a top heading."""
    own = [each for each in found if each.mark.keyword is keyword]
    return own if keyword is Keyword.ARTICLE else [each for each in own if each.number.suffix[:1] not in {".", "-"}]


def _settled(page: Page, weighed: list[Candidate], walls: Sequence[Wall]) -> tuple[Chain, list[Candidate]]:
    """The best row, tried once for each way the headings could be set."""
    tried = [(_earliest(page, weighed, walls, weighed), weighed)]
    for style in styles_of(weighed):
        styled = with_style(weighed, style)
        fellows = [each for each in styled if (each.style[1], each.form) == style]
        tried.append((_earliest(page, styled, walls, fellows), styled))
    return max(tried, key=lambda each: each[0].worth * _share(page, each[0].chosen, walls) * _density(each[0]))


def _earliest(page: Page, weighed: list[Candidate], walls: Sequence[Wall], fellows: list[Candidate]) -> Chain:
    """The best row; but a good row before it is the agreement, and the best one its appendix."""
    crossing = Crossing(walls, weighed, fellows)
    chain = best_chain(weighed, crossing)
    while chain.chosen:
        if chain.chosen[0].number.value > 1:
            break
        start = chain.chosen[0].index
        earlier = best_chain([each for each in weighed if each.index < start], crossing)
        count = len(earlier.chosen)
        if count < 3 or earlier.worth < EARLIER * chain.worth:
            break
        if page.prose_between(earlier.chosen[0].index, start) < LINES_OF_TEXT * count:
            break
        chain = earlier
    return chain


def _density(chain: Chain) -> float:
    """How many of the numbers up to the last one the row has: stray references have few."""
    if not chain.chosen:
        return 0.0
    numbers = {each.number.value for each in chain.chosen}
    return len(numbers) / max(numbers)


def _share(page: Page, chosen: Sequence[Candidate], walls: Sequence[Wall]) -> float:
    """How much of the running text the row divides. A row that leaves most of it to one heading divides little."""
    if not chosen:
        return 0.0
    total = max(1, page.prose_between(-1, len(page.source.lines)))
    starts = [*(each.index for each in chosen), _end(page, chosen, walls)]
    lengths = [page.prose_between(start, end) for start, end in pairwise(starts)]
    share = sum(lengths) / total
    return share if len(chosen) < 4 or max(lengths) < LOPSIDED * sum(lengths) else share / 5


def _end(page: Page, chosen: Sequence[Candidate], walls: Sequence[Wall]) -> int:
    """The line that ends the last article."""
    last = chosen[-1].index
    return next((wall.index for wall in walls if wall.index > last), len(page.source.lines))
