"""What is kept of a costing is read back to the last digit."""

import json
from datetime import date

from bargaining.costing.engine import cost
from bargaining.costing.items import (
    EmployerShare,
    GeneralIncrease,
    HealthPremiums,
    Leave,
    OneTime,
    PaidHours,
    Positions,
    ScheduleChange,
    Steps,
    Yearly,
)
from bargaining.costing.snapshot import Component, Tier
from bargaining.costing.wire import (
    SourcedRate,
    plain_group,
    plain_item,
    plain_items,
    plain_pool,
    plain_rate,
    plain_results,
    plain_tier,
    plain_year,
    read_item,
    read_rate,
    read_results,
    read_snapshot,
    read_year,
)
from bargaining.costing.years import Timing
from tests.bargaining.costing.offers import RATES, SOCIAL_SECURITY, YEARS, d, raises, roster
from tests.each import each

DAY = date(2026, 7, 1)
ITEMS = [
    GeneralIncrease(key="1", title="Raise", effective_on=DAY, share=d("0.035"), paid_from=date(2026, 9, 1)),
    GeneralIncrease(key="2", title="Flat", effective_on=DAY, flat=d(500), codes=frozenset({"A", "B"})),
    GeneralIncrease(key="3", title="Hourly", effective_on=DAY, hourly=d("0.25"), timing=Timing.PAY_PERIODS),
    Steps(key="4", title="Steps", effective_on=DAY, share=d("0.03")),
    OneTime(key="5", title="Bonus", effective_on=DAY, each=d(1000)),
    Yearly(key="6", title="Boots", effective_on=DAY, component=Component.ALLOWANCE, each=d(480)),
    PaidHours(key="7", title="Call-out", effective_on=DAY, hours=d(1200), rate=d(32), multiplier=d("1.5")),
    HealthPremiums(key="8", title="Premiums", effective_on=DAY, share=d("0.08")),
    EmployerShare(key="9", title="Share", effective_on=DAY, tier="Family", share=d("0.7")),
    Leave(key="10", title="Holiday", effective_on=DAY, heads=d(150), hours=d(8), rate=d(32)),
    Positions(key="11", title="Two more", effective_on=DAY, heads=d(2), pay=d(60_000)),
    ScheduleChange(
        key="12", title="Week", effective_on=DAY, posts=d(215), old_hours=d(49), new_hours=d(46), pay=d(60_000)
    ),
]


def through_json(value):
    """As a JSON column gives it back."""
    return json.loads(json.dumps(value))


@each("item", ITEMS)
def test_every_kind_of_item_is_read_as_it_was_written(item):
    assert read_item(through_json(plain_item(item))) == item


@each("charge", [*RATES, SOCIAL_SECURITY])
def test_a_charge_keeps_its_source_and_its_cap(charge):
    rate = SourcedRate(charge, "Payroll, FY 2027")
    assert read_rate(through_json(plain_rate(rate))) == rate


def test_a_snapshot_and_its_results_are_read_as_they_were_written():
    tiers = [Tier("Family", d(60), d(3100), d("0.75"))]
    snapshot = roster(steps="0.6", overtime="800000", tiers=tiers)
    parts = {
        "groups": [plain_group(group) for group in snapshot.groups],
        "pools": [plain_pool(pool) for pool in snapshot.pools],
        "tiers": [plain_tier(tier) for tier in snapshot.tiers],
    }
    assert read_snapshot(snapshot.reference, snapshot.as_of, **through_json(parts)) == snapshot
    costing = cost(snapshot, [*raises("3", "2.5", "2.5"), ITEMS[4]], rates=RATES, years=YEARS)
    kept = through_json(plain_results(costing))
    again = read_results(
        kept,
        items=plain_items(costing.items),
        rates=[plain_rate(SourcedRate(rate)) for rate in RATES],
        years=[plain_year(year) for year in YEARS],
    )
    assert again == costing
    assert again.total == costing.total


def test_a_fiscal_year_keeps_its_pay_periods():
    assert [read_year(through_json(plain_year(year))) for year in YEARS] == list(YEARS)
