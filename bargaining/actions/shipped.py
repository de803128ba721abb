"""Putting the rules that the desk comes with for units, plans and committees to use, and counting by them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from bargaining.queries.shipped import has_clock, version_for
from labor_office.core.deadlines.actions.adopting import adopt_procedure
from labor_office.core.deadlines.actions.clocks import Happened, new_cycle, start_clock
from labor_office.core.deadlines.actions.procedure_loading import load_procedures
from labor_office.core.deadlines.actions.procedures import NotPublishable, publish_version
from labor_office.core.deadlines.actions.triggers import AlreadyRecorded, record_trigger
from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.deadlines.models.procedures import Procedure, TimeLimit
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.models import User

SHIPPED = Path(__file__).resolve().parent.parent / "shipped" / "representation.toml"
# Rule set: the kind of matter it counts for, its name, and which of its limits are the office's own to decide.
# What ordinances decide stays marked as not compared with its source.
PURPOSES: dict[str, tuple[str, str, frozenset[str]]] = {
    "unit-matter": ("unit_matter", "Unit matters", frozenset({"POSITION"})),
    "essential-services": ("essential_services", "Essential services plans", frozenset({"REVIEW"})),
    "committee": (
        "committee",
        "Committees",
        frozenset({"MEET-MONTHLY", "MEET-QUARTERLY", "MEET-TWICE", "MEET-YEARLY"}),
    ),
}


class ShippedRulesRefused(Exception):
    """By the office's calendar the rules do not give the dates of their own examples; the words name them."""


@transaction.atomic
def use_shipped_rules(*, calendar: Calendar, from_on: date, by: User, at: datetime) -> list[Procedure]:
    """Count by the rules the desk comes with, from a day on.

    Kinds of matter that the office has rules for already are left alone. Raises ShippedRulesRefused.
    """
    used = []
    for one in load_procedures(text=SHIPPED.read_text(encoding="utf-8"), by=by, at=at, is_draft=True):
        if not one.is_sound or one.version_id is None:
            raise ShippedRulesRefused(f"{one.id}: {'; '.join(one.lines)}")
        kind, title, ours = PURPOSES[one.id]
        if version_for(kind, None, on=date.max) is not None:
            continue
        procedure = Procedure.objects.get(slug=one.id)
        used.append(
            adopt_procedure(procedure_id=procedure.pk, title=title, unit=None, matter_kind=kind, calendar=calendar)
        )
        limits = TimeLimit.objects.filter(version=one.version_id)
        limits.update(is_verified=False)
        limits.filter(code__in=ours).update(is_verified=True)
        try:
            publish_version(version_id=one.version_id, effective_from=from_on, by=by, at=at)
        except NotPublishable as fault:
            raise ShippedRulesRefused(f"{title}: {'; '.join(fault.lines)}") from None
    return used


def begin_to_count(
    *, matter: Matter, triggers: Sequence[Happened], by: User, at: datetime, today: date, kinds: Sequence[str] = ()
) -> bool:
    """Start the clock of a matter just opened, under the rules in use; whether there are any."""
    version = version_for(matter.kind, matter.unit, on=today)
    if version is None:
        return False
    start_clock(
        matter_id=matter.pk, version_id=version.pk, triggers=triggers, kinds=kinds,
        version_reason="in use when it was opened", by=by, at=at, today=today,
    )  # fmt: skip
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
