"""What must hold of every costing."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bargaining.costing.difference import why_changed
from bargaining.costing.engine import CostingRefused, cost
from bargaining.costing.items import GeneralIncrease, OneTime, Steps
from bargaining.costing.money import cents, split
from bargaining.costing.snapshot import Component, Group, Pool, Snapshot
from bargaining.costing.years import Timing, TimingRefused
from tests.bargaining.costing.offers import RATES, SOCIAL_SECURITY, YEARS, d, raises, roster
from tests.each import each

CENT = Decimal("0.01")
amounts = st.decimals(min_value=0, max_value=200_000, places=2)
shares = st.decimals(min_value=0, max_value="0.2", places=4)
days = st.dates(YEARS[0].starts_on, YEARS[-1].ends_on)
groups = st.builds(
    Group,
    code=st.sampled_from("AB"),
    step=st.just("1"),
    heads=st.decimals(min_value=1, max_value=50, places=1),
    pay=st.decimals(min_value=20_000, max_value=250_000, places=2),
    steps_left=st.integers(0, 3),
    anniversary=st.none() | st.tuples(st.integers(1, 12), st.integers(1, 28)),
    funds=st.sampled_from([{}, {"General": d(1)}, {"General": d("0.6"), "Water": d("0.4")}]),
)
general = st.one_of(
    st.builds(GeneralIncrease, key=st.uuids().map(str), title=st.just("Raise"), effective_on=days, share=shares),
    st.builds(GeneralIncrease, key=st.uuids().map(str), title=st.just("Sum"), effective_on=days, flat=amounts),
    st.builds(GeneralIncrease, key=st.uuids().map(str), title=st.just("Cents"), effective_on=days, hourly=shares),
)
items = st.lists(
    st.one_of(
        general,
        st.builds(Steps, key=st.uuids().map(str), title=st.just("Step"), effective_on=days, share=shares),
        st.builds(OneTime, key=st.uuids().map(str), title=st.just("Bonus"), effective_on=days, each=amounts),
    ),
    max_size=5,
    unique_by=lambda item: item.key,
)
rosters = st.builds(
    Snapshot,
    reference=st.just("r"),
    as_of=st.just(date(2026, 5, 1)),
    groups=st.lists(groups, min_size=1, max_size=4).map(tuple),
    pools=st.sampled_from([(), (Pool("Overtime", Component.OVERTIME, d(100_000)),)]),
)
CAPPED = (replace(SOCIAL_SECURITY, cap=d(184_500)), *RATES[1:])


# Drawing rosters takes long while other suites hold the machine; nothing here is timed.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@patient
@given(rosters, items, st.randoms())
def test_items_and_funds_add_up_in_any_order_a_cap_costs_no_more_and_nothing_costs_nothing(snapshot, wanted, random):
    """What holds of every roster and offer, looked at on the same ones: to draw them takes longer than to cost them."""
    capped = cost(snapshot, wanted, rates=CAPPED, years=YEARS)
    shuffled = random.sample(wanted, len(wanted))
    assert cost(snapshot, shuffled, rates=CAPPED, years=YEARS) == capped
    items_and_funds_add_up_to_the_year(capped)
    a_cap_never_makes_a_charge_dearer(capped, cost(snapshot, wanted, rates=RATES, years=YEARS))
    nothing_costs_nothing(snapshot)


def items_and_funds_add_up_to_the_year(costing):
    for year, amount in costing.by_year():
        assert sum(row.total.in_year for row in costing.rows if row.year == year.name) == amount.in_year
        assert sum(costing.by_fund(year.name).values()) == cents(amount.in_year)


def nothing_costs_nothing(snapshot):
    zero = GeneralIncrease(key="0", title="Zero", share=d(0), effective_on=YEARS[0].starts_on)
    for wanted in ([], [zero]):
        assert all(amount.in_year == 0 == amount.annualized for _, amount in cost(
            snapshot, wanted, rates=CAPPED, years=YEARS).by_year())  # fmt: skip


def a_cap_never_makes_a_charge_dearer(capped, plain):
    for one, other in zip(capped.rows, plain.rows, strict=True):
        assert one.charged.in_year <= other.charged.in_year + CENT
        assert one.charges.get("Social Security", one.charged.times(d(0))).in_year >= -CENT


@patient
@given(rosters, amounts, days)
def test_what_is_paid_once_leaves_no_trace(snapshot, each, day):
    bonus = OneTime(key="b", title="Bonus", each=each, effective_on=day)
    costing = cost(snapshot, [bonus], rates=CAPPED, years=YEARS)
    assert costing.ongoing == 0
    assert all(row.total.in_year == 0 for row in costing.rows if day not in year_named(row.year))


def year_named(name):
    """The fiscal year of that name."""
    return next(year for year in YEARS if year.name == name)


@patient
@given(groups, st.lists(general, max_size=4, unique_by=lambda item: item.key))
def test_base_pay_is_what_a_payroll_clerk_would_add_up_day_by_day(group, wanted):
    snapshot = Snapshot("one", date(2026, 5, 1), (group,))
    costing = cost(snapshot, wanted, rates=(), years=YEARS)
    for year in YEARS:
        paid = sum((pay_on(group, wanted, year.starts_on + timedelta(days=n)) for n in range(year.days)), Decimal(0))
        over = (paid / year.days - group.pay) * group.heads
        assert abs(costing.of_year(year.name).in_year - over) < CENT


def pay_on(group, wanted, day) -> Decimal:
    """One person's yearly pay as it stands on a day: shares before sums on the day they begin."""
    pay = group.pay
    for item in sorted(wanted, key=lambda item: (item.effective_on, item.share is None)):
        if item.effective_on <= day:
            pay = (
                pay * (1 + item.share)
                if item.share is not None
                else pay + (item.flat or 0) + (item.hourly or 0) * group.hours
            )
    return pay


@patient
@given(rosters, items, items)
def test_the_reasons_add_up_to_the_difference(snapshot, wanted, others):
    before, after = (cost(snapshot, package, rates=RATES, years=YEARS) for package in (wanted, others))
    told = sum((cause.dollars for cause in why_changed(before, after) if cause.dollars is not None), Decimal(0))
    assert abs(told - (after.total - before.total)) < CENT


@patient
@given(
    amounts, st.dictionaries(st.text(min_size=1, max_size=3), st.integers(1, 99).map(Decimal), min_size=1, max_size=6)
)
def test_a_split_always_ties(amount, funds):
    assert sum(split(amount, funds).values()) == cents(amount)


def test_why_a_figure_changed_in_words():
    before = cost(roster(), raises("3"), rates=RATES, years=YEARS[:1])
    dearer = replace(raises("3")[0], share=d("0.035"))
    rates = (replace(SOCIAL_SECURITY, rate=d("0.065")), *RATES[1:])
    causes = why_changed(before, cost(roster(), [dearer], rates=rates, years=YEARS[:1]))
    assert [cause.words for cause in causes] == [
        "Social Security: 6.5% in place of 6.2%",
        "Altered: General increase, year 1 (3% of pay from Jul 1, 2026 before, 3.5% of pay from Jul 1, 2026 now)",
    ]


@each(
    ("wanted", "years", "said"),
    [
        ([], (), "Name at least one fiscal year"),
        ([], (YEARS[0], YEARS[2]), "FY 2029 must begin the day after FY 2027 ends."),
        ([*raises("3"), *raises("3")], YEARS, "is listed twice"),
        ([replace(raises("3")[0], codes=frozenset({"Z"}))], YEARS, "is for Z, of which the roster"),
    ],
)
def test_what_cannot_be_costed_says_why(wanted, years, said):
    with pytest.raises(CostingRefused, match=said):
        cost(roster(), wanted, rates=(), years=years)


def test_months_are_counted_from_the_first_of_one():
    with pytest.raises(TimingRefused, match="October 15, 2026 is within a month of FY 2027"):
        YEARS[0].share_from(date(2026, 10, 15), Timing.MONTHS)


@each("given_sums", [{}, {"share": d(1), "flat": d(1)}])
def test_a_raise_is_one_kind_of_sum(given_sums):
    with pytest.raises(ValueError, match="only one of them"):
        GeneralIncrease(key="g", title="Raise", effective_on=YEARS[0].starts_on, **given_sums)
