"""Handing in what one thought of a class. Nobody's name goes with it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from training.models.evaluations import Evaluation
from training.models.sessions import TrainingSession
from training.rules.evaluation import Sheet, is_open


class EvaluationRefused(Exception):
    """The sheet cannot be taken; the words say why."""


@transaction.atomic
def hand_in_evaluation(*, session_id: int, key: UUID, sheet: Sheet, at: datetime) -> Evaluation:
    """Keep a sheet; one with this ``key`` that is there already is given back. No history tells who sent it.

    Raises EvaluationRefused before the class and more than thirty days after it, and for
    one that was not held.
    """
    session = TrainingSession.objects.get(pk=session_id)
    if session.is_cancelled or not is_open(session.held_on, on=timezone.localdate(at)):
        raise EvaluationRefused("Sheets are taken from the day of the class for thirty days.")
    found, _ = Evaluation.objects.get_or_create(
        key=key,
        defaults={
            "session": session, "usefulness": sheet.usefulness, "clarity": sheet.clarity,
            "readiness": sheet.readiness, "went_well": sheet.went_well, "to_better": sheet.to_better,
            # The day and no more: the minute would tell who was still in the room.
            "handed_in_at": timezone.localtime(at).replace(hour=12, minute=0, second=0, microsecond=0),
        },
    )  # fmt: skip
    return found
