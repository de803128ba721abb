"""Which units' parity clauses an agreement sets off."""

from datetime import date
from decimal import Decimal

from bargaining.rules.parity import Clause, Settled, triggered
from bargaining.rules.topics import Topic
from tests.each import each

LT, FIRE, POLICE = 1, 2, 3
ON = date(2026, 7, 1)
#        clause, what was settled with Labor and Trades, why (None: not set off), sure
CASES = [
    ({}, {}, "Whatever the other unit gets on this subject.", True),
    ({"unit": LT}, {}, None, True),
    ({"topic": Topic.HEALTH}, {}, None, True),
    ({"watches": LT}, {}, "Whatever the other unit gets on this subject.", True),
    ({"watches": POLICE}, {}, None, True),
    ({"from_on": date(2026, 7, 2)}, {}, None, True),
    ({"from_on": ON, "until_on": ON}, {}, "Whatever the other unit gets on this subject.", True),
    ({"until_on": date(2026, 6, 30)}, {}, None, True),
    ({"above": Decimal(3)}, {"percents": ("3", "3.5", "2")}, "3.5% in year 2 is more than 3%.", True),
    ({"above": Decimal("3.5")}, {"percents": ("3", "3.5", "2")}, None, True),
    ({"above": Decimal(3)}, {"percents": ("3.25", "3.25")}, "3.25% in year 1 is more than 3%.", True),
    ({"above": Decimal(3)}, {}, "It asks for more than 3%; what was agreed names no percentages.", False),
]


@each("case", CASES)
def test_a_clause_is_set_off(case):
    clause, settled, why, is_sure = case
    asked = Clause(key=1, **({"unit": FIRE, "topic": Topic.WAGES} | clause))
    percents = tuple(Decimal(one) for one in settled.get("percents", ()))
    found = triggered(Settled(LT, Topic.WAGES, ON, percents), [asked])
    assert [(one.why, one.is_sure) for one in found] == ([] if why is None else [(why, is_sure)])
