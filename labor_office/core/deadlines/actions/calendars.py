"""Work calendars: made, and given new versions. Every change is a new version; old ones keep explaining."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import connection, transaction
from django.utils.text import slugify

from labor_office.core.deadlines.models.calendars import Calendar, CalendarVersion, ClosedDay
from labor_office.core.users.models import User

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


def days_of(first: date, last: date) -> list[date]:
    """Every day from ``first`` to ``last``, both included."""
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
