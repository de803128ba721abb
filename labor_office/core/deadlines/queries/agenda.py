"""What stands on the calendar between two days: meetings, deadlines, absences, closed days, in date order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import lru_cache

from django.db.models import Q, QuerySet

from labor_office.core.deadlines.models.calendars import Calendar, ClosedDay
from labor_office.core.deadlines.models.deadlines import OWED_BY_CITY, Deadline, DeadlineState
from labor_office.core.deadlines.queries.readings import work_calendar
from labor_office.core.deadlines.rules.leaves import Leaf, View
from labor_office.core.deadlines.rules.standing import Band, Facts, Standing, standing
from labor_office.core.matters.models.record import Meeting
from labor_office.core.users.models import User
from labor_office.core.users.permissions import Role
from labor_office.core.web.addresses import address

KINDS = ("meeting", "training", "deadline", "absence", "holiday")
MOST_IN_A_CELL = 4
# Who looks after matters.
TEAM_ROLES = (Role.CHIEF, Role.SPECIALIST, Role.ANALYST, Role.TRAINER, Role.ATTORNEY)
_SHOWN = (DeadlineState.OPEN, DeadlineState.MISSED, DeadlineState.MET)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of the things a person may see; None for any owner, unit or department.

    An absence and a holiday are of no unit and no department: asked for one, they are left out.
    """

    kinds: frozenset[str] = frozenset(KINDS)
    owner_id: int | None = None
    unit_id: int | None = None
    department_id: int | None = None

    def has(self, kind: str) -> bool:
        """Whether things of ``kind`` are asked for."""
        is_of_matter = kind in {"meeting", "deadline"}
        return kind in self.kinds and (is_of_matter or (self.unit_id is None and self.department_id is None))

    @property
    def of_matter(self) -> Q:
        """What the matter must be."""
        asked = {"matter__unit": self.unit_id, "matter__department": self.department_id}
        return Q(**{name: value for name, value in asked.items() if value is not None})


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


# Given the reader, the first and the last day, and whose are asked for; None for all that the reader may know of.
Source = Callable[[User, date, date, int | None], Sequence[Item]]
_sources: dict[str, Source] = {}


def register_source(kind: str, source: Source) -> None:
    """Let an app above put its own on the calendar, under one of ``KINDS``; registering a kind again replaces.

    A source begins with what the reader may see and asks a number of questions that does
    not grow with the days.
    """
    _sources[kind] = source


def colleagues(user: User) -> QuerySet[User]:
    """The others who look after matters, by name. One query."""
    people: QuerySet[User] = User.objects.in_role(*TEAM_ROLES).exclude(pk=user.pk).order_by("name")
    return people


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
    wanted: Wanted,
    is_spread: bool = False,
) -> list[Day]:
    """The days from ``first`` to ``last`` that hold something the person may see, earliest first.

    ``is_spread``: an absence stands on each of its days and not only on the first. Five queries
    at most, and those of registered sources.
    """
    items: list[Item] = []
    if wanted.has("meeting"):
        items += _meetings(user, first, last, wanted)
    if wanted.has("deadline"):
        items += _deadlines(user, first, last, today, wanted)
    if wanted.has("absence"):
        items += _absences(first, last, wanted.owner_id, is_spread=is_spread)
    for kind, source in _sources.items():
        items += source(user, first, last, wanted.owner_id) if wanted.has(kind) else ()
    closed = dict(
        ClosedDay.objects.filter(calendar__is_office=True, day__range=(first, last)).values_list("day", "name")
    )
    shown = closed if wanted.has("holiday") else {}
    order = {kind: place for place, kind in enumerate(KINDS)}
    by_day: dict[date, list[Item]] = {day: [] for day in shown}
    for item in sorted(items, key=lambda one: (one.on, order[one.kind], one.at or time.min, one.text)):
        by_day.setdefault(item.on, []).append(item)
    return [Day(day, tuple(found), shown.get(day, "")) for day, found in sorted(by_day.items())]


def _meetings(user: User, first: date, last: date, wanted: Wanted) -> list[Item]:
    rows = Meeting.objects.visible_to(user).filter(wanted.of_matter, on__range=(first, last), cancelled_at=None)
    rows = rows.select_related("matter", "owner")
    if wanted.owner_id is not None:
        rows = rows.filter(Q(owner=wanted.owner_id) | Q(matter__owner=wanted.owner_id))
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


_ROW = (
    "pk", "due_on", "name", "state", "actor", "satisfied_on", "lapsed_reason", "matter__reference",
    "matter__owner__name", "matter__owner__email", "calendar_version__calendar__current",
)  # fmt: skip


def _deadlines(user: User, first: date, last: date, today: date, wanted: Wanted) -> list[Item]:
    rows = Deadline.objects.visible_to(user).filter(wanted.of_matter, due_on__range=(first, last), state__in=_SHOWN)
    rows = rows.filter(matter__closed_on=None)
    if wanted.owner_id is not None:
        rows = rows.filter(matter__owner=wanted.owner_id)
    office = Calendar.objects.filter(is_office=True).values_list("current", flat=True).first()
    return [
        Item(
            kind="deadline",
            on=due_on,
            text=name,
            reference=reference,
            url=address("deadlines:proof", pk),
            detail=_short_name(owner or "", email or ""),
            pk=pk,
            # By the calendar as it is now: the version that counted the row may end before today.
            state=_standing(
                Facts(state, actor in OWED_BY_CITY, due_on, done_on, is_settled=state == "MISSED" and bool(settled)),
                today,
                calendar or office,
            ),
        )
        for pk, due_on, name, state, actor, done_on, settled, reference, owner, email, calendar in rows.values_list(
            *_ROW
        )
    ]


@lru_cache(maxsize=512)
def _short_name(name: str, email: str) -> str:
    return User(name=name, email=email).short_name


def _standing(facts: Facts, today: date, calendar_id: int | None) -> Standing:
    return standing(facts, today=today, calendar=work_calendar(calendar_id) if calendar_id else None)


def _absences(first: date, last: date, owner_id: int | None, *, is_spread: bool) -> list[Item]:
    rows = User.objects.filter(is_active=True, away_from__lte=last, away_until__gte=first)
    if owner_id is not None:
        rows = rows.filter(pk=owner_id)
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
