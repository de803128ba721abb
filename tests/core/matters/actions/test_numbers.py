"""Numbers people quote: in order, without gaps, one by one or many at once."""

import pytest
from django.db import transaction

from labor_office.core.matters.actions.record import next_number, next_numbers

pytestmark = pytest.mark.django_db


def taken(count):
    """So many certificates' numbers of 2026."""
    return next_numbers(count, prefix="TC", year=2026, digits=4)


def test_numbers_taken_together_follow_those_taken_before_and_leave_no_gap():
    assert next_number(prefix="TC", year=2026, digits=4) == "TC-2026-0001"
    assert taken(3) == ["TC-2026-0002", "TC-2026-0003", "TC-2026-0004"]
    assert next_number(prefix="TC", year=2026, digits=4) == "TC-2026-0005"
    assert next_numbers(2, prefix="TC", year=2027, digits=4) == ["TC-2027-0001", "TC-2027-0002"]


@transaction.atomic
def taken_for_nothing():
    """Numbers of what then fails."""
    taken(500)
    raise LookupError


def test_numbers_of_what_came_to_nothing_are_given_back():
    with pytest.raises(LookupError):
        taken_for_nothing()
    assert taken(1) == ["TC-2026-0001"]
