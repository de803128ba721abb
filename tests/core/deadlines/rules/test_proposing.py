"""What the holidays library proposes, and for whom it knows nothing."""

from datetime import date

from labor_office.core.deadlines.rules.proposing import propose
from tests.each import each


def test_a_known_place_has_its_days_in_order():
    days = [one.day for one in propose("US-VA", 2026)]
    assert days == sorted(days)
    assert date(2026, 7, 3) in days or date(2026, 7, 4) in days


@each("code", ["ZZ", "US-QQ", ""])
def test_nothing_is_proposed_for_an_unknown_place(code):
    assert propose(code, 2026) == ()
