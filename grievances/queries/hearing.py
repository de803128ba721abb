"""A proceeding as its page shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Prefetch, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from grievances.models import Proceeding
from grievances.queries.board import LIVE, PARTY_WORDS, Due, Next
from grievances.queries.procedures import events_known
from grievances.queries.record import timeline
from grievances.rules.moves import Act, ProceedingStanding, refusal_of_proceeding
from labor_office.core.deadlines.models.clocks import Clock, ClockStop
from labor_office.core.deadlines.models.deadlines import Deadline
from labor_office.core.deadlines.queries.readings import work_calendar
from labor_office.core.deadlines.queries.situations import has_clock
from labor_office.core.deadlines.shown import shown, standing_of
from labor_office.core.documents.models import Document, Letter
from labor_office.core.matters import kinds
from labor_office.core.matters.models.matter import Matter, MatterEvent
from labor_office.core.matters.models.record import Meeting, Note, Party, Request
from labor_office.core.matters.queries import known_origin
from labor_office.core.users.models import User


@dataclass(frozen=True, slots=True)
class ProceedingCase:
    """A proceeding as the pages need it on which something is done to it."""

    proceeding: Proceeding
    standing: ProceedingStanding
    # What it came from, as far as the reader may know of that.
    origin: Matter | None = None

    @property
    def matter(self) -> Matter:
        """The proceeding, as everything that hangs on a matter knows it."""
        return self.proceeding

    @property
    def clock(self) -> Clock:
        """Its clock; asked for only where ``refusal`` let pass an act that needs one."""
        return Clock.objects.select_related("version__procedure").get(pk=self.proceeding.pk)

    @property
    def names(self) -> Mapping[str, str]:
        """What ``{kind}`` stands for in headings."""
        return {"kind": kinds.get(self.proceeding.kind).label.lower()}

    def refusal(self, act: Act) -> str:
        """Why ``act`` is not possible now; empty when it is."""
        return refusal_of_proceeding(self.standing, act)


def standing_of_proceeding(proceeding: Proceeding) -> ProceedingStanding:
    """Where it stands. Two queries."""
    return ProceedingStanding(
        has_clock=has_clock(proceeding.pk),
        is_stopped=ClockStop.objects.filter(matter_id=proceeding.pk, to_on=None).exists(),
        is_closed=proceeding.closed_on is not None,
    )


def case_of(user: User, kind: str, reference: str) -> ProceedingCase:
    """The proceeding of ``kind`` called ``reference``, as ``user`` may see it. Raises Proceeding.DoesNotExist."""
    found = Proceeding.objects.visible_to(user).filter(kind=kind)
    proceeding = found.select_related("unit", "owner", "backup", "origin").get(reference=reference)
    return ProceedingCase(proceeding, standing_of_proceeding(proceeding), known_origin(user, proceeding.origin_id))


def with_next(rows: QuerySet[Proceeding]) -> QuerySet[Proceeding]:
    """``rows`` with ``coming``, what is owed next, and ``due``, its day or one after all others: never null."""
    live = Deadline.objects.filter(matter=OuterRef("pk"), state__in=LIVE, satisfied_on=None).exclude(actor="union")
    first = live.order_by(F("due_on").asc(nulls_last=True), "pk").values("name")[:1]
    return rows.annotate(due=Coalesce("next_due_on", Value(date.max)), coming=Subquery(first))


@dataclass(frozen=True, slots=True)
class Hearing:
    """A proceeding with its dates, people, tasks, papers and the newest of its history."""

    case: ProceedingCase
    proceeding: Proceeding
    clock: Clock | None
    coming: Next | None
    dues: Sequence[Due]
    parties: Sequence[Party]
    tasks: Sequence[Request]
    meetings: Sequence[Meeting]
    notes: Sequence[Note]
    documents: Sequence[Document]
    letters: Sequence[Letter]
    events: Sequence[MatterEvent]
    events_known: Sequence[tuple[str, str]]


def hearing_of(user: User, kind: str, reference: str, *, today: date) -> Hearing:
    """The proceeding of ``kind`` called ``reference``, as ``user`` may see it. Fourteen queries at most.

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
        case=ProceedingCase(proceeding, standing_of_proceeding(proceeding), known_origin(user, proceeding.origin_id)),
        proceeding=proceeding,
        clock=clock,
        coming=_coming(rows, today),
        dues=_dues(rows, today),
        parties=list(Party.objects.filter(**mine)),
        tasks=list(_tasks(proceeding.pk)),
        meetings=list(Meeting.objects.filter(**mine, cancelled_at=None)),
        notes=list(_journal(user, proceeding)),
        documents=list(Document.objects.visible_to(user).filter(**mine)[:8]),
        letters=list(Letter.objects.visible_to(user).filter(**mine)[:8]),
        events=list(timeline(user, proceeding)[:10]),
        events_known=list(events_known(clock.version_id, tuple(clock.kinds)).items()) if clock else [],
    )


def _tasks(proceeding_id: int) -> QuerySet[Request]:
    """The tasks in order, each with whoever was asked for it. Two queries."""
    asked = Request.objects.select_related("department").order_by("asked_on", "pk")
    found = Request.objects.filter(matter=proceeding_id, for_item=None).select_related("department")
    return found.prefetch_related(Prefetch("custodians", asked))


def _journal(user: User, proceeding: Proceeding) -> QuerySet[Note]:
    found = Note.objects.visible_to(user).filter(matter_id=proceeding.pk, addendum_to=None)
    return found.select_related("author").prefetch_related("addenda__author")


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
