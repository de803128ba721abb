"""What a certificate says, and the code by which anybody can ask whether it holds. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from labor_office.core.documents.rules.papers import needed

# Crockford's letters: none can be taken for another when read aloud or typed.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 12
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


@dataclass(frozen=True, slots=True)
class CertificatePaper:
    """Everything a certificate says.

    ``qr_path`` draws the square for the address, ``qr_size`` modules wide; empty until the paper is set.
    """

    number: str
    name: str = needed("The person has no name.")
    course: str = needed("The course has no title.")
    course_code: str = ""
    version: int = 1
    length: str = ""
    completed_on: date | None = needed("No day of completion is known.", default=None)
    valid_until: date | None = None
    proved_by: str = ""
    trainer: str = ""
    code: str = ""
    address: str = ""
    qr_path: str = ""
    qr_size: int = 0


def code_of(numbers: Sequence[int]) -> str:
    """A check code from twelve numbers below 32: one in a million million million is taken by chance."""
    return "".join(LETTERS[number] for number in numbers)


def shown_code(code: str) -> str:
    """``7K3M-9QXT-04AB``: in fours, as it is printed."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def read_code(text: str) -> str:
    """The code however it was typed: small letters, spaces, dashes, an O for a zero. Empty when it is none."""
    plain = "".join(text.upper().split()).replace("-", "").translate(_READ_AS)
    return plain if len(plain) == CODE_LENGTH and all(letter in LETTERS for letter in plain) else ""


def length_in_words(minutes: int) -> str:
    """``3 hours``, ``1 hour 30 minutes``, ``45 minutes``."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} hour{'' if hours == 1 else 's'}"] if hours else []
    parts += [f"{rest} minutes"] if rest else []
    return " ".join(parts)


def holds_on(day: date, *, completed_on: date, valid_until: date | None, is_taken_back: bool) -> bool:
    """Whether a certificate is valid on a day: from its day to its last, unless it or what it proves was taken back."""
    return not is_taken_back and completed_on <= day and (valid_until is None or day <= valid_until)
