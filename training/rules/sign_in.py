"""The sheet people sign at the door. Pure."""

from __future__ import annotations

from dataclasses import dataclass

LINES_A_PAGE = 22
# Room for those who come without being on the list.
BLANK_LINES = 6


@dataclass(frozen=True, slots=True)
class SignInLine:
    """One numbered line; blank ones are for walk-ins."""

    place: int
    name: str = ""
    number: str = ""
    department: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class SignInSheet:
    """What the sheet says. ``code`` is the session's number, and the square opens its attendance on a phone."""

    code: str
    course: str
    when: str
    place: str
    trainer: str
    lines: tuple[SignInLine, ...]
    address: str = ""
    qr_path: str = ""
    qr_size: int = 0
    is_big: bool = False


def with_blanks(people: list[tuple[str, str, str, str]]) -> tuple[SignInLine, ...]:
    """Name, number, department and role of everyone on the list, numbered, with blank lines after them."""
    filled = [SignInLine(place, *each) for place, each in enumerate(people, start=1)]
    return (*filled, *(SignInLine(len(filled) + more) for more in range(1, BLANK_LINES + 1)))
