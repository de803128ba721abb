"""What is not late yet but on course to be: derived from facts, each with its reason and its mend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Exists, OuterRef
from django.urls import reverse

from labor_office.core.deadlines.acts import Owed, act_for
from labor_office.core.deadlines.calendars import WorkCalendar
from labor_office.core.deadlines.models.clocks import Extension
from labor_office.core.deadlines.models.deadlines import Deadline, DeadlineState
from labor_office.core.documents.models import Document, Letter
from labor_office.core.matters.models.record import Meeting, Request
from labor_office.core.users.models import User
from labor_office.core.web import words
from labor_office.core.web.access import may_open
from labor_office.core.web.addresses import address
from labor_office.desk.rules import OwedLine

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


class Near(NamedTuple):
    """A deadline near enough for any of the risks, with what stands ready for it."""

    pk: int
    matter_id: int
    kind: str
    reference: str
    code: str
    name: str
    step: str
    due_on: date
    from_on: date | None
    satisfied_by: str
    has_meeting: bool
    has_draft: bool
    has_exhibits: bool


def at_risk(
    lines: Sequence[OwedLine],
    asked: Sequence[Request],
    *,
    owner: User | None,
    user: User,
    today: date,
    calendar: WorkCalendar,
) -> list[Risk]:
    """The risks among ``lines`` as ``user`` may act on them, soonest first.

    ``asked`` is what others have not sent yet; ``owner`` adds their own absence's.
    """
    open_now = [line for line in lines if line.state == DeadlineState.OPEN and line.due_on is not None]
    near = _near(open_now, today, calendar)
    return [
        *_without_meeting(near, user, today, calendar),
        *_without_draft(near, user, today, calendar),
        *_without_exhibits(near, user, today, calendar),
        *_without_signature(near, user, today, calendar),
        *_waiting_too_long(asked, today, calendar),
        *(_while_away(open_now, owner, today) if owner else ()),
    ]


def _near(lines: Iterable[OwedLine], today: date, calendar: WorkCalendar) -> list[Near]:
    """Those of ``lines`` that are near enough. One query."""
    soon = _last_within(max(MEETING_DAYS, DRAFT_DAYS, SIGNATURE_DAYS), today, calendar)
    later = {"exhibits_sent": _last_within(EXHIBIT_DAYS, today, calendar)}
    keys = [line.pk for line in lines if line.due_on and today <= line.due_on <= later.get(line.satisfied_by, soon)]
    of_matter = {"matter": OuterRef("matter"), "step": OuterRef("step")}
    planned = Meeting.objects.filter(**of_matter, cancelled_at=None, held_on=None)
    drafted = Letter.objects.filter(**of_matter)
    exhibits = Document.objects.filter(matter=OuterRef("matter"), kind=Document.Kind.EVIDENCE)
    ready = {"has_meeting": Exists(planned), "has_draft": Exists(drafted), "has_exhibits": Exists(exhibits)}
    found = Deadline.objects.filter(pk__any_of=keys).annotate(**ready).order_by("due_on", "pk")
    of_others = {"kind": "matter__kind", "reference": "matter__reference", "satisfied_by": "limit__satisfied_by"}
    return list(map(Near._make, found.values_list(*(of_others.get(name, name) for name in Near._fields))))


def _last_within(days: int, today: date, calendar: WorkCalendar) -> date:
    """The last day that is within so many working days of ``today``."""
    last = today + timedelta(days=days)
    while _is_within(days, last + timedelta(days=1), today, calendar):
        last += timedelta(days=1)
    return last


def _without_meeting(deadlines: Iterable[Near], user: User, today: date, calendar: WorkCalendar) -> Iterator[Risk]:
    for d in deadlines:
        near = _within(d, MEETING_DAYS, today, calendar)
        if near and d.satisfied_by.startswith("meeting") and not d.has_meeting:
            yield _risk(
                d, user, "not scheduled", f"Must be held by {_day(d.due_on, today)} and nothing is on the calendar."
            )


def _without_draft(deadlines: Iterable[Near], user: User, today: date, calendar: WorkCalendar) -> Iterator[Risk]:
    for d in deadlines:
        near = _within(d, DRAFT_DAYS, today, calendar)
        if near and d.satisfied_by.startswith("response") and not d.has_draft:
            yield _risk(d, user, "not drafted", f"Due {_day(d.due_on, today)} and no draft has been started.")


def _without_exhibits(deadlines: Iterable[Near], user: User, today: date, calendar: WorkCalendar) -> Iterator[Risk]:
    for d in deadlines:
        near = _within(d, EXHIBIT_DAYS, today, calendar)
        if near and d.satisfied_by == "exhibits_sent" and not d.has_exhibits:
            hearing = f"The hearing is on {words.day(d.from_on)}; " if d.from_on else ""
            yield _risk(
                d, user, "not started", f"{hearing}exhibits go out by {words.day(d.due_on)} and none is on file."
            )


def _without_signature(deadlines: Sequence[Near], user: User, today: date, calendar: WorkCalendar) -> Iterator[Risk]:
    soon = {(d.matter_id, d.code): d for d in deadlines if _within(d, SIGNATURE_DAYS, today, calendar)}
    unsigned = Extension.objects.filter(
        matter__in=[matter for matter, _ in soon], signed_on=None, is_as_of_right=False, withdrawn_at=None
    )
    for extension in unsigned:
        if d := soon.get((extension.matter_id, extension.limit_code)):
            found = _risk(d, user, "extension unsigned", f"Without the signature {words.day(d.due_on)} stands.")
            yield _to_sign(found, d.reference, user) if d.kind == "grievance" else found


def _to_sign(risk: Risk, reference: str, user: User) -> Risk:
    url = address("grievances:sign_extension", reference)
    if not may_open(user, url):
        return replace(risk, act_label="Open", act_url=address("grievances:detail", reference))
    return replace(risk, act_label="Record the signature", act_url=url)


def _waiting_too_long(asked: Iterable[Request], today: date, calendar: WorkCalendar) -> Iterator[Risk]:
    promised = [(item.due_on, item.pk, item) for item in asked if item.due_on and item.due_on < today]
    for _, _, item in sorted(promised):
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


def _while_away(lines: Iterable[OwedLine], owner: User, today: date) -> Iterator[Risk]:
    first, last = owner.away_from, owner.away_until
    if first is None or last is None or owner.backup_id or last < today or first > today + AWAY_HORIZON:
        return
    falling = sum(line.due_on is not None and first <= line.due_on <= last for line in lines)
    count = f"{falling} deadline{'' if falling == 1 else 's'} of yours fall{'s' if falling == 1 else ''}"
    yield Risk(
        title=f"You are away {first:%B} {first.day} to {last:%B} {last.day}",
        reason=f"{count} in that time so far, and no one is named as your backup.",
        act_label="Name a backup",
        act_url=reverse("desk:account"),
    )


def _risk(deadline: Near, user: User, what: str, reason: str) -> Risk:
    owed = Owed(
        deadline.reference, deadline.code, deadline.step, deadline.satisfied_by,
        has_draft=deadline.has_draft, has_meeting=deadline.has_meeting,
    )  # fmt: skip
    act = act_for(deadline.kind, owed, user=user)
    return Risk(f"{deadline.name} {what}, {deadline.reference}", reason, act.label, act.url, deadline.pk)


def _within(deadline: Near, days: int, today: date, calendar: WorkCalendar) -> bool:
    return deadline.due_on >= today and _is_within(days, deadline.due_on, today, calendar)


def _is_within(days: int, due_on: date, today: date, calendar: WorkCalendar) -> bool:
    left = calendar.open_days_after(today, due_on)
    # Working days are never more than days: within so many days it is near for certain.
    return ((due_on - today).days if left is None else left) <= days


def _day(day: date | None, today: date) -> str:
    if day == today:
        return "today"
    return "tomorrow" if day == today + timedelta(days=1) else words.day(day)
