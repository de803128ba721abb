"""When somebody is told, who, and how often. Pure: plain values in, plain values out.

The ladder and its limits keep mail rare enough to be read: one morning mail a day,
reminders that scale with the period, escalation that adds people and never frequency.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

# Assignments within this time of the first travel in one email.
GATHER_FOR = timedelta(minutes=10)
# A second "due today" goes out at this hour when nothing has been drafted.
SECOND_CALL = time(13, 0)
# Never left out, whatever a person prefers: the day before and the day itself.
CANNOT_MUTE = frozenset({0, 1})
ALL_RUNGS = (10, 5, 2, 1, 0)
WORKING_DAYS_A_WEEK = 5

BATCH = 500
LEASE = timedelta(minutes=10)
MAX_ATTEMPTS = 8


def rungs(period_working_days: int) -> tuple[int, ...]:
    """How many working days before the due date a reminder goes out, furthest first; 0 is the day itself.

    A period of 15 working days or more: 10, 5, 2, 1, 0; of 8 to 14: 5, 2, 1, 0; of 4 to
    7: 2, 1, 0; shorter: 1, 0.
    """
    longest = (
        10 if period_working_days >= 15 else 5 if period_working_days >= 8 else 2 if period_working_days >= 4 else 1
    )
    return tuple(rung for rung in ALL_RUNGS if rung <= longest)


def rung_reached(
    *, days_left: int, period_working_days: int, days_left_at_start: int, muted: Collection[int] = ()
) -> int | None:
    """The latest rung whose morning has come, or None.

    ``days_left`` are working days from today to the due date; ``days_left_at_start`` the
    same on the day the deadline arose. A rung already past then is skipped, not sent
    late; 0 never is. After days without a sweep only the latest rung counts. A past due
    date reaches no rung: overdue notices are another matter. The sweep asks the database the
    same in SQL, and is tested against this.
    """
    if days_left < 0:
        return None
    live = [rung for rung in rungs(period_working_days) if rung < days_left_at_start or rung == 0]
    live = [rung for rung in live if rung in CANNOT_MUTE or rung not in muted]
    reached = [rung for rung in live if days_left <= rung]
    return min(reached, default=None)


def morning(day: date, *, at: time, zone: ZoneInfo) -> datetime:
    """The instant of ``at`` on ``day`` in the city's own time."""
    return datetime.combine(day, at, tzinfo=zone)


def lease(attempts: int) -> timedelta:
    """How long a worker may hold a message claimed for the time after ``attempts`` others; the wait before the next.

    10 minutes, then twice as long each time up to 5 hours 20: some 16 hours until a
    message is given up.
    """
    doublings: int = 2 ** min(attempts, 5)
    return LEASE * doublings


def batch_size(attempts: int) -> int:
    """How many messages tried ``attempts`` times before are claimed together.

    A message that kills its worker takes its batch along once; from then on it travels in
    ever smaller company and at last alone, so that only its own attempts run out.
    """
    share: int = 10**attempts
    return max(1, BATCH // share)
