"""Another scheduled week: positions to staff the same posts, and dearer hours of overtime."""

from dataclasses import replace

import pytest

from bargaining.costing.engine import cost
from bargaining.costing.items import ScheduleChange
from bargaining.costing.money import cents
from bargaining.costing.snapshot import Component, Group, Pool
from bargaining.costing.wording import described
from tests.bargaining.costing.offers import YEARS, d, roster

WEEK = ScheduleChange(
    key="w", title="46 hours", effective_on=YEARS[0].starts_on, posts=d(215), old_hours=d(49), new_hours=d(46),
    pay=d(60_000),
)  # fmt: skip


def test_a_shorter_week_costs_positions_and_overtime_by_the_hour():
    (row,) = cost(roster(overtime="800000"), [WEEK], rates=(), years=YEARS[:1]).rows
    # 215 x 3/46 positions of 60,000; 800,000 x 3/46.
    assert cents(row.parts[Component.BASE].in_year) == d("841304.35")
    assert cents(row.parts[Component.OVERTIME].in_year) == d("52173.91")


def test_a_longer_week_saves_as_much_as_the_shorter_one_cost():
    longer = replace(WEEK, old_hours=d(46), new_hours=d(49))
    (row,) = cost(roster(), [longer], rates=(), years=YEARS[:1]).rows
    assert cents(row.total.in_year) == cents(-d(215) * 3 / 49 * 60_000)


def test_only_the_overtime_of_those_it_covers_rises():
    snapshot = roster(overtime="800000")
    others = Group("B", "1", d(1), snapshot.payroll)
    shared = replace(snapshot, groups=(*snapshot.groups, others))
    own = replace(shared, pools=(Pool("Overtime", Component.OVERTIME, d(800_000), frozenset({"B"})),))
    item = replace(WEEK, codes=frozenset({"A"}))
    (half,) = cost(shared, [item], rates=(), years=YEARS[:1]).rows
    (none,) = cost(own, [item], rates=(), years=YEARS[:1]).rows
    assert cents(half.parts[Component.OVERTIME].in_year) == d("26086.96")
    assert Component.OVERTIME not in none.parts


def test_a_week_has_hours():
    with pytest.raises(ValueError, match="46 hours: give the hours of both weeks"):
        replace(WEEK, new_hours=d(0))


def test_it_is_said_in_words():
    assert described(WEEK) == (
        "215 posts at 46 hours a week in place of 49, each position more at $60,000 a year from Jul 1, 2026"
    )
