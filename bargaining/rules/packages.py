"""What became of a package: proposals that stand or fall together."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum


class PackageState(StrEnum):
    """Where a package stands."""

    STANDING = "STANDING"
    SUPERSEDED = "SUPERSEDED"
    EXPIRED = "EXPIRED"
    ACCEPTED = "ACCEPTED"
    WITHDRAWN = "WITHDRAWN"


PACKAGE_WORDS: dict[PackageState, str] = {
    PackageState.STANDING: "On the table",
    PackageState.SUPERSEDED: "Superseded in part",
    PackageState.EXPIRED: "Expired",
    PackageState.ACCEPTED: "Accepted",
    PackageState.WITHDRAWN: "Withdrawn",
}


def package_state(
    *,
    accepted_at: datetime | None,
    withdrawn_at: datetime | None,
    expires_at: datetime | None,
    is_whole: bool,
    at: datetime,
) -> PackageState:
    """Where a package stands at ``at``. The moment it expires is still in time.

    ``is_whole``: each of its proposals is still its side's last word on the issue. What a
    side says anew on one of them takes the place of the whole, as far as it was all or nothing.
    """
    if accepted_at is not None:
        return PackageState.ACCEPTED
    if withdrawn_at is not None:
        return PackageState.WITHDRAWN
    if expires_at is not None and at > expires_at:
        return PackageState.EXPIRED
    return PackageState.STANDING if is_whole else PackageState.SUPERSEDED
