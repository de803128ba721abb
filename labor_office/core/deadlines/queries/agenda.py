"""What stands on the calendar between two days: meetings, deadlines, absences, closed days, in date order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db.models import Q
from django.urls import reverse

from labor_office.core.deadlines.models.calendars import Calendar, ClosedDay
from labor_office.core.deadlines.models.deadlines import Deadline, DeadlineState
from labor_office.core.deadlines.queries.readings import work_calendar
from labor_office.core.deadlines.rules.leaves import Leaf, View
from labor_office.core.deadlines.rules.standing import Band, Facts, Standing, standing
from labor_office.core.matters.models.record import Meeting
from labor_office.core.users.models import User

KINDS = ("meeting", "training", "deadline", "absence", "holiday")
MOST_IN_A_CELL = 4
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

    @property
    def is_done(self) -> bool:
        """Whether it is a deadline that was met."""
        return self.state is not None and self.state.band is Band.MET


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which something stands, with the name of the holiday if it is one."""

    on: date
    items: tuple[Item, ...]
    closed: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a week or month: its first items, and how many more its agenda holds."""

    day: Day
    items: tuple[Item, ...]
    more_count: int
    # Of the month before or after the one that is shown.
    is_outside: bool

    @property
    def overdue_count(self) -> int:
        """How many of the day's deadlines are overdue."""
        return sum(item.state is not None and item.state.band is Band.OVERDUE for item in self.day.items)


# Given the reader, the first and the last day, and whether only their own is asked for.
Source = Callable[[User, date, date, bool], Sequence[Item]]
_sources: dict[str, Source] = {}


def register_source(kind: str, source: Source) -> None:
    """Let an app above put its own on the calendar, under one of ``KINDS``; registering a kind again replaces.

    A source begins with what the reader may see and asks a number of questions that does
    not grow with the days.
    """
    _sources[kind] = source


def weeks(leaf: Leaf, days: list[Day]) -> list[list[Cell]]:
    """The leaf as rows of seven cells; a month's cells list the first four things, a week's all."""
    known = {day.on: day for day in days}
    most = MOST_IN_A_CELL if leaf.view is View.MONTH else None
    return [[_cell(known.get(on) or Day(on, ()), leaf, most) for on in week] for week in leaf.weeks()]


def _cell(day: Day, leaf: Leaf, most: int | None) -> Cell:
    # What is done gives way, so that a full day shows what is still to come.
    shown = tuple(sorted(day.items, key=lambda item: item.is_done)[:most])
    return Cell(day, shown, len(day.items) - len(shown), not leaf.first <= day.on <= leaf.last)


def agenda(
    *,
    user: User,
    first: date,
    last: date,
    today: date,
    is_mine: bool,
    kinds: frozenset[str],
    is_spread: bool = False,
) -> list[Day]:
    """The days from ``first`` to ``last`` that hold something the person may see, earliest first.

    ``is_mine``: only matters and meetings of the person. ``is_spread``: an absence stands on each
    of its days and not only on the first. Five queries at most, and those of registered sources.
    """
    items: list[Item] = []
    if "meeting" in kinds:
        items += _meetings(user, first, last, is_mine=is_mine)
    if "deadline" in kinds:
        items += _deadlines(user, first, last, today, is_mine=is_mine)
    if "absence" in kinds:
        items += _absences(user, first, last, is_mine=is_mine, is_spread=is_spread)
    for kind, source in _sources.items():
        items += source(user, first, last, is_mine) if kind in kinds else ()
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


def _absences(user: User, first: date, last: date, *, is_mine: bool, is_spread: bool) -> list[Item]:
    rows = User.objects.filter(is_active=True, away_from__lte=last, away_until__gte=first)
    if is_mine:
        rows = rows.filter(pk=user.pk)
    return [
        Item(kind="absence", on=on, text=_away(row.short_name, row.away_until))
        for row in rows
        if row.away_from and row.away_until
        for on in _days_of(max(row.away_from, first), min(row.away_until, last), is_spread=is_spread)
    ]


def _away(name: str, until: date) -> str:
    return f"{name} away until {until:%b} {until.day}"


def _days_of(begins: date, ends: date, *, is_spread: bool) -> list[date]:
    count = (ends - begins).days + 1 if is_spread else 1
    return [begins + timedelta(days=place) for place in range(count)]
