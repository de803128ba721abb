"""Dates, times and money as this office writes them."""

from datetime import UTC, date, datetime
from decimal import Decimal

from labor_office.core.web import clock, words
from tests.each import each


@each(
    ("amount", "rounded", "exact"),
    [
        (Decimal("2174.5"), "$2,175", "$2,174.50"),
        (Decimal("0.005"), "$0", "$0.01"),
        (Decimal(-1200), "\N{MINUS SIGN}$1,200", "\N{MINUS SIGN}$1,200.00"),
        (0, "$0", "$0.00"),
        (None, "", ""),
    ],
)
def test_money_rounds_half_up_and_an_unknown_amount_is_blank(amount, rounded, exact):
    assert (words.money(amount), words.cents(amount)) == (rounded, exact)


def test_instants_are_told_in_the_citys_time():
    late = datetime(2026, 6, 13, 2, 5, tzinfo=UTC)  # still Friday in New York

    assert words.moment(late) == "Fri, Jun 12, 10:05 p.m."
    assert words.at(datetime(2026, 6, 12, 4, 0, tzinfo=UTC)) == "12:00 a.m."
    assert words.day(late) == "Fri, Jun 12"


def test_nothing_is_written_for_no_date():
    assert [words.day(None), words.day_year(None), words.long_day(None), words.at(None), words.moment(None)] == [""] * 5
    assert words.long_day(date(2026, 6, 23)) == "Tuesday, June 23, 2026"


def test_the_clock_can_be_set_ahead(settings):
    real = clock.now()
    settings.CLOCK_OFFSET = settings.CLOCK_OFFSET.__class__(days=30)

    assert 29 <= (clock.now() - real).days <= 30
