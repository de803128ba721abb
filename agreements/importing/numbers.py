"""Numbers as headings print them: 14, 16A, XIV, TWENTY-ONE, and what a scanner makes of them (l4, XlV, 1O)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

MOST = 199
_UNITS = (
    "ZERO ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE THIRTEEN FOURTEEN FIFTEEN "
    "SIXTEEN SEVENTEEN EIGHTEEN NINETEEN"
)
_TENS = "TWENTY THIRTY FORTY FIFTY SIXTY SEVENTY EIGHTY NINETY"
_ORDINALS = (
    "FIRST SECOND THIRD FOURTH FIFTH SIXTH SEVENTH EIGHTH NINTH TENTH ELEVENTH TWELFTH THIRTEENTH FOURTEENTH "
    "FIFTEENTH SIXTEENTH SEVENTEENTH EIGHTEENTH NINETEENTH TWENTIETH"
)
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN_PARTS = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
# Signs a scanner takes for one another, read as digits and as Roman letters.
_AS_DIGIT = str.maketrans({"l": "1", "I": "1", "i": "1", "|": "1", "!": "1", "]": "1", "O": "0", "o": "0", "Q": "0",
                           "S": "5", "s": "5", "B": "8", "Z": "2", "z": "2", "g": "9", "q": "9", "G": "6", "b": "6",
                           "?": "7", "A": "4"})  # fmt: skip
_AS_ROMAN = str.maketrans({"l": "I", "1": "I", "|": "I", "!": "I", "i": "I", "j": "I", "J": "I", "x": "X", "v": "V",
                           "Y": "V", "y": "V", "c": "C", "L": "L", "T": "I", "K": "X"})  # fmt: skip
_OTHER_LETTERS = frozenset("IOo")
_SUFFIXES = frozenset("ABCDEFGHJK")
_ARABIC = re.compile(r"(\d{1,3})(?:[-.]?([A-Za-z]))?")
_DOTTED = re.compile(r"(\d{1,3})((?:[.-]\d{1,3})+[A-Za-z]?)")


class Form(StrEnum):
    """How a number is written."""

    ARABIC = "ARABIC"
    ROMAN = "ROMAN"
    WORD = "WORD"
    LETTER = "LETTER"


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """A heading's place in its row. Sorts as people count: 16, 16A, 16B, 17."""

    value: int
    suffix: str = ""

    def __str__(self) -> str:
        return f"{self.value}{self.suffix}"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a printed number. ``cost`` is 0 as printed and grows with each sign mended."""

    number: Number
    form: Form
    cost: float = 0.0


def roman(value: int) -> str:
    """``value`` in Roman numerals."""
    text = ""
    for amount, sign in _ROMAN_PARTS:
        count, value = divmod(value, amount)
        text += sign * count
    return text


@lru_cache(maxsize=4096)
def readings(token: str) -> tuple[Reading, ...]:
    """Every way to read ``token``, the likeliest first; empty when it is no number.

    ``ll`` can be II or 11: which one is right, only its neighbours can tell.
    """
    token = token.strip(" .,:;()[]-_~")
    if not token or len(token) > 24:
        return ()
    found = [*_arabic(token), *_roman(token), *_worded(token)]
    if len(token) == 1 and token.isascii() and token.isupper():
        found.append(Reading(Number(ord(token) - 64), Form.LETTER, 0.6))
    best: dict[Number, Reading] = {}
    for reading in sorted(found, key=lambda each: each.cost):
        if 0 < reading.number.value <= MOST:
            best.setdefault(reading.number, reading)
    return tuple(best.values())


def _arabic(token: str) -> list[Reading]:
    if match := _DOTTED.fullmatch(token):
        return [Reading(Number(int(match[1]), match[2].upper()), Form.ARABIC, 0.5)]
    if match := _ARABIC.fullmatch(token):
        return _with_suffix(match[1], (match[2] or "").upper())
    if len(token) > 4 or not (any(sign.isdigit() for sign in token) or len(token) <= 2):
        return []
    mended = token.translate(_AS_DIGIT)
    found = []
    if mended.isdigit() and len(mended) <= 3:
        # Letters alone, ll or IO, are a number only when nothing better is at hand.
        if not token.isalpha():
            found.append(Reading(Number(int(mended)), Form.ARABIC, 0.4 * _changes(token, mended)))
        elif set(token) <= set("lIOoSZB") and token not in _OTHER_LETTERS:
            found.append(Reading(Number(int(mended)), Form.ARABIC, 0.5 * len(token)))
    if len(mended) > 1 and mended[:-1].isdigit() and any(sign.isdigit() for sign in token) and token[-1].isupper():
        number = Number(int(mended[:-1]), token[-1])
        found.append(Reading(number, Form.ARABIC, 0.3 + 0.4 * _changes(token[:-1], mended[:-1])))
    return found


def _with_suffix(digits: str, suffix: str) -> list[Reading]:
    """16A is an article of its own; 1B, 2O, 1S may be the scanner's 18, 20, 15."""
    likely = not suffix or suffix in _SUFFIXES
    found = [Reading(Number(int(digits), suffix), Form.ARABIC, (0.1 if suffix else 0.0) if likely else 0.9)]
    if suffix and (mended := suffix.translate(_AS_DIGIT)).isdigit():
        found.append(Reading(Number(int(digits + mended)), Form.ARABIC, 0.5))
    return found


def _roman(token: str) -> list[Reading]:
    bare, suffix = token, ""
    if match := re.fullmatch(r"([IVXLC]+)-([A-H])", token):
        bare, suffix = match[1], match[2]
    if len(bare) > 8 or bare.isdigit():
        return []
    upper = bare.replace(" ", "")
    found = []
    if _is_roman(upper):
        found.append(Reading(Number(_roman_value(upper), suffix), Form.ROMAN))
    mended = upper.translate(_AS_ROMAN)
    if mended != upper and _is_roman(mended) and not mended.isdigit():
        cost = 0.1 if upper.islower() and _is_roman(upper.upper()) else 0.35 * _changes(upper, mended)
        found.append(Reading(Number(_roman_value(mended), suffix), Form.ROMAN, cost))
    elif mended and set(mended) <= set(_ROMAN) and not _is_roman(mended) and len(mended) > 2:
        # IIII and VIIII are printed now and then; XXIIL is a scanner's XXIII.
        values = (_roman_value(mended), _roman_value(mended.replace("L", "I")))
        found.extend(Reading(Number(max(0, value), suffix), Form.ROMAN, 0.7) for value in values)
    return found


def _is_roman(text: str) -> bool:
    return bool(text) and set(text) <= set(_ROMAN) and roman(_roman_value(text)) == text


def _roman_value(text: str) -> int:
    total = 0
    for sign, after in zip(text, [*text[1:], "I"], strict=True):
        value = _ROMAN[sign]
        total += -value if _ROMAN[after] > value else value
    return total


def _worded(token: str) -> list[Reading]:
    word = re.sub(r"[^A-Z]", "", token.upper())
    if len(word) < 3:
        return []
    table = _word_table()
    if (lettered := re.fullmatch(r"([A-Za-z]{3,}?)[ -]?([A-H])", token)) and lettered[1].upper() in table:
        return [Reading(Number(table[lettered[1].upper()], lettered[2]), Form.WORD)]
    if word in table:
        return [Reading(Number(table[word]), Form.WORD)]
    mended = re.sub(r"[^A-Z]", "", token.upper().translate(str.maketrans("01|!5", "OIIIS")))
    if mended in table:
        return [Reading(Number(table[mended]), Form.WORD, 0.3)]
    if len(word) >= 5 and word.isalpha():
        for known, value in table.items():
            if len(known) == len(word) and _changes(known, word) == 1:
                return [Reading(Number(value), Form.WORD, 0.8)]
    return []


@lru_cache(maxsize=1)
def _word_table() -> dict[str, int]:
    units, ordinals = _UNITS.split(), _ORDINALS.split()
    table = {word: value for value, word in enumerate(units) if value}
    table |= {word: value for value, word in enumerate(ordinals, start=1)}
    table["FOURTY"] = 40
    for place, tens in enumerate(_TENS.split(), start=2):
        table[tens] = place * 10
        for unit in range(1, 10):
            table[tens + units[unit]] = place * 10 + unit
            table[tens + ordinals[unit - 1]] = place * 10 + unit
    table["ONEHUNDRED"] = 100
    return table


def word_value(text: str) -> int | None:
    """What ``text`` spells (``twenty-one``), up to one hundred; None when it spells no number."""
    return _word_table().get(re.sub(r"[^A-Z]", "", text.upper()))


def is_number_word(text: str) -> bool:
    """``text`` is one word that counts: ONE, TWENTY, FIFTH."""
    return text.upper() in _word_table()


def _changes(before: str, after: str) -> int:
    return sum(one != other for one, other in zip(before, after, strict=False)) + abs(len(before) - len(after))
