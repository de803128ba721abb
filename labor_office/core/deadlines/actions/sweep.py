"""Every few minutes: what time alone has changed, and the mails of the morning. Safe to run at any time, twice too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from labor_office.core.deadlines.actions.derivation import Cause, hold_calendar, rederive
from labor_office.core.deadlines.actions.reminding import promise_morning
from labor_office.core.deadlines.calendars import CalendarNotPublished
from labor_office.core.deadlines.models.calendars import Calendar
from labor_office.core.deadlines.models.clocks import Clock
from labor_office.core.deadlines.queries.readings import work_calendar
from labor_office.core.deadlines.queries.situations import situations
from labor_office.core.matters.models.matter import Matter

BATCH = 200
_REMINDED_AHEAD = 10
_SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Swept:
    """How many matters were looked at, how many of their deadlines changed, how many mails were promised."""

    matter_count: int
    change_count: int
    promise_count: int


def sweep(*, today: date, now: datetime) -> Swept:
    """Derive again where a day has come that matters, then promise what is to be said today.

    Catches up after any time without a sweep. A matter that someone is working on is left
    for the next one. Limits found missed are read by ``queries.dockets.newly_missed``.
    """
    looked, changed, after = 0, 0, 0
    while ids := _to_look_at(today, after):
        found = _look_at(ids, today, now)
        looked, changed, after = looked + len(ids), changed + found, ids[-1]
    return Swept(looked, changed, promise_reminders(today=today, now=now))


@transaction.atomic
def promise_reminders(*, today: date, now: datetime) -> int:
    """Promise the mails of ``today``; how many are new. None on days the office is closed.

    Without an office calendar, or past what it publishes, weekdays count and nothing can
    be said of working days left, so nothing is promised: the desk shows the banner instead.
    """
    office = Calendar.objects.filter(is_office=True).first()
    if office is None or office.current_id is None:
        return 0
    calendar = work_calendar(office.current_id)
    try:
        if not calendar.is_open(today):
            return 0
        horizon = calendar.add_open_days(today, _REMINDED_AHEAD)
    except CalendarNotPublished:
        if not calendar.first <= today <= calendar.last:
            return 0
        horizon = calendar.last
    sunday = today + timedelta(days=_SUNDAY - today.weekday())
    return promise_morning(office_version_id=office.current_id, today=today, sunday=sunday, horizon=horizon, now=now)


def _to_look_at(today: date, after: int) -> list[int]:
    due = Clock.objects.filter(next_look_on__lte=today, matter__closed_on=None, pk__gt=after)
    return list(due.order_by("pk").values_list("pk", flat=True)[:BATCH])


@transaction.atomic
def _look_at(matter_ids: list[int], today: date, now: datetime) -> int:
    """Derive the matters again that nobody holds; how many deadlines changed."""
    free = Matter.objects.select_for_update(no_key=True, skip_locked=True).filter(pk__in=matter_ids).order_by("pk")
    held = list(free.values_list("pk", flat=True))
    versions = {
        calendar_id: hold_calendar(calendar_id)
        for calendar_id in Clock.objects.filter(pk__in=held).values_list("calendar_id", flat=True).distinct()
    }
    cause = Cause("The day has come", None, now, today)
    return sum(len(rederive(one, cause)) for one in situations(held) if one.calendar_version_id in versions.values())
