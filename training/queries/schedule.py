"""Sessions as the calendar shows them: one's own, or all for those who may know what is taught."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from labor_office.core.deadlines.queries.agenda import Item
from labor_office.core.users.models import User
from training.models.reach import reads_training
from training.models.sessions import Enrolment, TrainingSession


def sessions_on_calendar(user: User, first: date, last: date, owner_id: int | None) -> Sequence[Item]:
    """Sessions between two days that ``owner_id`` teaches or has a seat in; with None, all that ``user`` may know of.

    Whoever reads no training knows of their own. Whoever waits for a seat has none yet. Called
    off, a session stands on no calendar. One query.
    """
    knows = reads_training(user)
    wanted = Q() if knows else _concerns(user.pk)
    if owner_id is not None:
        wanted &= _concerns(owner_id)
    rows = TrainingSession.objects.filter(wanted, held_on__range=(first, last), cancelled_at=None)
    return [
        Item(
            kind="training",
            on=row.held_on,
            text=row.version.course.title,
            reference=row.reference,
            url=row.get_absolute_url() if knows else reverse("training:mine"),
            at=row.begins_at,
            detail=", ".join(filter(None, (row.place or "online", row.led_by))),
            pk=row.pk,
        )
        for row in rows.select_related("version__course", "trainer")
    ]


def _concerns(user_id: int) -> Q:
    seat = Enrolment.objects.enrolled().filter(session=OuterRef("pk"), employee__user=user_id)
    return Q(trainer=user_id) | Q(Exists(seat))
