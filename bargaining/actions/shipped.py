"""The rules that the desk comes with for units, plans and committees, and counting by those in use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from labor_office.core.deadlines.actions.clocks import Beginning, Happened, new_cycle, start_clock
from labor_office.core.deadlines.actions.triggers import AlreadyRecorded, record_trigger
from labor_office.core.deadlines.queries.choosing import version_for
from labor_office.core.deadlines.queries.situations import has_clock
from labor_office.core.deadlines.shipped import Purpose, ShippedRules
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.models import User

_PURPOSES = {
    "unit-matter": Purpose("unit_matter", "Unit matters", is_ours=False, own_codes=frozenset({"POSITION", "BRIEF"})),
    "essential-services": Purpose(
        "essential_services", "Essential services plans", is_ours=False, own_codes=frozenset({"REVIEW"})
    ),
    "committee": Purpose(
        "committee",
        "Committees",
        is_ours=False,
        own_codes=frozenset({"MEET-MONTHLY", "MEET-QUARTERLY", "MEET-TWICE", "MEET-YEARLY"}),
    ),
}
RULES = ShippedRules(
    "representation",
    "unit matters, essential services and committees",
    Path(__file__).resolve().parent.parent / "shipped" / "representation.toml",
    _PURPOSES,
)


def begin_to_count(
    *, matter: Matter, triggers: Sequence[Happened], by: User, at: datetime, today: date, kinds: Sequence[str] = ()
) -> bool:
    """Start the clock of a matter just opened, under the rules in use; whether there are any."""
    version = version_for(matter.kind, matter.unit, on=today)
    if version is None:
        return False
    begins = Beginning(triggers, kinds, "in use when it was opened")
    start_clock(matter_id=matter.pk, version_id=version.pk, begins=begins, by=by, at=at, today=today)
    return True


def happened(*, matter_id: int, event: str, on: date, label: str, by: User, at: datetime, today: date) -> None:
    """Tell the matter's clock, if it has one, that something happened; the first of a kind counts."""
    if not has_clock(matter_id):
        return
    try:
        with transaction.atomic():
            record_trigger(matter_id=matter_id, what=Happened(event, on, label=label), by=by, at=at, today=today)
    except AlreadyRecorded:
        return


def count_on(*, matter_id: int, event: str, on: date, label: str, by: User, at: datetime, today: date) -> None:
    """Count anew from a day: another pass of what comes round again, such as a meeting or a review."""
    if has_clock(matter_id):
        begun = [Happened(event, on, label=label)]
        new_cycle(matter_id=matter_id, triggers=begun, reason=label, by=by, at=at, today=today)
