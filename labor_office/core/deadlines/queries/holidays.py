"""Reads for the pages of work calendars: a year of closed days, and what a change would move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from labor_office.core.deadlines.models.calendars import Calendar, CalendarVersion, ClosedDay
from labor_office.core.deadlines.models.clocks import Clock
from labor_office.core.deadlines.models.procedures import Procedure
from labor_office.core.deadlines.rules.moves import Move
from labor_office.core.matters.models.matter import Matter
from labor_office.core.users.models import User

OCTOBER = 10


@dataclass(frozen=True, slots=True)
class MovedRow:
    """One date that a change moves, with the matter that the reader may see."""

    reference: str
    url: str
    name: str
    owner: str
    was: date | None
    now: date | None
    missing: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change would do, before it is saved; only matters that the reader may see are in it."""

    rows: tuple[MovedRow, ...]
    today_count: int
    told: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many dates move."""
        return len(self.rows)


def calendars(today: date) -> list[Calendar]:
    """Every calendar, the office's first; each with two counts.

    ``closed_count``: its closed days of this year. ``is_used``: a procedure put to use for a unit,
    or a matter that is open, counts by it.
    """
    this_year = Count("closed_days", filter=Q(closed_days__day__year=today.year))
    open_clocks = Clock.objects.filter(calendar=OuterRef("pk"), matter__closed_on=None)
    adopted = Procedure.objects.filter(calendar=OuterRef("pk"), unit__isnull=False)
    is_used = ExpressionWrapper(Q(is_office=True) | Exists(open_clocks) | Exists(adopted), BooleanField())
    rows = Calendar.objects.annotate(closed_count=this_year, is_used=is_used).select_related("current")
    return list(rows.order_by("-is_office", "name"))


def calendar_called(slug: str) -> QuerySet[Calendar]:
    """The calendar of that slug, if there is one."""
    return Calendar.objects.filter(slug=slug).select_related("current")


def closed_days(calendar: Calendar, year: int) -> list[ClosedDay]:
    """The closed days of a year in order, with who confirmed them."""
    return list(ClosedDay.objects.filter(calendar=calendar, day__year=year).select_related("confirmed_by"))


def history(calendar: Calendar) -> list[CalendarVersion]:
    """The last twenty states of the calendar, newest first, with the reason for each."""
    return list(CalendarVersion.objects.filter(calendar=calendar).select_related("made_by").order_by("-number")[:20])


def year_to_publish(calendar: Calendar, today: date) -> int | None:
    """The next year when it is missing and October has come: later dates cannot be counted. Else None."""
    missing = calendar.published_through.year + 1
    is_time = missing <= today.year or (missing == today.year + 1 and today.month >= OCTOBER)
    return missing if is_time else None


def effect(moves: Sequence[Move], *, reader: User, today: date) -> Effect:
    """The moves as ``reader`` may know them.

    A matter that is not shared with the reader is not named and not counted; its owner is
    told all the same.
    """
    ids = {move.matter_id for move in moves if move.matter_id}
    seen = {matter.pk: matter for matter in Matter.objects.visible_to(reader).filter(pk__in=ids)}
    rows = [
        MovedRow(
            reference=move.reference,
            url=seen[move.matter_id].get_absolute_url(),
            name=move.name,
            owner=move.owner,
            was=move.was,
            now=move.now,
            missing=move.missing,
        )
        for move in moves
        if move.matter_id in seen
    ]
    told = sorted({row.owner for row in rows if row.owner and row.owner != reader.short_name})
    return Effect(tuple(rows), sum(row.was == today for row in rows), tuple(told))


def has_office_calendar() -> bool:
    """Whether the office has a published calendar of its own."""
    return Calendar.objects.filter(is_office=True, current__isnull=False).exists()
