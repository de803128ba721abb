"""What stands on the calendar between two days: meetings, deadlines, absences, closed days, in date order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from django.db.models import Q
from django.urls import reverse

from labor_office.core.deadlines.models.calendars import Calendar, ClosedDay
from labor_office.core.deadlines.models.deadlines import Deadline, DeadlineState
from labor_office.core.deadlines.queries.readings import work_calendar
from labor_office.core.deadlines.rules.standing import Facts, Standing, standing
from labor_office.core.matters.models.record import Meeting
from labor_office.core.users.models import User

KINDS = ("meeting", "deadline", "absence", "holiday")
_SHOWN = (DeadlineState.OPEN, DeadlineState.MISSED, DeadlineState.MET)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on one day. ``url`` is empty where there is nothing to open."""

    kind: str
    on: date
    text: str
    reference: str = ""
    url: str = ""
    at: time | None = None
    detail: str = ""
    state: Standing | None = None
    # Of the meeting or the deadline; 0 for what has no row of its own.
    pk: int = 0


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which something stands, with the name of the holiday if it is one."""

    on: date
    items: tuple[Item, ...]
    closed: str = ""


def agenda(*, user: User, first: date, last: date, today: date, is_mine: bool, kinds: frozenset[str]) -> list[Day]:
    """The days from ``first`` to ``last`` that hold something the person may see, earliest first.

    ``is_mine``: only matters and meetings of the person. Five queries at most.
    """
    items: list[Item] = []
    if "meeting" in kinds:
        items += _meetings(user, first, last, is_mine=is_mine)
    if "deadline" in kinds:
        items += _deadlines(user, first, last, today, is_mine=is_mine)
    if "absence" in kinds:
        items += _absences(user, first, last, is_mine=is_mine)
    closed = dict(
        ClosedDay.objects.filter(calendar__is_office=True, day__range=(first, last)).values_list("day", "name")
    )
    shown = closed if "holiday" in kinds else {}
    days = sorted({item.on for item in items} | set(shown))
    order = {kind: place for place, kind in enumerate(KINDS)}
    return [
        Day(
            day,
            tuple(sorted((i for i in items if i.on == day), key=lambda i: (order[i.kind], i.at or time.min, i.text))),
            shown.get(day, ""),
        )
        for day in days
    ]


def _meetings(user: User, first: date, last: date, *, is_mine: bool) -> list[Item]:
    rows = Meeting.objects.visible_to(user).filter(on__range=(first, last), cancelled_at=None)
    rows = rows.select_related("matter", "owner")
    if is_mine:
        rows = rows.filter(Q(owner=user) | Q(matter__owner=user))
    return [
        Item(
            kind="meeting",
            on=row.on,
            text=row.title,
            reference=row.matter.reference if row.matter else "",
            url=row.matter.get_absolute_url() if row.matter else "",
            at=row.starts_at,
            pk=row.pk,
            detail=", ".join(filter(None, (row.place, row.owner.short_name))),
        )
        for row in rows
    ]


def _deadlines(user: User, first: date, last: date, today: date, *, is_mine: bool) -> list[Item]:
    rows = Deadline.objects.visible_to(user).filter(due_on__range=(first, last), state__in=_SHOWN)
    rows = rows.filter(matter__closed_on=None).select_related("matter__owner", "calendar_version__calendar")
    if is_mine:
        rows = rows.filter(matter__owner=user)
    office = Calendar.objects.filter(is_office=True).values_list("current", flat=True).first()
    return [
        Item(
            kind="deadline",
            on=row.due_on,
            text=row.name,
            reference=row.matter.reference,
            url=reverse("deadlines:proof", args=[row.pk]),
            detail=row.matter.owner.short_name if row.matter.owner else "",
            pk=row.pk,
            state=_standing(row, today, office),
        )
        for row in rows
        if row.due_on is not None
    ]


def _standing(row: Deadline, today: date, office: int | None) -> Standing:
    # By the calendar as it is now: the version that counted the row may end before today.
    current = row.calendar_version.calendar.current_id if row.calendar_version else office
    calendar = work_calendar(current) if current else None
    facts = Facts(state=row.state, is_ours=row.is_ours, due_on=row.due_on, satisfied_on=row.satisfied_on)
    return standing(facts, today=today, calendar=calendar)


def _absences(user: User, first: date, last: date, *, is_mine: bool) -> list[Item]:
    rows = User.objects.filter(is_active=True, away_from__lte=last, away_until__gte=first)
    if is_mine:
        rows = rows.filter(pk=user.pk)
    return [
        Item(
            kind="absence",
            on=max(row.away_from, first),
            text=f"{row.short_name} away until {row.away_until:%b} {row.away_until.day}",
        )
        for row in rows
        if row.away_from and row.away_until
    ]
