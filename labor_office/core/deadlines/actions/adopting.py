"""Putting a procedure to use: which unit and kind of matter it is for, and whose working days count."""

from __future__ import annotations

from django.db import transaction

from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.deadlines.models.clocks import Clock
from labor_office.core.deadlines.models.procedures import Procedure
from labor_office.core.matters import kinds
from labor_office.core.workforce.models import BargainingUnit


class InUse(Exception):
    """Matters run under the procedure; what they are counted by does not change under them."""


@transaction.atomic
def adopt_procedure(
    *, procedure_id: int, title: str, unit: BargainingUnit | None, matter_kind: str, calendar: Calendar
) -> Procedure:
    """Say what a procedure is for. New matters of ``matter_kind`` in ``unit`` run under it from then on.

    Raises InUse when matters run under it and unit, kind or calendar would change, and
    ``kinds.UnknownKind`` for a kind that nobody registered.
    """
    kinds.get(matter_kind)
    procedure = Procedure.objects.select_for_update(no_key=True).get(pk=procedure_id)
    changes = (procedure.unit_id, procedure.matter_kind, procedure.calendar_id) != (
        unit.pk if unit else None,
        matter_kind,
        calendar.pk,
    )
    if changes and Clock.objects.filter(version__procedure=procedure).exists():
        raise InUse(f"Matters run under {procedure}. Load it again under another id to use it for something else.")
    procedure.title, procedure.unit, procedure.matter_kind, procedure.calendar = title, unit, matter_kind, calendar
    procedure.save(update_fields=["title", "unit", "matter_kind", "calendar"])
    return procedure
