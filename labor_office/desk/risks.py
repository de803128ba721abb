"""What is not late yet but on course to be: derived from facts, each with its reason and its mend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from labor_office.core.deadlines.acts import Owed, act_for
from labor_office.core.deadlines.calendars import WorkCalendar
from labor_office.core.deadlines.models.clocks import Extension
from labor_office.core.deadlines.models.deadlines import Deadline, DeadlineState
from labor_office.core.documents.models import Document, Letter
from labor_office.core.matters.models.matter import Matter
from labor_office.core.matters.models.record import Meeting, Request
from labor_office.core.users.models import User
from labor_office.core.web import words
from labor_office.core.web.access import may_open

# Working days before the due date from which a missing meeting, draft, or signature is a risk.
MEETING_DAYS, DRAFT_DAYS, SIGNATURE_DAYS, EXHIBIT_DAYS = 3, 3, 2, 15
WAITING_DAYS = 5
AWAY_HORIZON = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Risk:
    """One line: what, why it will be late, and the act that mends it."""

    title: str
    reason: str
    act_label: str = ""
    act_url: str = ""
    deadline_id: int | None = None


def at_risk(
    matters: QuerySet[Matter], *, owner: User | None, user: User, today: date, calendar: WorkCalendar
) -> list[Risk]:
    """The risks among ``matters`` as ``user`` may act on them, soonest first; ``owner`` adds their own absence's."""
    open_now = list(_open_deadlines(matters))
    return [
        *_without_meeting(open_now, user, today, calendar),
        *_without_draft(open_now, user, today, calendar),
        *_without_exhibits(open_now, user, today, calendar),
        *_without_signature(open_now, user, today, calendar),
        *_waiting_too_long(matters, today, calendar),
        *(_while_away(open_now, owner, today) if owner else ()),
    ]


def _open_deadlines(matters: QuerySet[Matter]) -> QuerySet[Deadline]:
    of_matter = {"matter": OuterRef("matter"), "step": OuterRef("step")}
    planned = Meeting.objects.filter(**of_matter, cancelled_at=None, held_on=None)
    drafted = Letter.objects.filter(**of_matter)
    exhibits = Document.objects.filter(matter=OuterRef("matter"), kind=Document.Kind.EVIDENCE)
    return (
        Deadline.objects.filter(matter__in=matters, state=DeadlineState.OPEN, satisfied_on=None)
        .owed_by_city()
        .annotate(has_meeting=Exists(planned), has_draft=Exists(drafted), has_exhibits=Exists(exhibits))
        .select_related("matter", "limit")
        .order_by("due_on", "pk")
    )


def _without_meeting(deadlines: Iterable[Deadline], user: User, today: date, calendar: WorkCalendar) -> Iterator[Risk]:
    for d in deadlines:
        near = _within(d, MEETING_DAYS, today, calendar)
        if near and d.limit.satisfied_by.startswith("meeting") and not d.has_meeting:  # type: ignore[attr-defined]
            yield _risk(
                d, user, "not scheduled", f"Must be held by {_day(d.due_on, today)} and nothing is on the calendar."
            )


def _without_draft(deadlines: Iterable[Deadline], user: User, today: date, calendar: WorkCalendar) -> Iterator[Risk]:
    for d in deadlines:
        near = _within(d, DRAFT_DAYS, today, calendar)
        if near and d.limit.satisfied_by.startswith("response") and not d.has_draft:  # type: ignore[attr-defined]
            yield _risk(d, user, "not drafted", f"Due {_day(d.due_on, today)} and no draft has been started.")


def _without_exhibits(deadlines: Iterable[Deadline], user: User, today: date, calendar: WorkCalendar) -> Iterator[Risk]:
    for d in deadlines:
        near = _within(d, EXHIBIT_DAYS, today, calendar)
        if near and d.limit.satisfied_by == "exhibits_sent" and not d.has_exhibits:  # type: ignore[attr-defined]
            hearing = f"The hearing is on {words.day(d.from_on)}; " if d.from_on else ""
            yield _risk(
                d, user, "not started", f"{hearing}exhibits go out by {words.day(d.due_on)} and none is on file."
            )


def _without_signature(
    deadlines: Sequence[Deadline], user: User, today: date, calendar: WorkCalendar
) -> Iterator[Risk]:
    soon = {(d.matter_id, d.code): d for d in deadlines if _within(d, SIGNATURE_DAYS, today, calendar)}
    unsigned = Extension.objects.filter(
        matter__in=[matter for matter, _ in soon], signed_on=None, is_as_of_right=False, withdrawn_at=None
    )
    for extension in unsigned:
        if d := soon.get((extension.matter_id, extension.limit_code)):
            found = _risk(d, user, "extension unsigned", f"Without the signature {words.day(d.due_on)} stands.")
            yield _to_sign(found, d.matter, user) if d.matter.kind == "grievance" else found


def _to_sign(risk: Risk, matter: Matter, user: User) -> Risk:
    url = reverse("grievances:sign_extension", args=[matter.reference])
    if not may_open(user, url):
        return replace(risk, act_label="Open", act_url=matter.get_absolute_url())
    return replace(risk, act_label="Record the signature", act_url=url)


def _waiting_too_long(matters: QuerySet[Matter], today: date, calendar: WorkCalendar) -> Iterator[Risk]:
    asked = Request.objects.filter(matter__in=matters, done_on=None, due_on__lt=today).exclude(kind=Request.Kind.CHECK)
    for item in asked.select_related("matter", "department").order_by("due_on", "pk"):
        whom = item.asked_of or (item.department.name if item.department else "Others")
        late = calendar.open_days_after(item.due_on, today) if item.due_on else 0
        if late is None or late >= WAITING_DAYS:
            unknown = " How many working days ago cannot be counted yet." if late is None else ""
            yield Risk(
                title=f"{item.title} not received, {item.matter.reference}",
                reason=f"{whom} promised it by {words.day(item.due_on)}.{unknown}",
                act_label="Open",
                act_url=item.matter.get_absolute_url(),
            )


def _while_away(deadlines: Iterable[Deadline], owner: User, today: date) -> Iterator[Risk]:
    first, last = owner.away_from, owner.away_until
    if first is None or last is None or owner.backup_id or last < today or first > today + AWAY_HORIZON:
        return
    falling = [d for d in deadlines if d.due_on and first <= d.due_on <= last]
    count = f"{len(falling)} deadline{'' if len(falling) == 1 else 's'} of yours fall{'s' if len(falling) == 1 else ''}"
    yield Risk(
        title=f"You are away {first:%B} {first.day} to {last:%B} {last.day}",
        reason=f"{count} in that time so far, and no one is named as your backup.",
        act_label="Name a backup",
        act_url=reverse("desk:account"),
    )


def _risk(deadline: Deadline, user: User, what: str, reason: str) -> Risk:
    matter = deadline.matter
    owed = Owed(
        matter.reference, deadline.code, deadline.step, deadline.limit.satisfied_by,
        has_draft=getattr(deadline, "has_draft", False), has_meeting=getattr(deadline, "has_meeting", None),
    )  # fmt: skip
    act = act_for(matter.kind, owed, user=user)
    return Risk(f"{deadline.name} {what}, {matter.reference}", reason, act.label, act.url, deadline.pk)


def _within(deadline: Deadline, days: int, today: date, calendar: WorkCalendar) -> bool:
    due_on = deadline.due_on
    if due_on is None or due_on < today:
        return False
    left = calendar.open_days_after(today, due_on)
    # Working days are never more than days: within so many days it is near for certain.
    return ((due_on - today).days if left is None else left) <= days


def _day(day: date | None, today: date) -> str:
    if day == today:
        return "today"
    return "tomorrow" if day == today + timedelta(days=1) else words.day(day)
