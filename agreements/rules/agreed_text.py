"""A tentative agreement's text cut into the clauses of its article, so that nobody types it again. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

# "14.3 Order of call-outs. Overtime call-outs ..." or "Section 14.3. Order": a section begins with its number.
_SECTION = re.compile(r"^(?:section|sec\.|§)?\s*(?P<number>\d+[A-Z]?(?:\.\d+)+)[.:)]?(?:\s+(?P<rest>.*))?$", re.I)
_LONGEST_TITLE = 90


@dataclass(frozen=True, slots=True)
class Piece:
    """One clause out of the text, its title still in front of its words."""

    number: str
    text: str


def pieces(number: str, text: str) -> tuple[Piece, ...]:
    """``text``, agreed on article or section ``number``, as its clauses: the one named first, then its sections.

    Lines that begin with a section's number (14.3) begin a clause; whatever stands before
    the first belongs to ``number`` itself. Numbers of other articles are words, not clauses.
    """
    own: list[str] = []
    found: list[tuple[str, list[str]]] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        head = _SECTION.match(line.strip())
        if head and _is_within(head["number"], number):
            found.append((head["number"], [head["rest"] or ""]))
        else:
            (found[-1][1] if found else own).append(line)
    first = "\n".join(own).strip()
    if found and found[0][0] == number:
        lead, found = found[0], found[1:]
        first = "\n".join([first, *lead[1]]).strip()
    return (Piece(number, first), *(Piece(each, "\n".join(lines).strip()) for each, lines in found))


def titled(text: str, former: str) -> tuple[str, str]:
    """A clause's title and its words: the former title where the text begins with it or gives none.

    A first line of its own, short and without a full stop, is a title.
    """
    first, _, rest = text.partition("\n")
    plain = first.strip().rstrip(".").strip()
    if former and plain.lower() == former.lower():
        return former, rest.strip()
    if former and text.lower().startswith(f"{former.lower()}."):
        return former, text[len(former) + 1 :].strip()
    if rest.strip() and 0 < len(plain) <= _LONGEST_TITLE and not first.strip().endswith((".", ",", ";", ":")):
        return plain, rest.strip()
    return former, text


def _is_within(section: str, number: str) -> bool:
    return section == number or section.startswith(f"{number}.")
