"""Putting the rules the desk comes with to use, and starting a matter's clock under them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from labor_office.core.deadlines.actions.adopting import adopt_procedure
from labor_office.core.deadlines.actions.clocks import Happened, start_clock
from labor_office.core.deadlines.actions.procedure_loading import load_procedures
from labor_office.core.deadlines.actions.procedures import NotPublishable, publish_version
from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.deadlines.models.clocks import Clock
from labor_office.core.deadlines.models.procedures import Procedure, TimeLimit
from labor_office.core.deadlines.queries.choosing import version_for
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.models import User

SHIPPED = Path(__file__).resolve().parent.parent / "shipped" / "rules.toml"
# Rule set: the kind of matter it counts for, its name, and whether it is the office's own to decide.
# What agreements and ordinances decide stays marked as not compared with its source.
PURPOSES: dict[str, tuple[str, str, bool]] = {
    "advice": ("advice", "Questions and advice", True),
    "obligations": ("obligation", "Obligations", True),
    "agreement-term": ("agreement", "The end of an agreement's term", False),
    "adoption": ("adoption", "Adoption of agreements", True),
    "legislation": ("legislation", "Legislation", True),
    "policy": ("policy", "Policies", True),
}


class ShippedRulesRefused(Exception):
    """By the office's calendar the rules do not give the dates of their own examples; the words name them."""


@transaction.atomic
def use_shipped_rules(*, calendar: Calendar, from_on: date, by: User, at: datetime) -> list[Procedure]:
    """Count questions, obligations and terms by the rules the desk comes with, from a day on.

    Kinds of matter that the office has rules for already are left alone. Raises ShippedRulesRefused.
    """
    used = []
    for one in load_procedures(text=SHIPPED.read_text(encoding="utf-8"), by=by, at=at, is_draft=True):
        if not one.is_sound or one.version_id is None:
            raise ShippedRulesRefused(f"{one.id}: {'; '.join(one.lines)}")
        kind, title, is_ours = PURPOSES[one.id]
        if version_for(kind, None, on=date.max) is not None:
            continue
        procedure = Procedure.objects.get(slug=one.id)
        used.append(
            adopt_procedure(procedure_id=procedure.pk, title=title, unit=None, matter_kind=kind, calendar=calendar)
        )
        TimeLimit.objects.filter(version=one.version_id).update(is_verified=is_ours)
        try:
            publish_version(version_id=one.version_id, effective_from=from_on, by=by, at=at)
        except NotPublishable as fault:
            raise ShippedRulesRefused(f"{title}: {'; '.join(fault.lines)}") from None
    return used


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
    return start_clock(
        matter_id=matter.pk, version_id=version.pk, triggers=triggers, kinds=kinds, lists=lists,
        version_reason="in use when it was recorded", by=by, at=at, today=today,
    )  # fmt: skip
