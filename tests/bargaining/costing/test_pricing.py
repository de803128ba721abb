"""From words and dates to items."""

from datetime import date
from decimal import Decimal

from bargaining.costing.pricing import article_of, of_article, yearly_increases, years_of_term
from bargaining.costing.wire import plain_items
from tests.each import each

JULY, JANUARY = (7, 1), (1, 1)
#        first, last, fiscal year begins: the years
TERMS = [
    (date(2026, 7, 1), date(2029, 6, 30), JULY, ["FY 2027", "FY 2028", "FY 2029"]),
    (date(2026, 7, 1), None, JULY, ["FY 2027", "FY 2028", "FY 2029"]),
    (date(2026, 7, 1), date(2027, 6, 30), JULY, ["FY 2027"]),
    (date(2026, 10, 1), date(2028, 9, 30), JULY, ["FY 2027", "FY 2028", "FY 2029"]),
    (date(2026, 7, 1), date(2027, 6, 30), JANUARY, ["FY 2026", "FY 2027"]),
]


@each(("first", "last", "starts", "names"), TERMS)
def test_the_fiscal_years_a_term_touches(first, last, starts, names):
    assert [year.name for year in years_of_term(first, last, fiscal_start=starts)] == names


def test_a_series_of_percentages_is_a_raise_a_year():
    found = yearly_increases([Decimal("3.5"), Decimal(3)], first=date(2026, 7, 1))
    assert [(item.share, item.effective_on) for item in found] == [
        (Decimal("0.035"), date(2026, 7, 1)),
        (Decimal("0.03"), date(2027, 7, 1)),
    ]


def test_a_term_that_begins_on_a_leap_day_goes_on_at_the_end_of_february():
    found = yearly_increases([Decimal(1), Decimal(1)], first=date(2028, 2, 29))
    assert [item.effective_on for item in found] == [date(2028, 2, 29), date(2029, 2, 28)]


def test_in_a_package_each_item_bears_its_article():
    found = of_article("22", yearly_increases([Decimal(1)], first=date(2026, 7, 1)))
    assert [row["key"] for row in plain_items(found)] == ["22/1"]
    assert [article_of(item.key) for item in found] == ["22"]
