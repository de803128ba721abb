"""Figures that arrive as CSV."""

from decimal import Decimal

import pytest

from bargaining.rules.tables import TableRefused, read_figure, read_table
from tests.each import each

COLUMNS = ("item", "amount", "fund")


def rows(text: str) -> list[tuple[int, dict[str, str]]]:
    """The lines of a file."""
    return [
        (line, dict(cells)) for line, cells in read_table(text.encode(), columns=COLUMNS, required=("item", "amount"))
    ]


def test_lines_keep_their_numbers_and_missing_columns_are_empty():
    found = rows("Amount,ITEM,note\n1,a,x\n\n2,b\n")
    assert [(line, cells["item"], cells["amount"], cells["fund"]) for line, cells in found] == [
        (2, "a", "1", ""), (4, "b", "2", ""),
    ]  # fmt: skip


@each(
    ("text", "said"),
    [
        ("item\n1", "lacks amount"),
        ("PK\x03", "no CSV"),
        ("item,amount\n" + "a,1\n" * 5_001, "more than 5,000 lines"),
        ('item,amount\n"' + "a" * 200_000, "Line 2 cannot be read"),
    ],
)
def test_what_is_no_such_table_says_what_to_mend(text, said):
    with pytest.raises(TableRefused, match=said):
        rows(text)


@each(
    ("text", "figure"),
    [
        ("72500", "72500"), ("$72,500.50", "72500.50"), (" 3.125% ", "3.125"), ("(1,200.50)", "-1200.50"),
        ("-40", "-40"), ("\N{MINUS SIGN}$40", "-40"), ("0", "0"),
    ],
)  # fmt: skip
def test_figures_as_people_write_them(text, figure):
    assert read_figure(text) == Decimal(figure)


@each("text", ["", "about 5", "1,23", "(5", "5)", "1.23456", "12345678901", "NaN", "--5", "\u0661"])
def test_what_is_no_figure(text):
    assert read_figure(text) is None
