"""Numbers as printed and as a scanner leaves them."""

from agreements.importing.disagreements import in_words
from agreements.importing.numbers import Number, readings, roman
from tests.each import each


@each(
    ("token", "expected"),
    [
        ("14", "14"), ("16A", "16A"), ("16-B", "16B"), ("XIV", "14"), ("xiv", "14"), ("IIII", "4"), ("TWELVE", "12"),
        ("Twenty-One", "21"), ("TWENTY FIRST", "21"), ("FOURTY", "40"), ("l4", "14"), ("1O", "10"), ("XlV", "14"),
        ("Il", "2"), ("S", "5"), ("XVI-A", "16A"), ("SEVENTEEM", "17"), ("2.1", "2.1"),
    ],
)  # fmt: skip
def test_the_likeliest_reading_comes_first(token, expected):
    assert str(readings(token)[0].number) == expected


@each("token", ["", "of", "the", "Agreement", "0", "999", "%%", "and"])
def test_what_is_no_number_has_no_reading(token):
    assert readings(token) == ()


def test_ll_may_be_two_or_eleven():
    assert {str(each.number) for each in readings("ll")} == {"2", "11"}


@each("value", range(1, 120))
def test_roman_numerals_are_read_back(value):
    assert readings(roman(value))[0].number == Number(value)


def test_numbers_sort_as_people_count():
    assert sorted([Number(17), Number(16, "B"), Number(16), Number(16, "A")]) == [
        Number(16), Number(16, "A"), Number(16, "B"), Number(17),
    ]  # fmt: skip


@each(
    ("words", "value"),
    [
        ("ten", 10), ("one-hundred and eighty", 180), ("twenty-five hundred", 2500), ("two thousand", 2000),
        ("one hundred", 100), ("a hundred twenty", 120), ("ten five", None),
    ],
)  # fmt: skip
def test_amounts_in_words(words, value):
    assert in_words(words) == value
