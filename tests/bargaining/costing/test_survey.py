"""Where the City stands among other employers."""

from datetime import date
from decimal import Decimal

from bargaining.costing.money import percent
from bargaining.costing.survey import Surveyed, comparable, standing_of
from bargaining.rules.comparators import is_stale, ordinal, percentile_words, rank_words
from tests.each import each

D = Decimal
CITY = Surveyed("City", D(68_900), D(40), is_own=True)
OTHERS = [Surveyed(f"County {pay}", D(pay), D(40)) for pay in (72_500, 70_100, 74_250, 69_900, 71_800)]


def test_worked_example_19_mean_median_rank_and_both_denominators():
    found = standing_of([CITY, *OTHERS], by_hour=False)
    assert (found.market.mean, found.market.median) == (D(71_710), D(71_800))
    assert (percent(found.market.below_mean), percent(found.market.raise_to_mean)) == (D("3.92"), D("4.08"))
    assert (found.market.rank, found.market.of) == (6, 6)
    assert percent(found.below_median) == D("4.04")
    assert (found.market.at_or_below, found.market.percentile) == (0, 0)


def test_the_percentile_is_the_share_of_others_at_or_below_the_city():
    places = {69_899: 0, 69_900: 20, 71_800: 60, 80_000: 100}
    cities = {pay: standing_of([Surveyed("City", D(pay), is_own=True), *OTHERS], by_hour=False) for pay in places}
    assert {pay: found.market.percentile for pay, found in cities.items()} == places
    two = standing_of([CITY, *(Surveyed(str(pay), D(pay)) for pay in (68_900, 70_000, 90_000))], by_hour=False)
    assert percentile_words(two.market.percentile, 1, 3) == "33rd percentile: 1 of 3 comparators at or below the City"
    assert [ordinal(number) for number in (1, 2, 11, 22, 113)] == ["1st", "2nd", "11th", "22nd", "113th"]


def test_the_mean_with_the_city_counts_it_in():
    found = standing_of([CITY, *OTHERS], by_hour=False)
    assert found.mean_with_city == (D(71_710) * 5 + 68_900) / 6


#         pay, hours of the week, by the hour: what is compared
COMPARED = [
    (D(58_240), D(56), True, D(20)),
    (D(58_240), D(42), True, D(58_240) / 2184),
    (D(58_240), None, True, None),
    (D(58_240), None, False, D(58_240)),
]


@each(("pay", "hours", "by_hour", "expected"), COMPARED)
def test_pay_is_compared_by_the_hours_of_its_week(pay, hours, by_hour, expected):
    assert comparable(Surveyed("County", pay, hours), by_hour=by_hour) == expected


def test_whose_week_is_not_known_is_left_out_and_named():
    found = standing_of([CITY, OTHERS[0], Surveyed("Unknown", D(90_000))], by_hour=True)
    assert (found.left_out, found.market.of) == (("Unknown",), 2)


@each("points", [[CITY], OTHERS, []])
def test_without_the_city_or_any_other_nothing_is_compared(points):
    assert standing_of(points, by_hour=False) is None


@each(
    ("rank", "of", "said"),
    [
        (1, 6, "first of six, the highest"),
        (4, 6, "fourth of six"),
        (6, 6, "sixth of six, the lowest"),
        (2, 20, "number 2 of 20"),
    ],
)
def test_rank_in_words(rank, of, said):
    assert rank_words(rank, of) == said


@each(
    ("since", "stale"),
    [(date(2024, 12, 15), False), (date(2024, 12, 14), True), (date(2024, 11, 30), True), (date(2026, 1, 1), False)],
)
def test_a_figure_is_stale_after_eighteen_months(since, stale):
    assert is_stale(since, date(2026, 6, 15)) is stale


def test_what_the_city_pays_of_the_median():
    assert percent(standing_of([CITY, *OTHERS], by_hour=False).of_median) == D("95.96")
