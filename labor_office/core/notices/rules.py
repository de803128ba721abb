"""When somebody is told, who, and how often. Pure: plain values in, plain values out.

The ladder and its limits keep mail rare enough to be read: one morning mail a day,
reminders that scale with the period, escalation that adds people and never frequency.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

# Assignments within this time of the first travel in one email.
GATHER_FOR = timedelta(minutes=10)
# A second "due today" goes out at this hour when nothing has been drafted.
SECOND_CALL = time(13, 0)
# Never left out, whatever a person prefers: the day before and the day itself.
CANNOT_MUTE = frozenset({0, 1})
ALL_RUNGS = (10, 5, 2, 1, 0)
NUDGE_GAP_WORKING_DAYS = 2
WORKING_DAYS_A_WEEK = 5
FLAPPING_MOVES = 3

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
    date reaches no rung: that is ``escalation``'s.
    """
    if days_left < 0:
        return None
    live = [rung for rung in rungs(period_working_days) if rung < days_left_at_start or rung == 0]
    live = [rung for rung in live if rung in CANNOT_MUTE or rung not in muted]
    reached = [rung for rung in live if days_left <= rung]
    return min(reached, default=None)


def is_absorbed(template: str, *, has_digest: bool) -> bool:
    """Whether the morning digest says it already, so that no mail of its own goes out."""
    return has_digest and template == "deadline_reminder"


class Told(StrEnum):
    """Who hears of an overdue act."""

    OWNER = "OWNER"
    LEAD = "LEAD"
    CHIEF = "CHIEF"
    ATTORNEY = "ATTORNEY"


@dataclass(frozen=True, slots=True)
class EscalationStep:
    """``stage`` belongs in the promise's key: a person is told once a stage."""

    stage: str
    tells: frozenset[Told]


def escalation(*, days_late: int, is_forfeiture: bool) -> tuple[EscalationStep, ...]:
    """Who must have been told by now of an act ``days_late`` working days late.

    The first morning owner and lead, the second also the chief, the third also the
    attorney if a miss forfeits something. Each step tells only those it adds. From then
    on everyone hears again once a week, and in between it is a line of the digest. After
    days without a sweep every step missed is returned, but of the weekly ones the latest alone.
    """
    steps = [
        EscalationStep("day-1", frozenset({Told.OWNER, Told.LEAD})),
        EscalationStep("day-2", frozenset({Told.CHIEF})),
    ]
    if is_forfeiture:
        steps.append(EscalationStep("day-3", frozenset({Told.ATTORNEY})))
    week = (days_late - 1) // WORKING_DAYS_A_WEEK
    if week >= 1:
        everyone = frozenset().union(*(step.tells for step in steps))
        return (EscalationStep(f"week-{week}", everyone),)
    return tuple(steps[: max(days_late, 0)])


def may_nudge(*, working_days_since_last: int | None) -> bool:
    """Whether a department may be asked again: never yet, or at least two working days ago."""
    return working_days_since_last is None or working_days_since_last >= NUDGE_GAP_WORKING_DAYS


def is_flapping(moved_on: Collection[date], *, today: date) -> bool:
    """Whether a date moved so often in five days that one summary replaces further mails."""
    return sum(today - timedelta(days=5) < day <= today for day in moved_on) >= FLAPPING_MOVES


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
