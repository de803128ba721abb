"""Committees as their pages show them: what is required and not scheduled, what is still to be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q, QuerySet

from bargaining.models.committees import ActionItem, Committee, CommitteeMeeting, CommitteeMember
from bargaining.rules.committees import Standing, standing
from bargaining.rules.vocabulary import Side
from labor_office.core.deadlines.shown import Due, counted_on
from labor_office.core.documents.models import Document
from labor_office.core.matters.models.matter import MatterEvent
from labor_office.core.users.models import User


def whole(user: User) -> QuerySet[Committee]:
    """Committees that ``user`` may know of, with their unit and department."""
    return Committee.objects.visible_to(user).select_related("unit", "department", "owner")


@dataclass(frozen=True, slots=True)
class Row:
    """A committee on the list. ``late`` are its action items past their day."""

    committee: Committee
    next_on: date | None
    standing: Standing
    open_items: int
    late: int


def rows_of(user: User, committees: Sequence[Committee], *, today: date) -> list[Row]:
    """The list's lines, what is required and not scheduled first. Two queries beside the committees."""
    planned = CommitteeMeeting.objects.filter(committee__in=committees, on__gte=today, meeting__held_on=None)
    planned = planned.filter(meeting__cancelled_at=None).order_by()
    next_on = dict(planned.values_list("committee").annotate(first=Min("on")))
    open_items = ActionItem.objects.filter(committee__in=committees, done_on=None).order_by().values("committee")
    counts = {
        row["committee"]: (row["n"], row["late"])
        for row in open_items.annotate(n=Count("pk"), late=Count("pk", filter=Q(due_on__lt=today)))
    }
    found = []
    for each in committees:
        on, (count, late) = next_on.get(each.pk), counts.get(each.pk, (0, 0))
        found.append(Row(each, on, standing(due_on=each.next_due_on, next_on=on, today=today), count, late))
    return sorted(found, key=lambda row: (not row.standing.is_missing, row.committee.title, row.committee.pk))


@dataclass(frozen=True, slots=True)
class Table:
    """A committee with both sides, its meetings, items and dates."""

    city: tuple[CommitteeMember, ...]
    union: tuple[CommitteeMember, ...]
    former: tuple[CommitteeMember, ...]
    coming: tuple[CommitteeMeeting, ...]
    held: tuple[CommitteeMeeting, ...]
    items: tuple[ActionItem, ...]
    done: tuple[ActionItem, ...]
    standing: Standing
    dues: tuple[Due, ...]
    documents: tuple[Document, ...]
    events: tuple[MatterEvent, ...]


def table_of(user: User, committee: Committee, *, today: date) -> Table:
    """Everything on a committee's page. Six queries."""
    members = list(committee.members.select_related("user", "representative"))
    serving = [row for row in members if row.starts_on <= today <= (row.ends_on or today)]
    sittings = list(committee.sittings.select_related("meeting").filter(meeting__cancelled_at=None))
    coming = sorted((row for row in sittings if row.meeting.held_on is None), key=lambda row: row.on)
    items = list(committee.items.select_related("owner", "done_by"))
    events = MatterEvent.objects.visible_to(user).filter(matter_id=committee.pk).select_related("actor")
    next_on = next((row.on for row in coming if row.on >= today), None)
    return Table(
        city=tuple(row for row in serving if row.side == Side.CITY),
        union=tuple(row for row in serving if row.side == Side.UNION),
        former=tuple(row for row in members if row not in serving),
        coming=tuple(coming),
        held=tuple(row for row in sittings if row.meeting.held_on is not None),
        items=tuple(row for row in items if row.done_on is None),
        done=tuple(row for row in items if row.done_on is not None),
        standing=standing(due_on=committee.next_due_on, next_on=next_on, today=today),
        dues=tuple(
            due for due in counted_on(committee.pk, today=today, told_as=Due) if due.deadline.satisfied_on is None
        ),
        documents=tuple(Document.objects.visible_to(user).filter(matter=committee.pk)[:8]),
        events=tuple(events[:15]),
    )
