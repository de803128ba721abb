"""The twenty-eight worked examples of the domain notes, section 6.3, each by its number."""

from datetime import date
from decimal import Decimal

from bargaining.costing import measures
from bargaining.costing.charges import capped_charge
from bargaining.costing.engine import cost
from bargaining.costing.items import (
    EmployerShare,
    GeneralIncrease,
    HealthPremiums,
    Leave,
    OneTime,
    PaidHours,
    Positions,
    Steps,
    Yearly,
)
from bargaining.costing.money import cents, percent, split
from bargaining.costing.snapshot import WAGES, Component, Group, RollUp, Snapshot, Tier
from bargaining.costing.years import FiscalYear, Timing, fiscal_years
from tests.bargaining.costing.offers import COMPENSATION, MEDICARE, RATES, SOCIAL_SECURITY, YEARS, d, raises, roster
from tests.each import each

FIRST = YEARS[0].starts_on
JANUARY = date(2027, 1, 1)


def in_years(costing) -> list[str]:
    """The in-year total of each year, to the cent."""
    return [str(cents(amount.in_year)) for _, amount in costing.by_year()]


def test_t1_general_increases_compound():
    costing = cost(roster(), raises("3", "2.5", "2.5"), rates=(), years=YEARS)
    assert in_years(costing) == ["300000.00", "557500.00", "821437.50"]
    payrolls = [costing.payroll + amount.annualized for _, amount in costing.by_year()]
    assert payrolls == [d("10300000.00"), d("10557500.00"), d("10821437.50")]
    each = [costing.of_item(f"general-{n}")[n] for n in range(3)]
    assert [str(cents(row.total.annualized)) for row in each] == [
        "300000.00", "257500.00", "263937.50",
    ]  # fmt: skip
    assert cents(costing.total) == d("1678937.50")
    assert percent(costing.of_base("FY 2029"), 6) == d("8.214375")


def test_t2_half_a_year_in_the_first_and_the_tail_in_the_next():
    costing = cost(roster(), raises("3", "2.5", "2.5", month=1, timing=Timing.MONTHS), rates=(), years=YEARS)
    assert in_years(costing) == ["150000.00", "428750.00", "689468.75"]
    assert cents(costing.total) == d("1268218.75")
    assert [str(cents(costing.carry_over(year.name))) for year in YEARS] == ["150000.00", "128750.00", "131968.75"]
    assert percent(costing.of_base("FY 2029"), 6) == d("8.214375")


def test_t3_from_the_seventh_of_twenty_six_pay_periods():
    item = GeneralIncrease(
        key="g", title="3%", share=d("0.03"), effective_on=date(2026, 9, 23), timing=Timing.PAY_PERIODS
    )
    costing = cost(roster(), [item], rates=(), years=YEARS)
    assert in_years(costing)[0] == "230769.23"
    assert cents(costing.carry_over("FY 2027")) == d("69230.77")


def test_t4_from_october_15_by_days():
    item = GeneralIncrease(key="g", title="3%", share=d("0.03"), effective_on=date(2026, 10, 15))
    assert in_years(cost(roster(), [item], rates=(), years=YEARS))[0] == "212876.71"


def test_t5_payroll_charges_move_with_a_raise():
    (row,) = cost(roster(), raises("3"), rates=RATES, years=YEARS[:1]).rows
    assert (cents(row.charged.in_year), cents(row.total.in_year)) == (d("65100.00"), d("365100.00"))


def test_t6_a_bonus_pool_is_not_pensionable_and_gone_next_year():
    item = OneTime(key="b", title="Bonus pool", pool=d(200000), effective_on=FIRST)
    costing = cost(roster(), [item], rates=RATES, years=YEARS)
    assert cents(costing.rows[0].charged.in_year) == d("15300.00")
    assert in_years(costing) == ["215300.00", "0.00", "0.00"]
    assert costing.ongoing == 0


def test_t7_the_cost_of_one_percent():
    assert cents(measures.cost_of_one_percent(roster(overtime="800000"), RATES)) == d("130408.00")


def test_t8_evenly_spread_steps_cost_half_in_their_first_year():
    item = Steps(key="s", title="Step", share=d("0.03"), effective_on=FIRST)
    costing = cost(roster(steps="0.6"), [item], rates=(), years=YEARS[:1])
    (row,) = costing.rows
    assert (cents(row.total.in_year), cents(row.total.annualized)) == (d("90000.00"), d("180000.00"))
    assert percent(costing.of_base("FY 2027")) == d("1.80")


def test_t9_a_step_after_a_raise_is_a_step_of_the_raised_pay():
    items = [*raises("3"), Steps(key="s", title="Step", share=d("0.03"), effective_on=FIRST)]
    costing = cost(roster(steps="0.6"), items, rates=(), years=YEARS[:1])
    (step,) = costing.of_item("s")
    assert cents(step.total.annualized) == d("185400.00")
    alone = cost(roster(steps="0.6"), items[1:], rates=(), years=YEARS[:1]).rows[0]
    assert cents(step.total.annualized - alone.total.annualized) == d("5400.00")
    assert cents(costing.payroll + costing.ongoing) == d("10485400.00")
    assert percent(costing.of_base("FY 2027"), 3) == d("4.854")


def test_t10_a_flat_sum_in_the_base():
    item = GeneralIncrease(key="f", title="$1,500", flat=d(1500), effective_on=FIRST)
    costing = cost(roster(), [item], rates=(), years=YEARS)
    assert in_years(costing) == ["225000.00"] * 3
    assert percent(measures.flat_as_share(d(1500), d(150), d(10000000))) == d("2.25")


def test_t11_a_bonus_for_each():
    item = OneTime(key="b", title="$1,000 each", each=d(1000), effective_on=FIRST)
    (row,) = cost(roster(heads=224), [item], rates=(SOCIAL_SECURITY, MEDICARE), years=YEARS[:1]).rows
    assert (cents(row.direct.in_year), cents(row.charged.in_year)) == (d("224000.00"), d("17136.00"))
    assert cents(row.total.in_year) == d("241136.00")


def test_t12_health_premiums_then_a_smaller_share():
    tiers = [Tier("Single", d(90), d(1250), d("0.80")), Tier("Family", d(60), d(3100), d("0.75"))]
    items = [
        HealthPremiums(key="1", title="Premiums rise", share=d("0.08"), effective_on=FIRST),
        EmployerShare(key="2", title="Family at 70%", tier="Family", share=d("0.70"), effective_on=FIRST),
    ]
    costing = cost(roster(tiers=tiers), items, rates=RATES, years=YEARS[:1])
    assert [cents(row.total.in_year) for row in costing.rows] == [d("220320.00"), d("-120528.00")]


def test_t13_a_whole_package():
    items = [*raises("3", "2.5", "2.5"), OneTime(key="b", title="$1,000 each", each=d(1000), effective_on=FIRST)]
    costing = cost(roster(overtime="800000"), items, rates=RATES, years=YEARS)
    assert in_years(costing) == ["552699.00", "727024.60", "1071220.22"]
    assert [_parts(costing, year.name) for year in YEARS] == [
        ["300000.00", "65100.00", "24000.00", "2124.00"],
        ["557500.00", "120977.50", "44600.00", "3947.10"],
        ["821437.50", "178251.94", "65715.00", "5815.78"],
    ]
    assert cents(costing.total) == d("2350943.82")


def _parts(costing, name) -> list[str]:
    """A year's raises and their charges, the overtime that rises with them and its charges."""
    rows = [row for row in costing.rows if row.year == name and row.item != "b"]
    base = sum(row.parts[Component.BASE].in_year for row in rows if Component.BASE in row.parts)
    overtime = sum(row.parts[Component.OVERTIME].in_year for row in rows if Component.OVERTIME in row.parts)
    return [str(cents(part)) for part in (base, base * d("0.217"), overtime, overtime * d("0.0885"))]


def test_t14_overtime_rises_with_pay():
    snapshot = roster(overtime=str(12000 * 32 * Decimal("1.5")))
    (row,) = cost(snapshot, raises("3"), rates=(), years=YEARS[:1]).rows
    assert cents(row.parts[Component.OVERTIME].in_year) == d("17280.00")


def test_t15_retroactive_pay_of_thirteen_periods():
    owed = measures.retroactive_pay(d(300000), periods_owed=13, pay_periods=26)
    assert (cents(owed), cents(owed * d("1.217"))) == (d("150000.00"), d("182550.00"))


def test_t16_the_gap_between_two_offers():
    city = cost(roster(), raises("3", "0.5", "0.5"), rates=(), years=YEARS)
    union = cost(roster(), raises("3", "2", "2"), rates=(), years=YEARS)
    assert in_years(city) == ["300000.00", "351500.00", "403257.50"]
    assert in_years(union) == ["300000.00", "506000.00", "716120.00"]
    assert (cents(city.total), cents(union.total)) == (d("1054757.50"), d("1522120.00"))
    assert cents(measures.gap_between(union, city).total) == d("467362.50")
    assert [percent(offer.of_base("FY 2029"), 6) for offer in (city, union)] == [d("4.032575"), d("7.161200")]


@each(("shares", "total"), [(("4", "2"), "1008000.00"), (("2", "4"), "808000.00")])
def test_t17_the_same_end_rate_does_not_cost_the_same(shares, total):
    costing = cost(roster(), raises(*shares), rates=(), years=YEARS[:2])
    assert cents(costing.total) == d(total)
    assert percent(costing.of_base("FY 2028")) == d("6.08")
    assert cents(costing.payroll + costing.ongoing) == d("10608000.00")


def test_t18_three_times_three_percent():
    assert in_years(cost(roster("1000000"), raises("3", "3", "3"), rates=(), years=YEARS)) == [
        "30000.00", "60900.00", "92727.00",
    ]  # fmt: skip


def test_t19_where_the_city_stands():
    market = measures.market_of(d(68900), [d(pay) for pay in (72500, 70100, 74250, 69900, 71800)])
    assert (market.mean, market.median) == (d(71710), d(71800))
    assert (percent(market.below_mean), percent(market.raise_to_mean)) == (d("3.92"), d("4.08"))
    assert (market.rank, market.of) == (6, 6)


def test_t20_one_rate_over_another():
    assert percent(d(75000) / d(63988) - 1) == d("17.21")


def test_t21_steps_and_raises_together():
    gained = measures.compounded([d("0.035")] * 3 + [d("0.005")] * 2)
    assert percent(d(75000) * (1 + gained) / d(63988) - 1) == d("31.26")


def test_t22_eight_percent_over_three_years():
    assert percent(measures.compounded([d("0.0225"), d("0.0275"), d("0.03")]), 4) == d("8.2137")


def test_t23_above_the_wage_base_a_raise_costs_no_social_security():
    capped = RollUp("Social Security", d("0.062"), WAGES, cap=d(184500))
    snapshot = Snapshot("one", date(2026, 5, 1), (Group("A", "1", d(1), d(200000)),))
    (row,) = cost(snapshot, raises("3"), rates=(capped, MEDICARE), years=YEARS[:1]).rows
    assert (cents(row.charges["Social Security"].in_year), cents(row.charges["Medicare"].in_year)) == (d(0), d("87.00"))
    assert cents(row.charges["Social Security"].annualized) == 0
    assert cents(capped_charge(capped, d(0), d(200000))) == d("11439.00")


def test_t23_a_raise_over_the_wage_base_is_charged_up_to_it():
    capped = RollUp("Social Security", d("0.062"), WAGES, cap=d(184500))
    snapshot = Snapshot("one", date(2026, 5, 1), (Group("A", "1", d(2), d(184000)),))
    (row,) = cost(snapshot, raises("3"), rates=(capped,), years=YEARS[:1]).rows
    assert cents(row.charged.in_year) == cents(2 * 500 * d("0.062"))


def test_t24_a_holiday_more_is_productivity_and_backfill():
    item = Leave(
        key="h", title="One holiday more", heads=d(150), hours=d(8), rate=d(32), effective_on=FIRST,
        backfill_posts=d(30), backfill_hours=d(12),
    )  # fmt: skip
    (row,) = cost(roster(), [item], rates=(), years=YEARS[:1]).rows
    assert (cents(row.productivity.in_year), cents(row.total.in_year)) == (d("38400.00"), d("17280.00"))


def test_t25_what_a_productive_hour_costs():
    hours = measures.productive_hours(d(2080), [d(104), d(104), d(96)])
    assert hours == 1776
    compensation = d(66560) * d("1.217") + 12000
    assert cents(compensation) == d("93003.52")
    assert cents(compensation / hours) == d("52.37")


def test_t26_a_shorter_week_needs_positions():
    assert percent(measures.hourly_rise_of_shorter_week(d(49), d(46)), 4) == d("6.5217")
    assert cents(measures.positions_for_shorter_week(d(215), d(49), d(46))) == d("14.02")


@each(
    ("amount", "shares", "parts"),
    [
        ("372517.00", {"General": "60", "Water": "25", "Sewer": "15"}, ("223510.20", "93129.25", "55877.55")),
        ("372517.00", {"General": "1", "Water": "1", "Sewer": "1"}, ("124172.34", "124172.33", "124172.33")),
    ],
)
def test_t27_funds_tie_to_the_total(amount, shares, parts):
    divided = split(d(amount), {fund: d(share) for fund, share in shares.items()})
    assert tuple(str(part) for part in divided.values()) == parts
    assert sum(divided.values()) == d(amount)


def test_t28_the_vacancy_rate():
    assert percent(measures.vacancy_rate(322, 291)) == d("9.63")


def test_retroactive_pay_of_an_earlier_year_lands_where_it_is_paid():
    (year,) = fiscal_years(date(2027, 7, 1), 1)
    item = GeneralIncrease(
        key="g", title="3%", share=d("0.03"), effective_on=date(2027, 1, 1), paid_from=date(2027, 9, 1)
    )
    (row,) = cost(roster(), [item], rates=(), years=(year,)).rows
    assert cents(row.total.in_year) == cents(300000 * (1 + d(181) / 366))
    assert cents(row.total.annualized) == d("300000.00")


def test_an_anniversary_counts_its_own_days():
    groups = (Group("A", "1", d(1), d(50000), steps_left=1, anniversary=(3, 1)),)
    snapshot = Snapshot("one", date(2026, 5, 1), groups)
    item = Steps(key="s", title="Step", share=d("0.03"), effective_on=FIRST)
    costing = cost(snapshot, [item], rates=(), years=YEARS[:2])
    assert in_years(costing) == [str(cents(d(1500) * 122 / 365)), "1500.00"]


@each(("item", "in_year"), [
    (Positions(key="p", title="2", heads=d(2), pay=d(6000), effective_on=JANUARY, timing=Timing.MONTHS), "6000.00"),
    (Yearly(key="y", title="Tools", component=Component.ALLOWANCE, each=d(200), effective_on=FIRST), "30000.00"),
    (PaidHours(key="h", title="Call-out", hours=d(1000), rate=d(48), effective_on=FIRST), "48000.00"),
    (GeneralIncrease(key="c", title="50 cents", hourly=d("0.50"), effective_on=FIRST), "156000.00"),
])  # fmt: skip
def test_items_by_the_year(item, in_year):
    assert in_years(cost(roster(), [item], rates=(), years=YEARS[:1])) == [in_year]


def test_a_year_of_twenty_seven_pay_periods():
    year = FiscalYear("FY 2028", date(2027, 7, 1), date(2028, 6, 30), pay_periods=27)
    assert year.share_from(date(2027, 7, 15), Timing.PAY_PERIODS) == d(26) / 27


def test_compensation_is_charged_on_overtime_not_on_bonuses():
    item = OneTime(key="b", title="Pool", pool=d(100), effective_on=FIRST)
    (row,) = cost(roster(), [item], rates=(COMPENSATION,), years=YEARS[:1]).rows
    assert row.charged.in_year == 0
