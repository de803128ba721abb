"""Work calendars: made, and given new versions. Every change is a new version; old ones keep explaining."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import connection, transaction
from django.utils.text import slugify

from labor_office.core.deadlines.actions.derivation import Cause
from labor_office.core.deadlines.actions.recounting import recount
from labor_office.core.deadlines.actions.telling import tell_of_batch
from labor_office.core.deadlines.models.calendars import Calendar, CalendarVersion, ClosedDay
from labor_office.core.deadlines.queries.dockets import moves_of
from labor_office.core.deadlines.rules import words
from labor_office.core.deadlines.rules.moves import Move
from labor_office.core.users.models import User

SATURDAY = 5
ONE_DAY = timedelta(days=1)
# One row per day from the first to the last, with the count of open days up to it.
_RANK_DAYS = """
    INSERT INTO deadlines_calendarday (version_id, day, is_open, rank, label, is_closure)
    SELECT %(version)s, day, is_open, count(*) FILTER (WHERE is_open) OVER (ORDER BY day), label, is_closure
    FROM (
        SELECT each::date AS day,
               extract(isodow FROM each) < 6 AND closed.id IS NULL AS is_open,
               CASE WHEN extract(isodow FROM each) < 6 THEN coalesce(closed.name, '') ELSE '' END AS label,
               coalesce(closed.kind = 'CLOSURE', false) AS is_closure
        FROM generate_series(%(first)s::timestamp, %(last)s::timestamp, '1 day') AS each
        LEFT JOIN deadlines_closedday closed ON closed.calendar_id = %(calendar)s AND closed.day = each::date
    ) AS days
"""


class NotAWorkingDay(Exception):
    """The day is closed already."""


class NotClosed(Exception):
    """The day was not entered as closed."""


class OutsideCalendar(Exception):
    """The calendar is not published for the day."""


class YearOutOfTurn(Exception):
    """Years are published one after the other, each with its own days."""


class Closing(NamedTuple):
    """A day to be closed: its name, whether a holiday or a closure, and where that is written."""

    day: date
    name: str
    kind: str = ClosedDay.Kind.HOLIDAY
    source: str = ""


@transaction.atomic
def make_calendar(
    *,
    name: str,
    first_on: date,
    published_through: date,
    closed: Sequence[Closing],
    by: User | None,
    at: datetime,
    slug: str = "",
    proposes_from: str = "",
    is_office: bool = False,
    reason: str = "First published",
) -> Calendar:
    """A calendar of working days from ``first_on`` to ``published_through`` less ``closed``."""
    calendar = Calendar.objects.create(
        name=name,
        slug=slug or slugify(name)[:60],
        proposes_from=proposes_from,
        first_on=first_on,
        published_through=published_through,
        is_office=is_office,
    )
    close_days(calendar, closed, by=by, at=at)
    make_version(calendar, reason=reason, by=by, at=at)
    return calendar


def close_days(calendar: Calendar, closed: Sequence[Closing], *, by: User | None, at: datetime) -> None:
    """Enter closed days, confirmed by ``by``. A day already closed keeps its name."""
    rows = [
        ClosedDay(
            calendar=calendar,
            day=one.day,
            name=one.name,
            kind=one.kind,
            source=one.source[:160],
            confirmed_by=by,
            confirmed_at=at if by else None,
        )
        for one in closed
    ]
    ClosedDay.objects.bulk_create(rows, ignore_conflicts=True)


def make_version(calendar: Calendar, *, reason: str, by: User | None, at: datetime) -> CalendarVersion:
    """The next version of the calendar, from its closed days as they now stand, and make it the one that counts.

    The caller holds the calendar's row, or has just made it.
    """
    last = calendar.versions.order_by("-number").values_list("number", flat=True).first()
    version = CalendarVersion.objects.create(
        calendar=calendar, number=(last or 0) + 1, reason=reason[:200], made_by=by, made_at=at
    )
    with connection.cursor() as cursor:
        cursor.execute(
            _RANK_DAYS,
            {
                "version": version.pk,
                "calendar": calendar.pk,
                "first": calendar.first_on,
                "last": calendar.published_through,
            },
        )
    calendar.current = version
    calendar.save(update_fields=["current", "published_through", "first_on"])
    return version


def add_closed_day(
    *, calendar_id: int, closing: Closing, reason: str, by: User, at: datetime, today: date
) -> CalendarVersion:
    """Close a day: a new version of the calendar, and every unfinished deadline counted by it again.

    Raises NotAWorkingDay, OutsideCalendar.
    """
    with transaction.atomic():
        calendar = _held(calendar_id)
        _check_open(calendar, closing.day)
        close_days(calendar, [closing], by=by, at=at)
        text = f"{calendar.name} closed on {words.day(closing.day)}: {closing.name}"
        return _recounted(calendar, closing.day, closing.day, text, reason, by=by, at=at, today=today)


def remove_closed_day(
    *, calendar_id: int, day: date, reason: str, by: User, at: datetime, today: date
) -> CalendarVersion:
    """Open a day that was entered as closed. Raises NotClosed."""
    with transaction.atomic():
        calendar = _held(calendar_id)
        row = ClosedDay.objects.filter(calendar=calendar, day=day).first()
        if row is None:
            raise NotClosed(f"{words.day(day)} is not entered as closed.")
        row.delete()
        text = f"{calendar.name} open on {words.day(day)}, which had been entered as {row.name}"
        return _recounted(calendar, day, day, text, reason, by=by, at=at, today=today)


def publish_year(
    *, calendar_id: int, year: int, closed: Sequence[Closing], by: User, at: datetime, today: date
) -> CalendarVersion:
    """Confirm the closed days of ``year`` and let the calendar count through it.

    Deadlines that waited for the year get their dates. Raises YearOutOfTurn unless the
    year is in the calendar already or comes next.
    """
    with transaction.atomic():
        calendar = _held(calendar_id)
        last = calendar.published_through
        if not calendar.first_on.year <= year <= (last + ONE_DAY).year:
            raise YearOutOfTurn(f"Publish {(last + ONE_DAY).year} first: a calendar has no gaps.")
        stray = [one.day for one in closed if one.day.year != year]
        if stray:
            raise YearOutOfTurn(f"{words.day(stray[0])} is not a day of {year}.")
        close_days(calendar, closed, by=by, at=at)
        calendar.published_through = max(last, date(year, 12, 31))
        text = f"Holidays of {calendar.name} for {year} confirmed"
        first = min([last + ONE_DAY, *(one.day for one in closed)])
        return _recounted(calendar, first, date(year, 12, 31), text, "", by=by, at=at, today=today)


def preview_closed_day(*, calendar_id: int, closing: Closing, by: User, at: datetime, today: date) -> list[Move]:
    """Every date that closing the day would move, old and new, earliest first. Nothing is saved.

    The very statements that would be saved are run and taken back, so the preview cannot
    differ from what comes about. Raises as ``add_closed_day``.
    """
    with transaction.atomic():
        version = add_closed_day(calendar_id=calendar_id, closing=closing, reason="", by=by, at=at, today=today)
        moves = moves_of(batch_of(version))
        transaction.set_rollback(True)
    return moves


def preview_open_day(*, calendar_id: int, day: date, by: User, at: datetime, today: date) -> list[Move]:
    """Every date that opening the day would move. Nothing is saved. Raises as ``remove_closed_day``."""
    with transaction.atomic():
        version = remove_closed_day(calendar_id=calendar_id, day=day, reason="", by=by, at=at, today=today)
        moves = moves_of(batch_of(version))
        transaction.set_rollback(True)
    return moves


def batch_of(version: CalendarVersion) -> str:
    """The key that all moves by one new version of a calendar carry."""
    return f"calendar-{version.calendar_id}-{version.number}"


def _recounted(
    calendar: Calendar, first: date, last: date, text: str, reason: str, *, by: User, at: datetime, today: date
) -> CalendarVersion:
    because = f" ({reason})" if reason else ""
    version = make_version(calendar, reason=f"{text}{because}", by=by, at=at)
    batch = batch_of(version)
    cause = Cause(f"{text}{because}", by, at, today, batch)
    recount(version, first=first, last=last, cause=cause)
    tell_of_batch(batch, cause=cause.text, by=by, at=at)
    return version


def _held(calendar_id: int) -> Calendar:
    """The calendar, so that nobody counts by it until its new version stands."""
    return Calendar.objects.select_for_update(no_key=True).get(pk=calendar_id)


def _check_open(calendar: Calendar, day: date) -> None:
    if not calendar.first_on <= day <= calendar.published_through:
        raise OutsideCalendar(f"{calendar.name} is published through {words.day(calendar.published_through)}.")
    if day.weekday() >= SATURDAY:
        raise NotAWorkingDay(f"{words.day(day)} is a weekend: it is closed already.")
    taken = ClosedDay.objects.filter(calendar=calendar, day=day).first()
    if taken is not None:
        raise NotAWorkingDay(f"{words.day(day)} is closed already: {taken.name}.")
