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


def left_out(old: str, new: str, *, article: str) -> tuple[Section, ...]:
    """What ``old`` holds and ``new`` does not name, in order: put in its place, ``new`` would strike it.

    Words before the first section go by the article's own number. An article that has no
    sections is one text, which ``new`` replaces as a whole: nothing of it is left out.
    """
    was, now = split_sections(old, article=article), split_sections(new, article=article)
    if not any(part.number for part in was):
        return ()
    named = {part.number for part in now}
    if named == {""}:
        return tuple(part for part in was if part.number)
    return tuple(Section(part.number or article, part.text.strip()) for part in was if part.number not in named)


def put_back(old: str, new: str, *, article: str) -> str:
    """``new`` with what it leaves out of ``old`` where it belongs by its number, word for word."""
    parts = [Section(part.number, part.text.strip()) for part in split_sections(new, article=article)]
    for missing in left_out(old, new, article=article):
        if missing.number == article:
            parts.insert(0, missing)
            continue
        later = (at for at, part in enumerate(parts) if part.number and _order(part.number) > _order(missing.number))
        parts.insert(next(later, len(parts)), missing)
    return "\n\n".join(part.text.strip() for part in parts)


def _order(number: str) -> tuple[tuple[int, str], ...]:
    """14.2 before 14.10, 14 before 14A."""
    split = (re.match(r"(\d+)(.*)", part) for part in number.split("."))
    return tuple((int(found[1]), found[2]) for found in split if found)
