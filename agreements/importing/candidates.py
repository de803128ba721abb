"""Lines that could be headings, with what speaks for and against each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from agreements.importing.marks import Keyword, Mark, bare_mark_of, mark_of
from agreements.importing.numbers import Form, Number
from agreements.importing.pages import Page
from agreements.importing.source import Hint
from agreements.importing.wording import (
    SECTION_LABEL,
    Case,
    case_of,
    ends_open,
    ends_sentence,
    entry_of,
    is_prose,
    is_title,
    word_count,
)

_REFERENCE = re.compile(
    r"(?:of|and|or|shall|is|are|was|were|has|have|hereof|above|below|through|to|in|on|does|may|will|which|that|for|by|"
    r"under|as|applies|apply|provides?|prior|until|when|if|but|cannot|must|should|would|being|thereof|herein)\b|"
    r"\(?(?:sections?|subsections?|paragraphs?|sec\.|§)\s*\W?(?:\d{1,2}\b|[IVX(])|[,;]\s*(?:sections?|paragraphs?|and|or|the)\b|\d[\d.,\s()]*$",
    re.I,
)  # fmt: skip
# A title in capitals that runs straight into a sentence: the text cites an article by its title.
_SAYS = re.compile(r"\b(?:SHALL|WILL|OF THIS AGREEMENT|HEREIN)\b")
_GOES_ON = re.compile(
    r"(?:[A-Z0-9][A-Z0-9,&/'()-]*\s+){1,24}(?:and\s|or\s)?(?!(?:and|or|of|for|the|to|in|on|with|by)\s+[A-Z])[a-z]+\s+[a-z]"
)
_RUN_IN = re.compile(r"([^.:]{3,80})[.:]\s")
CONTINUED = re.compile(r"\(?\b(?:cont(?:inue)?['’.]?d?\.?|continuation)\)?\s*[.)\]]*$", re.I)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may open a division. The higher ``score``, the more speaks for it."""

    index: int
    number: Number
    mark: Mark
    form: Form
    title: str
    score: float
    style: tuple[str, ...] = ()
    reasons: tuple[str, ...] = field(default=(), compare=False)

    def adjusted(self, by: float) -> Candidate:
        """The same line with another score."""
        return replace(self, score=self.score + by)


def keyword_candidates(page: Page) -> Iterator[Candidate]:
    """Every line that begins with ARTICLE, SECTION, CHAPTER ... and a number, in file order."""
    for index, text in enumerate(page.source.plain):
        if index in page.furniture or not text:
            continue
        mark = mark_of(text)
        if mark is None or not mark.readings:
            continue
        yield from candidates_of(page, index, mark)


def bare_candidates(page: Page) -> Iterator[Candidate]:
    """Every line that begins with a number alone and goes on as a title."""
    for index, text in enumerate(page.source.plain):
        if index in page.furniture or not text or len(text) > 120:
            continue
        mark = bare_mark_of(text)
        if mark and is_title(entry_of(mark.rest).title):
            yield from candidates_of(page, index, mark)


def candidates_of(page: Page, index: int, mark: Mark) -> Iterator[Candidate]:
    """One candidate for each way the number of ``mark`` can be read."""
    score, title = _score(page, index, mark)
    for reading in mark.readings:
        style = (
            mark.keyword, _capitals(mark, title), reading.form, case_of(title),
            "SAME LINE" if mark.rest else "NEXT LINE",
        )  # fmt: skip
        damage = reading.cost + mark.damage
        yield Candidate(index, reading.number, mark, reading.form, title, score - damage, style)


def _capitals(mark: Mark, title: str) -> str:
    """CAPS or MIXED: of the keyword, or of the title where there is no keyword."""
    is_caps = mark.word.isupper() if mark.word else case_of(title) is Case.CAPS
    return "CAPS" if is_caps else "MIXED"


def _score(page: Page, index: int, mark: Mark) -> tuple[float, str]:
    """What speaks for a heading here, without a look at its neighbours in the row."""
    score = 2.0 + _word_score(mark)
    if page.source.lines[index].hint is Hint.HEADING:
        score += 3.0
    rest = mark.rest
    title = entry_of(rest).title if rest else ""
    if rest:
        score += _rest_score(mark, rest, title)
        run_in = _RUN_IN.match(rest)
        title = run_in[1] if run_in and is_title(run_in[1]) and not is_title(title) else title
    else:
        follower, blanks = page.after(index)
        text = page.text(follower) if follower is not None else ""
        if follower is not None and is_title(text) and not SECTION_LABEL.match(text) and blanks <= 3:
            title = text
            score += 1.5 if case_of(text) is not Case.SENTENCE else 0.7
    return score + _place_score(page, index, mark), title


def _word_score(mark: Mark) -> float:
    if mark.keyword is Keyword.BARE:
        return -1.0
    if mark.word.isupper() or mark.word.startswith("§"):
        return 1.0
    return 0.0 if mark.word[0].isupper() else -3.0


def _rest_score(mark: Mark, rest: str, title: str) -> float:
    if CONTINUED.search(rest):
        return -6.0
    if _is_reference(mark, rest):
        return -5.0
    if rest[0].islower() or _GOES_ON.match(rest) or _SAYS.search(rest):
        return -3.0
    if is_title(title):
        return {Case.CAPS: 1.6, Case.TITLE: 1.2}.get(case_of(title), 0.2)
    run_in = _RUN_IN.match(rest)
    if run_in and is_title(run_in[1]):
        return 0.6
    return -2.0 if is_prose(rest) or word_count(rest) > 12 else -0.5


def _is_reference(mark: Mark, rest: str) -> bool:
    """``Article 14 of``, ``Article 5, Section 2``, ``Article 10(1)(d)``: text that points at an article."""
    if rest[0] in "([" and not mark.separator:
        return True
    is_glued = not mark.separator.strip(" ")
    return bool(_REFERENCE.match(rest)) and (rest[0].islower() or is_glued or mark.separator.strip() in {",", ";"})


def _place_score(page: Page, index: int, mark: Mark) -> float:
    before, parted = page.before(index)
    score = 0.0
    if parted:
        score += 1.0
    elif before is not None:
        text = page.text(before)
        score -= 0.3
        if (is_prose(text) and not ends_sentence(text)) or (ends_open(text) and word_count(text) > 2):
            score -= 3.0
    if before is not None and parted and mark.rest and not mark.word.isupper():
        text = page.text(before)
        if (
            is_prose(text)
            and not ends_sentence(text)
            and page.source.lines[before].page != page.source.lines[index].page
        ):
            score -= 1.5
    return score
