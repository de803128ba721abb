"""Training needs noted on advice: taken up, and said how."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from agreements.models.advice import TrainingNeed
from labor_office.core.users.models import User
from training.actions.program import remember


class NeedSettled(Exception):
    """Somebody took it up first."""


@transaction.atomic
def settle_need(*, need_id: int, how: str, by: User, at: datetime) -> TrainingNeed:
    """Say how a training need was met: by which course or session. Raises NeedSettled."""
    need = TrainingNeed.objects.select_for_update(no_key=True, of=("self",)).get(pk=need_id)
    if need.settled_on is not None:
        raise NeedSettled("This need was taken up already.")
    need.settled_on, need.settled_how = timezone.localdate(at), how[:200]
    need.save(update_fields=["settled_on", "settled_how"])
    remember(verb="need_settled", summary=f"A training need was taken up: {how}"[:300], by=by, at=at)
    return need
