"""What the words in a roster's cells mean. Pure: text in, values out."""

import re
from datetime import date
from decimal import Decimal

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_AMERICAN = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})(?: 0?0:00(?::00)?)?")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_PAY = re.compile(r"\$?(?:\d{1,3}(?:,\d{3})+|\d{1,10})(?:\.\d{1,4})?")
_CENT = Decimal("0.01")
FIRST_YEAR = 1930
PERSON_BITS = 35
_MIX, _UNMIX = 0x2545F4915, pow(0x2545F4915, -1, 1 << PERSON_BITS)
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def read_day(text: str, *, latest: date) -> date | None:
    """The day that ``text`` names, or None when it names none a person could mean.

    Reads 2019-06-15, 6/15/2019, 6-15-2019, 6/15/19 and 20190615, with a midnight after it
    or not. Two-digit years fall in the hundred years that end with ``latest``. Days before
    1930 or after ``latest`` are taken for slips.
    """
    text = text.strip()
    if found := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _AMERICAN.fullmatch(text):
        month, day, year = (int(part) for part in found.groups())
        if year < 100:
            year += latest.year // 100 * 100
            year -= 100 if year > latest.year else 0
    else:
        return None
    try:
        read = date(year, month, day)
    except ValueError:
        return None
    return read if read.year >= FIRST_YEAR and read <= latest else None


def read_pay(text: str) -> Decimal | None:
    """Annual pay in dollars, to the cent; None when ``text`` is no amount. ``$84,500.00`` is read."""
    text = text.strip().replace(" ", "")
    if not _PAY.fullmatch(text):
        return None
    return Decimal(text.replace("$", "").replace(",", "")).quantize(_CENT)


def person_code(key: int) -> str:
    """A short code for a person's address on the web: says neither their number nor how many there are."""
    mixed = (key * _MIX) % (1 << PERSON_BITS)
    return "".join(_LETTERS[mixed >> shift & 31] for shift in range(PERSON_BITS - 5, -1, -5))


def person_key(code: str) -> int | None:
    """The key behind ``code``, or None when it is no such code."""
    if len(code) != PERSON_BITS // 5 or any(letter not in _LETTERS for letter in code.upper()):
        return None
    mixed = 0
    for letter in code.upper():
        mixed = mixed << 5 | _LETTERS.index(letter)
    return mixed * _UNMIX % (1 << PERSON_BITS)
