"""What became of a package."""

from datetime import UTC, datetime, timedelta

from bargaining.rules.packages import PackageState, package_state
from tests.each import each

AT = datetime(2026, 6, 15, 17, 0, tzinfo=UTC)
LATER, EARLIER = AT + timedelta(seconds=1), AT - timedelta(seconds=1)
CASES = [
    ({}, PackageState.STANDING),
    ({"expires_at": LATER}, PackageState.STANDING),
    ({"expires_at": AT}, PackageState.STANDING),
    ({"expires_at": EARLIER}, PackageState.EXPIRED),
    ({"is_whole": False}, PackageState.SUPERSEDED),
    ({"is_whole": False, "expires_at": EARLIER}, PackageState.EXPIRED),
    ({"accepted_at": EARLIER, "is_whole": False, "expires_at": EARLIER}, PackageState.ACCEPTED),
    ({"withdrawn_at": EARLIER, "is_whole": False}, PackageState.WITHDRAWN),
]


@each(("given", "state"), CASES)
def test_where_a_package_stands(given, state):
    facts = {"accepted_at": None, "withdrawn_at": None, "expires_at": None, "is_whole": True} | given
    assert package_state(**facts, at=AT) is state
