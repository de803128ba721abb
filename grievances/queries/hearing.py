"""A proceeding as its page shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from grievances.models import Proceeding
from grievances.queries.board import LIVE, PARTY_WORDS, Due, Next
from grievances.queries.procedures import events_known
from grievances.queries.record import timeline
from labor_office.core.deadlines.models.clocks import Clock
from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.deadlines.queries.readings import work_calendar
from labor_office.core.deadlines.shown import shown, standing_of
from labor_office.core.documents.models import Document, Letter
from labor_office.core.matters.models.matter import MatterEvent
from labor_office.core.matters.models.record import Party
from labor_office.core.users.models import User


@dataclass(frozen=True, slots=True)
class Hearing:
    """A proceeding with its dates, people, papers and the newest of its history."""

    proceeding: Proceeding
    clock: Clock | None
    coming: Next | None
    dues: Sequence[Due]
    parties: Sequence[Party]
    documents: Sequence[Document]
    letters: Sequence[Letter]
    events: Sequence[MatterEvent]
    events_known: Sequence[tuple[str, str]]


def hearing_of(user: User, kind: str, reference: str, *, today: date) -> Hearing:
    """The proceeding of ``kind`` called ``reference``, as ``user`` may see it. Six queries.

    Raises Proceeding.DoesNotExist.
    """
    found = Proceeding.objects.visible_to(user).filter(kind=kind)
    proceeding = found.select_related(
        "unit", "department", "owner", "backup", "origin", "clock__version__procedure"
    ).get(reference=reference)
    clock = getattr(proceeding, "clock", None)
    rows = list(
        Deadline.objects.filter(matter_id=proceeding.pk)
        .select_related("calendar_version__calendar")
        .order_by("due_on", "pk")
    )
    mine = {"matter_id": proceeding.pk}
    return Hearing(
        proceeding=proceeding,
        clock=clock,
        coming=_coming(rows, today),
        dues=_dues(rows, today),
        parties=list(Party.objects.filter(**mine)),
        documents=list(Document.objects.visible_to(user).filter(**mine)[:8]),
        letters=list(Letter.objects.visible_to(user).filter(**mine)[:8]),
        events=list(timeline(user, proceeding)[:10]),
        events_known=list(events_known(clock.version_id, tuple(clock.kinds)).items()) if clock else [],
    )


def _coming(rows: Sequence[Deadline], today: date) -> Next | None:
    live = [row for row in rows if row.state in LIVE and row.satisfied_on is None and row.calendar_version_id]
    ours = [row for row in live if row.is_ours] or live
    if not ours:
        return None
    row = min(ours, key=lambda one: (one.due_on is None, one.due_on or date.max, one.pk))
    assert row.calendar_version_id is not None  # noqa: S101 -- filtered above
    return Next(
        deadline=row,
        explanation=shown(row, today=today, calendar=work_calendar(row.calendar_version_id)),
        act=f"Next deadline: {PARTY_WORDS[row.actor]}, {row.name}",
        proof_url=reverse("deadlines:proof", args=[row.pk]),
    )


def _dues(rows: Sequence[Deadline], today: date) -> list[Due]:
    return [
        Due(
            row,
            standing_of(row, today=today),
            f"{PARTY_WORDS[row.actor]}: {row.name}",
        )
        for row in rows
        if row.calendar_version_id and row.state != "LAPSED"
    ]
