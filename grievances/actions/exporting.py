"""Taking restricted matters out of the Desk is opening them: who did is kept on each."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from labor_office.core.matters.models.matter import Matter, MatterReading
from labor_office.core.matters.rules import Level
from labor_office.core.users.models import User


@transaction.atomic
def record_export(*, matters: QuerySet[Matter], by: User, at: datetime) -> int:
    """Keep on every restricted one of ``matters`` that ``by`` read it by exporting; how many there were."""
    keys = list(matters.exclude(level=Level.OFFICE).order_by().values_list("pk", flat=True))
    MatterReading.objects.bulk_create([MatterReading(matter_id=key, user=by, read_at=at) for key in keys], 1_000)
    return len(keys)
