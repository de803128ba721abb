"""Sections inside one division: ``Section 3.``, ``14.3``, ``14-3``, ``3.``, ``A.``; whichever its text uses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from agreements.importing.candidates import Candidate
from agreements.importing.chain import best_chain
from agreements.importing.marks import Keyword, Mark, bare_mark_of, dotted, mark_of
from agreements.importing.numbers import Form, Number, Reading
from agreements.importing.pages import Page
from agreements.importing.wording import Case, case_of, ends_sentence, is_prose, is_title

_LETTERED = re.compile(r"\(?([A-Za-z])[.)]\s+(?=\S)")
_PLAIN = re.compile(r"\(?(\d{1,2})[.)]\s+(?=\S)")
_GLUED = re.compile(r"(\d{2,4})[.:]?\s+(?=[A-Z])")


# In a title nobody has to, may or does do anything.
_SAYS = re.compile(
    r"\b(?:shall|will|may|must|can|is|are|was|were|be|been|has|have|had|does|do|agrees?|receives?|appl(?:y|ies))\b"
)
USUAL = 0.5


Scheme = Callable[[Page, Sequence[int], Number | None], Iterable[Candidate]]


@dataclass(frozen=True, slots=True)
class Section:
    """A section's head: where, what number as cited, its title, and what had to be mended."""

    index: int
    number: str
    title: str
    printed: str
    is_mended: bool = False


def find_sections(page: Page, start: int, end: int, number: Number | None, *, titled: bool = False) -> list[Section]:
    """The sections between two lines of one article, in order. Empty when its text is not divided.

    ``titled``: a row of bare figures or letters counts only when most of it bears titles; else
    it is a list within the text.
    """
    inside = [index for index in page.written if start <= index < end]
    best: list[Section] = []
    worth = 2.4
    schemes: tuple[Scheme, ...] = (_named, _dotted, _plain, _lettered)
    for scheme in schemes:
        candidates = list(scheme(page, inside, number))
        chain = best_chain(candidates)
        if chain.worth <= worth or (len(chain.chosen) < 2 and scheme not in {_named, _dotted}):
            continue
        found = _with_titles([_section(each, number) for each in chain.chosen], chain.chosen)
        if titled and scheme in {_plain, _lettered} and sum(bool(one.title) for one in found) < 0.6 * len(found):
            continue
        best, worth = found, chain.worth + 1.5
    return best


def _section(each: Candidate, article: Number | None) -> Section:
    is_mended = each.mark.damage > 0.3 or any(r.number == each.number and r.cost > 0.3 for r in each.mark.readings)
    printed = each.mark.token if each.form is Form.LETTER else str(each.number)
    prefix = f"{article}." if article is not None else ""
    return Section(each.index, f"{prefix}{printed}", _own_title(each.mark.rest), each.mark.token, is_mended)


def _own_title(rest: str) -> str:
    """A section's title: what stands before the first full stop, if it looks like a title."""
    match = re.match(r"([^.:;]{2,90}?)\s*(?:[.:]|\s-\s|$)", rest)
    if match is None or not is_title(match[1]):
        return ""
    words = match[1].split()
    is_short = len(words) <= 9 and (case_of(match[1]) in {Case.CAPS, Case.TITLE} or len(words) <= 4)
    return match[1].strip(" -_") if is_short and not is_prose(match[1]) else ""


def _with_titles(found: list[Section], chosen: Sequence[Candidate]) -> list[Section]:
    """Where most sections bear a title, a longer one in small letters is one too: ``Use of a private car.``"""
    if sum(bool(section.title) for section in found) < USUAL * len(found):
        return found
    return [
        section if section.title else replace(section, title=_longer_title(each.mark.rest))
        for section, each in zip(found, chosen, strict=True)
    ]


def _longer_title(rest: str) -> str:
    """What stands before the first full stop, if it says nothing of anybody: no verb that a rule has."""
    match = re.match(r"([A-Z][^.:;,]{2,60})\.\s+[A-Z(]", rest)
    return match[1].strip(" -_") if match and is_title(match[1]) and not _SAYS.search(match[1]) else ""


def _weighed(page: Page, index: int, mark: Mark, base: float, *, opens: bool = False) -> Iterable[Candidate]:
    """``opens``: the line is the first one below an article's heading, whose title is no sentence that runs on."""
    score = base
    before, parted = page.before(index)
    if parted or opens:
        score += 0.8
    elif before is not None and is_prose(page.text(before)) and not ends_sentence(page.text(before)):
        score -= 2.2
    if mark.rest[:1].islower():
        score -= 1.5
    for reading in mark.readings:
        yield Candidate(index, reading.number, mark, reading.form, mark.rest, score - reading.cost - mark.damage)


def _named(page: Page, inside: Sequence[int], number: Number | None) -> Iterable[Candidate]:
    for index in inside:
        mark = mark_of(page.text(index))
        if mark is None or mark.keyword is not Keyword.SECTION or not mark.readings:
            continue
        if re.match(r"(?:of|and|or|above|below|shall|through)\b|\(", mark.rest) or _is_cited(mark):
            continue
        own = _own_numbers(mark, number)
        if own is not None:
            base = 2.2 if mark.word[0].isupper() else -1.0
            yield from _weighed(page, index, own, base, opens=number is not None and index == inside[0])


def _is_cited(mark: Mark) -> bool:
    """``Section 2, Article 5``, ``Section 2, the employee``: no heading; ``Section 2, Scope.`` is one, misprinted."""
    cited = re.match(r"articles?\b|sections?\b|paragraphs?\b|[a-z]", mark.rest, re.I)
    return mark.separator.strip() == "," and (
        not mark.rest or bool(cited and (len(cited[0]) > 1 or mark.rest[0].islower()))
    )


def _own_numbers(mark: Mark, article: Number | None) -> Mark | None:
    """``Section 14.3`` and ``Section 14-3`` of article 14 are its third; those of another article are references."""
    match = re.fullmatch(r"(\d{1,3})([A-H]?)[.-](\d{1,3})([A-Za-z]?)", mark.token)
    if match is None:
        return mark if not re.search(r"[.-]\d", mark.token) else None
    if article is not None and Number(int(match[1]), match[2]) != article:
        return None
    reading = Reading(Number(int(match[3]), match[4].upper()), Form.ARABIC)
    return Mark(mark.keyword, mark.word, mark.token, (reading,), mark.separator, mark.rest, mark.damage)


def _dotted(page: Page, inside: Sequence[int], article: Number | None) -> Iterable[Candidate]:
    for index in inside:
        text = page.text(index)
        found = dotted(text)
        if found and (article is None or found[0] in {article, Number(article.value)}):
            reading = Reading(found[1], Form.ARABIC)
            token = text.split()[0]
            mark = Mark(Keyword.BARE, "", token, (reading,), " ", found[2])
            yield from _weighed(page, index, mark, 2.2, opens=article is not None and index == inside[0])
        elif article is not None and (glued := _GLUED.match(text)):
            yield from _lost_dot(page, index, glued, article, text)


def _lost_dot(page: Page, index: int, glued: re.Match[str], article: Number, text: str) -> Iterable[Candidate]:
    """A scanner reads 4.4 as 44 and 8.1 as 81: in article 4 and 8, in order, they are sections."""
    own = str(article.value)
    if glued[1].startswith(own) and len(own) < len(glued[1]) <= len(own) + 2:
        reading = Reading(Number(int(glued[1][len(own) :])), Form.ARABIC, 0.5)
        yield from _weighed(page, index, Mark(Keyword.BARE, "", glued[1], (reading,), " ", text[glued.end() :]), 1.6)


def _plain(page: Page, inside: Sequence[int], _article: Number | None) -> Iterable[Candidate]:
    for index in inside:
        if match := _PLAIN.match(page.text(index)):
            rest = page.text(index)[match.end() :]
            reading = Reading(Number(int(match[1])), Form.ARABIC)
            yield from _weighed(page, index, Mark(Keyword.BARE, "", match[1], (reading,), ".", rest), 0.9)


def _lettered(page: Page, inside: Sequence[int], _article: Number | None) -> Iterable[Candidate]:
    for index in inside:
        text = page.text(index)
        match = _LETTERED.match(text)
        mark = bare_mark_of(text) if match is None else None
        if match:
            letter = Reading(Number(ord(match[1].upper()) - 64), Form.LETTER)
            yield from _weighed(page, index, Mark(Keyword.BARE, "", match[1], (letter,), ".", text[match.end() :]), 0.8)
        elif mark and mark.readings[0].form is Form.ROMAN and len(mark.token) > 1:
            yield from _weighed(page, index, mark, 0.2)
