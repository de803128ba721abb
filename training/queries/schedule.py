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


def sessions_on_calendar(user: User, first: date, last: date, is_mine: bool) -> Sequence[Item]:  # noqa: FBT001 -- the calendar's own call
    """Sessions between two days that ``user`` teaches or has a seat in; with ``is_mine`` false, all they may know of.

    Whoever waits for a seat has none yet. Called off, a session stands on no calendar. One query.
    """
    seat = Enrolment.objects.enrolled().filter(session=OuterRef("pk"), employee__user=user)
    wanted = Q(trainer=user) | Q(Exists(seat))
    knows = reads_training(user)
    if knows and not is_mine:
        wanted = Q()
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
