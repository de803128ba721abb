"""Dates and numbers in words, for papers that must not be misread."""

from datetime import date

_ONES = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_TENS = ("zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip


def number_in_words(number: int) -> str:
    """``twenty-three``; from 0 to 9999, years of two halves included (``two thousand twenty-six``)."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        return _TENS[number // 10] + (f"-{_ONES[number % 10]}" if number % 10 else "")
    if number < 1000:
        return f"{_ONES[number // 100]} hundred" + (f" {number_in_words(number % 100)}" if number % 100 else "")
    return f"{number_in_words(number // 1000)} thousand" + (
        f" {number_in_words(number % 1000)}" if number % 1000 else ""
    )


def day_in_words(day: date) -> str:
    """``the twenty-third of June, two thousand twenty-six``."""
    words = number_in_words(day.day)
    head, _, last = words.rpartition("-")
    ordinal = _ORDINALS.get(last) or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
    return f"the {head + '-' if head else ''}{ordinal} of {day:%B}, {number_in_words(day.year)}"
