"""Initials on a sheet: the letters of a name, and how they came to be entered. Pure."""

from __future__ import annotations

import re

# What follows a name and has no letter of its own among the initials.
_AFTER = frozenset({"JR", "SR", "II", "III", "IV"})
_APOSTROPHES = str.maketrans("", "", "'\N{RIGHT SINGLE QUOTATION MARK}")


def letters_of(name: str) -> str:
    """The initials of a name as they are written: ``DW`` for Dana Whitfield, ``TB`` for T. Boone Jr.

    Particles in small letters have none, unless the whole name is typed in them. Empty for a name without letters.
    """
    parts = [part for part in re.findall(r"[^\W\d_]+", name.translate(_APOSTROPHES)) if part.upper() not in _AFTER]
    written = [part[0] for part in parts if part[0].isupper()] or [part[0].upper() for part in parts]
    return "".join(written)


def entered_words(*, entered_by: str, is_own: bool) -> str:
    """How initials came to be entered: by whoever gave them, or from paper by somebody named; empty if nobody is known.

    One clerk may enter both sides' marks from the paper: then both say so.
    """
    if not entered_by:
        return ""
    return "entered by the signer" if is_own else f"on paper, entered by {entered_by}"


def is_same_person(name: str, other: str) -> bool:
    """Whether two ways to write a name are one person's as far as they tell: ``T. Boone`` and ``Tanya Boone``.

    The surname is the same, and so is the first name, or one of them is its first letter alone.
    """
    ours, theirs = _given_and_surname(name), _given_and_surname(other)
    if not ours or not theirs or ours[1] != theirs[1]:
        return False
    first, second = sorted((ours[0], theirs[0]), key=len)
    return first == second or (len(first) == 1 and second.startswith(first))


def _given_and_surname(name: str) -> tuple[str, str] | None:
    parts = re.findall(r"[^\W\d_]+", name.translate(_APOSTROPHES).casefold())
    parts = [part for part in parts if part.upper() not in _AFTER]
    return (parts[0], parts[-1]) if len(parts) > 1 else None
