"""The terms in a few words of the quick log."""

from decimal import Decimal

from bargaining.rules.terms import Terms, apart, parse_terms
from tests.each import each


@each(
    ("words", "percents", "retro"),
    [
        ("3.5/3.5/3 retro", "3.5 3.5 3", True),
        ("3.5, 3.5, 3.0 with retro to July 1", "3.5 3.5 3.0", True),
        ("3%/2.5%/2.5%, no retroactivity", "3 2.5 2.5", False),
        ("2 / 2 over two years", "2 2", None),
    ],
)
def test_a_series_is_read(words, percents, retro):
    assert parse_terms(words) == Terms(tuple(Decimal(one) for one in percents.split()), retro)


@each("words", ["3 hours minimum", "$3.50/hour", "", "by 6/30/2026x", "Art. 22 as is", "14.3/b"])
def test_what_is_no_series_stays_words(words):
    assert parse_terms(words) is None


def test_how_far_two_offers_are_apart():
    ours, theirs = parse_terms("3/3/2.5"), parse_terms("3.5/3.5")
    assert apart(ours, theirs) == (Decimal("0.5"), Decimal("0.5"), Decimal("2.5"))
