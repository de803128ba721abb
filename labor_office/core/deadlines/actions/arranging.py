"""The order of a draft's limits and steps, and what its steps are called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.db import transaction

from labor_office.core.deadlines.actions.procedures import held_draft
from labor_office.core.deadlines.models.procedures import ProcedureStep, ProcedureVersion, TimeLimit

Placed = TypeVar("Placed", TimeLimit, ProcedureStep)


class AlreadyAtTheEnd(Exception):
    """There is nothing on that side to change places with."""


class StepInUse(Exception):
    """Limits belong to the step, so it stays."""


@transaction.atomic
def move_limit(*, version_id: int, code: str, is_up: bool) -> TimeLimit:
    """Let a limit of a draft change places with the one above it, or below, at the same step.

    Raises NotADraft, and AlreadyAtTheEnd for the first going up and the last going down.
    """
    version = held_draft(version_id)
    limit = version.limits.get(code=code)
    beside = list(version.limits.filter(step=limit.step).order_by("position"))
    other = _neighbor(beside, limit, is_up=is_up)
    limit.position, other.position = other.position, limit.position
    TimeLimit.objects.bulk_update([limit, other], ["position"])
    return limit


@transaction.atomic
def move_step(*, version_id: int, code: str, is_up: bool) -> ProcedureStep:
    """The same for a step. Raises NotADraft, AlreadyAtTheEnd."""
    version = held_draft(version_id)
    steps = list(version.steps.order_by("position"))
    step = version.steps.get(code=code)
    other = _neighbor(steps, step, is_up=is_up)
    free = steps[-1].position + 1
    # One place holds one step, so the first makes room before the second moves in.
    for row, place in ((step, free), (other, step.position), (step, other.position)):
        ProcedureStep.objects.filter(pk=row.pk).update(position=place)
    step.refresh_from_db()
    return step


@transaction.atomic
def describe_step(*, version_id: int, code: str, name: str, authority: str) -> ProcedureStep:
    """Say what a step of a draft is called and who decides there. Raises NotADraft."""
    step = held_draft(version_id).steps.get(code=code)
    step.name, step.authority = name, authority
    step.save(update_fields=["name", "authority"])
    return step


@transaction.atomic
def remove_step(*, version_id: int, code: str) -> None:
    """Take a step without limits out of a draft. Raises NotADraft, StepInUse."""
    version: ProcedureVersion = held_draft(version_id)
    if version.limits.filter(step=code).exists():
        message = "Limits belong to this step. Take them out or give them another step first."
        raise StepInUse(message)
    version.steps.filter(code=code).delete()


def _neighbor(rows: Sequence[Placed], row: Placed, *, is_up: bool) -> Placed:
    place = next(place for place, one in enumerate(rows) if one.pk == row.pk)
    beside = place - 1 if is_up else place + 1
    if not 0 <= beside < len(rows):
        raise AlreadyAtTheEnd(f"{row.name} is {'first' if is_up else 'last'} already.")
    return rows[beside]
