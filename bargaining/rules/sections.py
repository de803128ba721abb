"""A proposal's text split by section, so that each is compared with the one of the same number."""

from __future__ import annotations

import re
from dataclasses import dataclass

# "22.4 Retroactivity", "Section 22.4. Retroactivity", "§ 22.4": a line that begins with a section's number.
_HEAD = re.compile(
    r"^\s*(?:section|sec\.|§)?\s*(?P<number>\d{1,3}[A-Za-z]?(?:\.\d{1,3})+)[.:)]?(?:\s|$)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Section:
    """One section as it stands in the text, heading and all; ``number`` is empty for what stands before the first."""

    number: str
    text: str

    @property
    def anchor(self) -> str:
        """Where a link leads: ``s-22-4``."""
        return f"s-{self.number.replace('.', '-')}" if self.number else ""


def number_of(line: str) -> str:
    """The section's number that a line begins with; empty when it begins with none."""
    head = _HEAD.match(line)
    return head["number"] if head else ""


def split_sections(text: str, *, article: str) -> tuple[Section, ...]:
    """``text`` by sections of ``article``, in order, to the letter: joined they are ``text`` again.

    A line that begins with another article's number is a line like any other. The same
    number twice is one section: it goes on.
    """
    found: list[tuple[str, list[str]]] = [("", [])]
    for line in text.splitlines(keepends=True):
        number = number_of(line)
        if number and number.split(".")[0] == article and number != found[-1][0]:
            found.append((number, []))
        found[-1][1].append(line)
    return tuple(Section(number, "".join(lines)) for number, lines in found if "".join(lines).strip())


def foreign(text: str, *, article: str) -> tuple[str, ...]:
    """Sections of other articles that lines of ``text`` begin with, in order: pasted by mistake, or a second issue."""
    numbers = (number_of(line) for line in text.splitlines())
    return tuple(dict.fromkeys(number for number in numbers if number and number.split(".")[0] != article))
