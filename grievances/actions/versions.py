"""Counting a case by another version of its procedure: rarely, and with a reason."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from grievances.actions.places import MoveRefused
from grievances.models import Grievance
from grievances.queries.procedures import steps_of
from grievances.queries.versions import kinds_under, versions_for
from labor_office.core.deadlines.actions.clocks import change_version
from labor_office.core.deadlines.models.clocks import Clock
from labor_office.core.deadlines.rules import words
from labor_office.core.deadlines.rules.moves import Move
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.models import User


@transaction.atomic
def count_by(*, matter_id: int, version_id: int, reason: str, by: User, at: datetime, today: date) -> list[Move]:
    """Put the matter under another published version for its unit and kind; say what moved.

    What is finished stays as it was counted. Raises MoveRefused: closed, a version for other
    matters, or one that lacks the step where a grievance stands.
    """
    matter = Matter.objects.select_for_update(no_key=True).get(pk=matter_id)
    if matter.closed_on is not None:
        raise MoveRefused(f"{matter} was closed {words.day(matter.closed_on)}. Reopen it first.")
    clock = Clock.objects.select_related("version").get(pk=matter_id)
    offered = {version.pk: version for version in versions_for(matter, procedure_id=clock.version.procedure_id)}
    if version_id not in offered or version_id == clock.version_id:
        raise MoveRefused("Choose another published version of its procedure.")
    version = offered[version_id]
    step = Grievance.objects.filter(pk=matter_id).values_list("step", flat=True).first()
    if step is not None and step not in [one.code for one in steps_of(version_id)]:
        raise MoveRefused(f"{version} has no step {step}, where this grievance stands.")
    return change_version(
        matter_id=matter_id, version_id=version_id, kinds=kinds_under(version, clock.kinds), reason=reason, by=by,
        at=at, today=today,
    )  # fmt: skip
