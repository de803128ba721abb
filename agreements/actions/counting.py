"""Putting the rules the desk comes with to use, and starting a matter's clock under them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from labor_office.core.deadlines.actions.clocks import Beginning, Happened, start_clock
from labor_office.core.deadlines.models.clocks import Clock
from labor_office.core.deadlines.queries.choosing import version_for
from labor_office.core.deadlines.shipped import Purpose, ShippedRules
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.models import User

_PURPOSES = {
    "advice": Purpose("advice", "Questions and advice", is_ours=True),
    "obligations": Purpose("obligation", "Obligations", is_ours=True),
    "agreement-term": Purpose("agreement", "The end of an agreement's term", is_ours=False),
    "adoption": Purpose("adoption", "Adoption of agreements", is_ours=True),
    "legislation": Purpose("legislation", "Legislation", is_ours=True),
    "policy": Purpose("policy", "Policies", is_ours=True),
}
RULES = ShippedRules(
    "agreements",
    "advice, obligations, terms, adoption, legislation and policies",
    Path(__file__).resolve().parent.parent / "shipped" / "rules.toml",
    _PURPOSES,
)


def begin_to_count(
    *,
    matter: Matter,
    triggers: Sequence[Happened],
    by: User,
    at: datetime,
    today: date,
    kinds: Sequence[str] = (),
    lists: Mapping[str, Sequence[date]] | None = None,
) -> Clock | None:
    """Start the clock of a matter just opened, under the rules in use; None where there are none."""
    version = version_for(matter.kind, matter.unit, on=today)
    if version is None:
        return None
    begins = Beginning(triggers, kinds, "in use when it was recorded", lists=lists)
    return start_clock(matter_id=matter.pk, version_id=version.pk, begins=begins, by=by, at=at, today=today)
