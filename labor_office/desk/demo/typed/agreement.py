"""The typed agreement: a cover, contents, parts, articles, appendices, a side letter, and what went wrong in typing."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from labor_office.desk.demo.typed import sentences
from labor_office.desk.demo.typed.subjects import APPENDICES, LETTER, PARTS
from labor_office.desk.demo.typed.word_file import paragraph, table, word_file

WORDS_ON_A_PAGE = 420
SENTENCES, FURTHER = (3, 5), (1, 3)
ROMAN = ("I", "II", "III", "IV", "V", "VI")
# What a careful reader stumbles over. Word and figure differ; words struck through and left in; a number passed
# over; contents that were not brought up to date.
DIFFER = {"13.2": "twenty (30)", "23.3": "two hundred (240)", "30.5": "six (8)"}
STRUCK = {"24.4": "Donations end on December 31, 2022.", "14.5": "The City may deduct the whole amount at once."}
PASSED_OVER = {"26": 3}
OLD_TITLES = {"11": "Call-back and standing by"}


@dataclass(frozen=True, slots=True)
class Typed:
    """The file, how many pages Word made of it, and its articles and sections: number and title, in order."""

    data: bytes
    pages: int
    truth: tuple[tuple[str, str], ...]


@lru_cache(maxsize=4)
def typed_agreement(*, unit: str, union: str, years: str) -> Typed:
    """The agreement of ``unit``. Same names, same bytes."""
    return _Typist(unit, union, years).typed()


class _Typist:
    """Types paragraph after paragraph and counts the words, so that pages turn where Word would turn them."""

    def __init__(self, unit: str, union: str, years: str) -> None:
        self._unit, self._union, self._years = unit, union, years
        self._dice = random.Random(f"{unit} {years}")  # noqa: S311 -- the same text every time
        self._body: list[str] = []
        self._truth: list[tuple[str, str]] = []
        self._words, self._pages = 0, 1

    def typed(self) -> Typed:
        """All of it."""
        self._cover()
        self._contents()
        self._preamble()
        for place, (title, articles) in enumerate(PARTS):
            self._type(f"PART {ROMAN[place]}")
            self._type(title.upper())
            for number, name, sections in articles:
                self._article(number, name, sections)
        self._behind()
        return Typed(word_file(self._body), self._pages, tuple(self._truth))

    def _type(self, text: str, *, style: str = "", level: int | None = None, struck: str = "") -> None:
        self._words += len(text.split())
        turns = self._words > WORDS_ON_A_PAGE
        if turns:
            self._words, self._pages = len(text.split()), self._pages + 1
        self._body.append(paragraph(text, style=style, level=level, struck=struck, turns=turns))

    def _cover(self) -> None:
        for line in ("AGREEMENT", "between the", "CITY OF RIVERMONT", "and", self._union.upper(),
                     f"for the {self._unit} unit", self._years, ""):  # fmt: skip
            self._type(line)

    def _contents(self) -> None:
        self._type("TABLE OF CONTENTS")
        page = 2
        for place, (part, articles) in enumerate(PARTS):
            self._type(f"PART {ROMAN[place]}  {part.upper()}    {page}", style="TOC1")
            for number, title, sections in articles:
                self._type(f"ARTICLE {number}.  {OLD_TITLES.get(number, title)}    {page}", style="TOC1")
                page += max(1, len(sections) // 3)
        for letter, title in APPENDICES:
            self._type(f"APPENDIX {letter}  {title}    {page}", style="TOC1")
            page += 1

    def _preamble(self) -> None:
        self._type("PREAMBLE")
        self._type(
            f"This Agreement is made between the City of Rivermont, called the City, and {self._union}, called the "
            f"Union, for the employees of the {self._unit} unit. Its purpose is to set out the terms on which they "
            "work, and a way to settle what they disagree about."
        )

    def _article(self, number: str, title: str, sections: tuple[str, ...]) -> None:
        by_word = number.isdigit()
        self._truth.append((number, title))
        # An article put in later has no number of Word's own: somebody typed it.
        heading = title if by_word else f"ARTICLE {number}. {title}"
        self._type(heading, style="Heading1", level=0 if by_word else None)
        passed = PASSED_OVER.get(number, 0)
        for place, name in enumerate(sections, start=1):
            own = f"{number}.{place + (1 if passed and place >= passed else 0)}"
            self._truth.append((own, name))
            self._section(own, name, by_word=by_word and not passed)

    def _section(self, number: str, title: str, *, by_word: bool) -> None:
        dice = self._dice
        text = sentences.paragraph(dice, title, count=dice.randint(*SENTENCES))
        if number in DIFFER:
            text += f" A claim is made within {DIFFER[number]} days of the event."
        label = "" if by_word else f"{number} "
        self._type(f"{label}{title}. {text}", level=1 if by_word else None, struck=STRUCK.get(number, ""))
        self._type(sentences.more(dice, count=dice.randint(*FURTHER)))
        if dice.random() < 0.3:
            self._type("The request states:")
            for entry in sentences.listed(dice):
                self._type(entry)
        if dice.random() < 0.15:
            self._type(
                f"Appeals are made under\nArticle {dice.choice((34, 37))} of this Agreement, and in no other way."
            )

    def _behind(self) -> None:
        self._type("IN WITNESS WHEREOF the parties have signed this Agreement.")
        self._type("For the City ____________________    For the Union ____________________")
        for letter, title in APPENDICES:
            self._type(f"APPENDIX {letter}", style="Heading1")
            self._type(title.upper())
            if letter == "A":
                self._body.append(table(_pay_rows()))
            else:
                self._type(sentences.more(self._dice, count=12))
        self._type(LETTER[0].upper(), style="Heading1")
        for number in range(1, 4):
            self._type(f"{number}. {sentences.more(self._dice, count=5)}")


def _pay_rows() -> Iterator[tuple[str, ...]]:
    yield ("Grade", "Step 1", "Step 2", "Step 3", "Step 4")
    for grade in range(4, 22):
        base = 1690 + 96 * grade
        yield (f"{grade}", *(f"{(base + 61 * step) / 100:.2f}" for step in range(4)))
