"""Open matters put under a newer version of their procedure: shown first, then saved and told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from labor_office.core.deadlines.actions.clocks import change_version
from labor_office.core.deadlines.actions.telling import tell_of_batch
from labor_office.core.deadlines.models.clocks import Clock
from labor_office.core.deadlines.models.procedures import ProcedureVersion
from labor_office.core.deadlines.queries.dockets import moves_of
from labor_office.core.deadlines.queries.readings import as_procedure
from labor_office.core.deadlines.rules.applying import special_kinds
from labor_office.core.deadlines.rules.moves import Move
from labor_office.core.users.models import User


@transaction.atomic
def put_under(
    *, version_id: int, matter_ids: Sequence[int], reason: str, by: User, at: datetime, today: date
) -> list[Move]:
    """Let open matters run under a published version of the procedure they run under already.

    A matter that does not, or that runs under this version, is left as it is. It keeps those of
    its kinds that the version names. Each owner is told once. Raises ``clocks.VersionIsADraft``.
    """
    version = ProcedureVersion.objects.get(pk=version_id)
    batch = f"version-{version_id}-{at:%Y%m%d%H%M%S%f}"
    named = special_kinds(as_procedure(version)) if matter_ids else ()
    clocks = Clock.objects.filter(pk__in=matter_ids, matter__closed_on=None, version__procedure=version.procedure_id)
    for clock in clocks.exclude(version=version).order_by("pk"):
        kinds = [kind for kind in clock.kinds if kind in named]
        change_version(
            matter_id=clock.pk, version_id=version_id, kinds=kinds, reason=reason,
            by=by, at=at, today=today, batch=batch,
        )  # fmt: skip
    tell_of_batch(batch, cause=f"Counted under version {version.number} of its procedure: {reason}", by=by, at=at)
    return moves_of(batch)


def preview_under(*, version_id: int, matter_ids: Sequence[int], by: User, at: datetime, today: date) -> list[Move]:
    """Every date that would move, old and new. Nothing is saved: the very act is done and taken back."""
    with transaction.atomic():
        moves = put_under(version_id=version_id, matter_ids=matter_ids, reason="", by=by, at=at, today=today)
        transaction.set_rollback(True)
    return moves
